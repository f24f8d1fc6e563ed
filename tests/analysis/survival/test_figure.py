"""How much is missing when the bakery's order book comes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.figure import Figure, figure_of
from bcdr.analysis.survival.ground import Ground
from bcdr.model.value import UNBOUNDED
from tests.analysis.survival.bakery import PLAN

Make = Callable[..., Facts]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def figure(facts: Make, plan: str, *left: str, is_corruption: bool = False) -> Figure | None:
    ground = Ground(facts(plan))
    store = ground.plan.datastores["book"]
    return figure_of(store, tuple(store.copies[i] for i in left), ground, is_corruption=is_corruption)


def with_copies(*copies: str) -> str:
    lines = "".join(f"      {c}\n" for c in copies)
    return PLAN.replace("runbooks:\n", f"{lines}runbooks:\n", 1)


def test_nothing_left_is_no_figure(facts: Make) -> None:
    assert figure(facts, PLAN) is None


def test_it_adds_up(facts: Make) -> None:
    found = figure(facts, PLAN, "nightly", is_corruption=True)
    assert found is not None
    assert [(t.symbol, t.value) for t in found.terms] == [("I", DAY), ("D", HOUR), ("Td", 5 * DAY)]
    assert found.value == sum((t.value for t in found.terms), timedelta())


def test_a_missing_fact_is_named(facts: Make) -> None:
    found = figure(facts, PLAN.replace("every: 1d, ", ""), "nightly")
    assert found is not None
    assert found.value == UNBOUNDED
    assert "nightly" in found.unknown


def test_a_job_that_has_not_run_is_worth_its_age(facts: Make) -> None:
    plan = PLAN.replace("keep: 60d", "keep: 60d, last_success: 2026-11-11")
    found = figure(facts, plan, "nightly")
    assert found is not None
    assert found.value == 10 * DAY
    assert [t.symbol for t in found.terms] == ["Ta"]


def test_a_fresh_copy_is_preferred_to_a_better_one_that_is_stale(facts: Make) -> None:
    plan = with_copies("weekly: {kind: dump, at: drawer, every: 7d, duration: 1h, keep: 60d}").replace(
        "keep: 60d, deletable_by", "keep: 60d, last_success: 2026-10-01, deletable_by"
    )
    found = figure(facts, plan, "nightly", "weekly")
    assert found is not None
    assert (found.copy, found.value) == ("weekly", 7 * DAY + HOUR)


def test_the_part_that_fares_worst_counts(facts: Make) -> None:
    plan = with_copies(
        "photos: {kind: dump, at: drawer, every: 30d, duration: 1h, keep: 90d, includes: [photos]}"
    ).replace("size: 36GB", "size: 36GB\n    contents: [orders, photos]").replace(
        "keep: 60d, deletable_by", "keep: 60d, includes: [orders], deletable_by"
    )  # fmt: skip
    found = figure(facts, plan, "nightly", "photos")
    assert found is not None
    assert (found.copy, found.value) == ("photos", 30 * DAY + HOUR)


def test_without_a_copy_that_reaches_back_there_is_no_figure_of_it(facts: Make) -> None:
    known = facts(with_copies("odd: {kind: unstated, at: drawer}"))
    ground = Ground(known)
    store = ground.plan.datastores["book"]
    assert figure_of(store, (store.copies["odd"],), ground, is_corruption=False) is None


def test_of_two_copies_that_have_not_run_the_younger_counts(facts: Make) -> None:
    late = "kind: dump, at: drawer, every: 2d, duration: 1h, keep: 60d, last_success: 2026-11-01"
    plan = with_copies(f"other: {{{late}}}").replace(
        "keep: 60d, deletable_by", "keep: 60d, last_success: 2026-10-01, deletable_by"
    )
    found = figure(facts, plan, "nightly", "other")
    assert found is not None
    assert (found.copy, found.value) == ("other", 20 * DAY)
    swapped = plan.replace("2026-11-01", "2026-09-01")
    again = figure(facts, swapped, "nightly", "other")
    assert again is not None
    assert (again.copy, again.value) == ("nightly", 51 * DAY)
