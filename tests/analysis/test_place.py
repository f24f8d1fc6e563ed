"""Labels are inherited outward, unknown is not elsewhere, and a circle of places ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.place import Labels, apart, distance_km, same

Make = Callable[..., Facts]


def test_the_nearest_value_wins_going_outward(facts: Make) -> None:
    found = facts(
        """
        places:
          campus: {site: s1, region: r1, provider: p1, basis: contract}
          rack: {within: campus, storage: st1, provider: p2}
        """
    ).labels("places/rack")
    assert (found.storage, found.site, found.region, found.provider, found.basis) == (
        "st1",
        "s1",
        "r1",
        "p2",
        "contract",
    )


def test_a_vendor_is_known_by_its_provider_only(facts: Make) -> None:
    found = facts("vendors: {acme: {}}").labels("vendors/acme")
    assert (found.provider, found.site) == ("acme", None)


def test_a_circle_of_places_ends(facts: Make) -> None:
    found = facts("places: {a: {within: b, site: x}, b: {within: a, region: y}}").labels("places/a")
    assert (found.site, found.region) == ("x", "y")


def test_unknown_is_neither_same_nor_apart() -> None:
    known, unknown = Labels(site="a"), Labels()
    assert not same(known, unknown, "site")
    assert not apart(known, unknown, "site")
    assert not same(unknown, unknown, "site")


def test_distance_between_stuttgart_and_berlin() -> None:
    stuttgart, berlin = Labels(coordinates=(48.78, 9.18)), Labels(coordinates=(52.52, 13.40))
    assert distance_km(stuttgart, berlin) == pytest.approx(511, abs=5)
    assert distance_km(stuttgart, Labels()) is None
