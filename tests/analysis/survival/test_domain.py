"""Which events take a place, and what is shown to be apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.domain import Unknown, label_values
from bcdr.analysis.survival.ground import Ground
from tests.analysis.survival.verdicts import FALLS, NOT_SHOWN, STANDS, Verdict, verdict

Make = Callable[..., Facts]
WHOLE = "a: {storage: disk, site: office, region: north, provider: prov, account: shop, admin: domain}"


def plan(*places: str) -> str:
    return "places:\n  " + "\n  ".join(places) + "\n  own: {}\ndatastores:\n  db: {at: b}\n"


def test_a_place_is_taken_by_every_label_it_has(facts: Make) -> None:
    losses = Ground(facts(plan(WHOLE, "b: {within: a}"))).losses("places/a")
    assert losses == {
        "places/a", "storage/disk", "site/office", "region/north", "provider/prov", "account/shop",
    }  # fmt: skip
    assert Ground(facts(plan(WHOLE, "b: {within: a}"))).takeovers("places/a") == {
        "hostile:account/shop", "hostile:admin/domain",
    }  # fmt: skip


def test_a_place_within_another_falls_with_it_and_has_its_labels(facts: Make) -> None:
    losses = Ground(facts(plan(WHOLE, "b: {within: a, storage: other}"))).losses("places/b")
    assert losses >= {"places/a", "places/b", "site/office", "storage/other"}
    assert "storage/disk" not in losses


def test_an_offline_place_belongs_to_no_account_and_nobody_takes_it_over(facts: Make) -> None:
    ground = Ground(facts(plan(WHOLE, "b: {within: a, offline: yes}")))
    assert "account/shop" not in ground.losses("places/b")
    assert ground.takeovers("places/b") == frozenset()


def test_a_label_that_nobody_wrote_is_unknown_within_what_is_known(facts: Make) -> None:
    losses = Ground(facts(plan(WHOLE, "b: {region: south, provider: other}"))).losses("places/b")
    assert losses >= {Unknown("storage", (None, "south")), Unknown("site", ("south",)), Unknown("account", ("other",))}


APART = [
    ("an unknown site", "b: {}", "site/office", NOT_SHOWN),
    ("an unknown site in the same region", "b: {region: north}", "site/office", NOT_SHOWN),
    ("an unknown site in another region", "b: {region: south}", "site/office", STANDS),
    ("an unknown storage at the same site", "b: {site: office, region: north}", "storage/disk", NOT_SHOWN),
    ("an unknown storage at another site", "b: {site: home}", "storage/disk", STANDS),
    ("an unknown storage in another region", "b: {region: south}", "storage/disk", STANDS),
    ("an unknown account with the same provider", "b: {provider: prov}", "account/shop", NOT_SHOWN),
    ("an unknown account with another provider", "b: {provider: other}", "account/shop", STANDS),
    ("nor is it taken over", "b: {provider: other}", "hostile:account/shop", STANDS),
    ("an unknown admin plane", "b: {provider: other}", "hostile:admin/domain", NOT_SHOWN),
    ("a known label", "b: {site: office}", "site/office", FALLS),
    ("another value of it", "b: {site: home}", "site/office", STANDS),
]


@pytest.mark.parametrize(("case", "place", "event", "expected"), APART, ids=[c[0] for c in APART])
def test_unknown_is_never_somewhere_else(facts: Make, case: str, place: str, event: str, expected: Verdict) -> None:
    assert verdict(facts(plan(WHOLE, place)), "source:datastores/db", event) is expected


def test_what_is_known_of_one_place_counts_for_all_of_that_storage(facts: Make) -> None:
    text = plan(WHOLE, "b: {storage: disk}")
    assert verdict(facts(text), "source:datastores/db", "site/office") is FALLS
    assert verdict(facts(text), "source:datastores/db", "region/north") is FALLS


def test_two_different_answers_are_no_answer(facts: Make) -> None:
    text = plan(WHOLE, "c: {storage: disk, site: home}", "b: {storage: disk}")
    assert verdict(facts(text), "source:datastores/db", "site/office") is NOT_SHOWN


def test_values_are_listed_once_and_sorted(facts: Make) -> None:
    ground = Ground(facts(plan(WHOLE, "b: {site: home}", "c: {site: home}")))
    assert ground.values["site"] == ("home", "office")
    assert label_values(())["site"] == ()


@pytest.mark.parametrize(
    ("event", "unknown", "expected"),
    [
        ("site/office", Unknown("site", (None,)), True),
        ("site/office", Unknown("site", ("south",)), False),
        ("region/north", Unknown("site", ("north",)), False),
        ("hostile:account/shop", Unknown("account", (None,)), False),
        (Unknown("site", ("south",)), Unknown("site", (None,)), True),
        (Unknown("site", (None,)), Unknown("site", ("south",)), False),
        (Unknown("site", ("south",)), Unknown("site", ("north",)), False),
    ],
)
def test_what_may_be_the_unknown(facts: Make, event: str | Unknown, unknown: Unknown, expected: bool) -> None:
    assert Ground(facts(plan(WHOLE, "b: {}"))).domains.covers(event, unknown) is expected
