"""What would have to be changed: the cheapest thing that works, found by trying."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival import cure
from bcdr.analysis.survival.cure import Cure
from tests.analysis.survival.bakery import PLAN, survival

Make = Callable[..., Facts]
COPY = "datastores/book/copies/nightly"
TAKEN = ("site/shop", "hostile:credentials/cloud-login")


@pytest.mark.parametrize(
    ("change", "events", "cure"),
    [
        (("", ""), TAKEN, Cure("lock", COPY, amount=timedelta(days=14))),
        (("keep: 60d", "keep: 3d"), ("datastores/book",), Cure("keep", COPY, amount=timedelta(days=7))),
        (("", ""), ("site/shop", "provider/cloudy"), Cure("copy", "datastores/book", place="places/drawer")),
        (("", ""), ("region/north", "provider/cloudy"), Cure("elsewhere", "datastores/book")),
        (
            ("site: dc1, region: south, ", ""),
            ("site/shop",),
            Cure("record", "places/cloud", label="site"),
        ),
        (
            ("keep: 60d", "keep: 60d, encrypted: {key: {at: shop}}"),
            ("site/shop",),
            Cure("key", COPY, place="places/drawer"),
        ),
        (
            ("holders: [ada], can: {read: [places/cloud], delete: [places/cloud]}, break_glass: {place: drawer}",
             "holders: [ada], can: {read: [places/cloud], delete: [places/cloud]}"),
            ("site/shop", "people/ada"),
            Cure("seal", "credentials/cloud-login", place="places/drawer"),
        ),
    ],
    ids=["lock", "keep", "copy", "elsewhere", "record", "key", "seal"],
)  # fmt: skip
def test_the_cheapest_change_that_cures(
    change: tuple[str, str], events: tuple[str, ...], cure: Cure, facts: Make
) -> None:
    plan = PLAN.replace(*change) if change[0] else PLAN
    known = survival(facts(plan))
    assert not known.outcome(events).stands("datastores/book")
    assert known.cure("datastores/book", events) == cure


def test_a_runbook_is_what_a_service_without_a_way_back_needs(facts: Make) -> None:
    known = survival(facts(PLAN[: PLAN.index("runbooks:")]))
    assert known.cure("services/orders", ["site/shop"]) == Cure("runbook", "services/orders")


def test_what_needs_two_changes_has_no_single_cure(facts: Make) -> None:
    plan = PLAN.replace("runbooks:", "  stock: {at: shop}\nrunbooks:").replace(
        "depends_on: [datastores/book]", "depends_on: [datastores/book, datastores/stock]"
    )
    known = survival(facts(plan))
    assert known.cure("services/orders", ["region/north", "provider/cloudy"]) is None


def test_what_was_tried_for_one_thing_is_judged_anew_for_the_next(facts: Make) -> None:
    known, alone = survival(facts(PLAN)), survival(facts(PLAN))
    asked = [
        ("services/orders", ("site/shop", "provider/cloudy")),
        ("datastores/book", ("region/north", "provider/cloudy")),
        ("datastores/book", ("site/shop", "provider/cloudy")),
        ("datastores/book", TAKEN),
    ]
    found = [known.cure(*each) for each in asked]
    assert found == [survival(facts(PLAN)).cure(*each) for each in asked]
    assert found[2] == alone.cure(*asked[2]) != found[1]


def test_plans_that_are_no_longer_kept_are_made_again(facts: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [("services/orders", ("site/shop", "provider/cloudy")), ("datastores/book", TAKEN)]
    found = [survival(facts(PLAN)).cure(*each) for each in asked]
    monkeypatch.setattr(cure, "_KEPT", 1)
    known = survival(facts(PLAN))
    assert [known.cure(*each) for each in asked] == found


def test_the_plan_itself_is_not_touched(facts: Make) -> None:
    known = facts(PLAN)
    before = repr(known.plan)
    survival(known).cure("datastores/book", TAKEN)
    assert repr(known.plan) == before
