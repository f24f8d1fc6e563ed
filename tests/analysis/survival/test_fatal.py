"""Fatal combinations of the bakery."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.domain import Atom, Unknown
from bcdr.analysis.survival.fatal import name_of
from tests.analysis.survival.bakery import PLAN, survival

Make = Callable[..., Facts]


def test_only_who_holds_both_logins_can_take_the_order_book_alone(facts: Make) -> None:
    found = survival(facts(PLAN)).fatal(1).of("datastores/book")
    assert [(f.events, f.is_certain) for f in found] == [(("hostile:people/ada",), True)]


def test_without_her_no_single_event_does(facts: Make) -> None:
    plan = PLAN.replace("cloud-login: {holders: [ada]", "cloud-login: {holders: [ben]")
    assert survival(facts(plan)).fatal(1).of("datastores/book") == ()


def test_pairs_are_one_event_for_the_source_and_one_for_the_copy(facts: Make) -> None:
    pairs = {f.events for f in survival(facts(PLAN)).fatal(2).of("datastores/book")}
    assert ("provider/cloudy", "site/shop") in pairs
    assert ("hostile:credentials/cloud-login", "storage/pc1") in pairs
    assert not any({"site/shop", "storage/pc1"} == set(p) for p in pairs), "both take the source only"


def test_singles_come_first_and_make_larger_ones_superfluous(facts: Make) -> None:
    same = PLAN.replace("site: dc1, region: south", "site: shop, region: north")
    found = survival(facts(same)).fatal(2).of("datastores/book")
    singles = [f.events for f in found if len(f.events) == 1]
    assert singles == [("hostile:people/ada",), ("region/north",), ("site/shop",)] == [f.events for f in found[:3]]
    assert not any("site/shop" in f.events for f in found[3:])


def test_three_at_a_time_on_request(facts: Make) -> None:
    plan = PLAN.replace("deletable_by: [credentials/cloud-login]}", "deletable_by: [credentials/cloud-login]}\n"
                        "      disk: {kind: disk-rotation, at: drawer, every: 7d, duration: 1h, keep: 60d}")  # fmt: skip
    two = survival(facts(plan)).fatal(2).of("datastores/book")
    three = survival(facts(plan)).fatal(3).of("datastores/book")
    assert {f.events for f in two} == {f.events for f in three if len(f.events) <= 2}
    assert ("provider/cloudy", "site/home", "storage/pc1") in {f.events for f in three}


def test_what_rests_on_ignorance_is_marked(facts: Make) -> None:
    found = survival(facts(PLAN.replace("site: dc1, region: south, ", ""))).fatal(1).of("datastores/book")
    assert {(f.events, f.is_certain) for f in found} >= {(("site/shop",), False)}


def test_single_events_say_what_each_takes(facts: Make) -> None:
    same = PLAN.replace("site: dc1, region: south", "site: shop, region: north")
    known = survival(facts(same)).fatal(1)
    assert known.single_events(["datastores/book"]) == {
        "hostile:people/ada": ("datastores/book",),
        "region/north": ("datastores/book",),
        "site/shop": ("datastores/book",),
    }


@pytest.mark.parametrize(
    ("event", "name"),
    [
        ("site/shop", "site/shop"),
        ("hostile:account/main", "hostile account/main"),
        (Unknown("site", ("south",)), "an unknown site in region south"),
        (Unknown("storage", (None, "south")), "an unknown storage in region south"),
        (Unknown("hostile:admin", ()), "an unknown hostile admin"),
    ],
)
def test_events_have_names(event: Atom, name: str) -> None:
    assert name_of(event) == name
