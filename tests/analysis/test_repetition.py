"""When a drill is due again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.repetition import turns

Make = Callable[..., Facts]

DONE = "occurred: {}, result: passed"


def found(facts: Make, *records: str) -> list[tuple[str, str | None]]:
    """Id and day of each turn; records are drills `a`, `b`, ... of one series unless they say otherwise."""
    drills = ", ".join(f"{id_}: {{type: {r}}}" for id_, r in zip("abcdef", records, strict=False))
    made = facts(f"drills: {{{drills}}}\nroles: {{x: {{duty: d}}, y: {{duty: d}}}}\nscenarios: {{s: {{}}, t: {{}}}}")
    return [(t.drill.id, t.day and t.day.isoformat()) for t in turns(made.plan.drills.values(), made.done_drills)]


WALK = "tabletop, covers: [roles/x]"


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param(["tabletop, planned: 2027-01-10"], [("a", "2027-01-10")], id="planned once"),
        pytest.param(["tabletop, planned: 2026-01-10"], [("a", "2026-01-10")], id="planned and not done"),
        pytest.param(["tabletop"], [], id="neither planned nor repeating"),
        pytest.param(["tabletop, every: 90d"], [("a", None)], id="never done"),
        pytest.param(["tabletop, every: unbounded"], [], id="never repeats and never done"),
        pytest.param([f"tabletop, every: unbounded, {DONE.format('2026-03-01')}"], [], id="never repeats"),
        pytest.param([f"tabletop, every: 9999999d, {DONE.format('2026-03-01')}"], [], id="after the calendar ends"),
        pytest.param([f"tabletop, {DONE.format('2026-03-01')}"], [], id="done once"),
        pytest.param([f"tabletop, every: 90d, {DONE.format('2026-03-01')}"], [("a", "2026-05-30")], id="repeats"),
        pytest.param(
            [f"tabletop, every: 30d, planned: 2026-02-01, {DONE.format('2026-03-15')}"],
            [("a", "2026-04-14")],
            id="done late: from the completion, never from the plan",
        ),
        pytest.param(
            [f"tabletop, every: 1d, {DONE.format('2028-02-28')}"], [], id="done after the day it is seen from"
        ),
        pytest.param([f"tabletop, every: 365d, {DONE.format('2024-02-29')}"], [("a", "2025-02-28")], id="leap day"),
        pytest.param([f"tabletop, every: 30d, {DONE.format('2026-01-31')}"], [("a", "2026-03-02")], id="month end"),
        pytest.param(["tabletop, every: 90d, occurred: 2026-03-01"], [], id="done without a result"),
    ],
)
def test_one_record(facts: Make, records: list[str], expected: list[tuple[str, str | None]]) -> None:
    assert found(facts, *records) == expected


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param(
            [
                f"{WALK}, every: 180d, {DONE.format('2025-11-01')}",
                f"{WALK}, every: 180d, occurred: 2026-06-01, result: failed",
            ],
            [("b", "2026-11-28")],
            id="from the last, however it ended",
        ),
        pytest.param(
            [f"{WALK}, every: 180d, {DONE.format('2026-01-01')}", f"{WALK}, every: 90d, {DONE.format('2026-06-01')}"],
            [("b", "2026-08-30")],
            id="a shorter interval",
        ),
        pytest.param(
            [f"{WALK}, every: 90d, {DONE.format('2026-01-01')}", f"{WALK}, every: 180d, {DONE.format('2026-06-01')}"],
            [("b", "2026-11-28")],
            id="a longer interval",
        ),
        pytest.param(
            [f"{WALK}, every: 180d, {DONE.format('2026-01-01')}", f"{WALK}, {DONE.format('2026-06-01')}"],
            [("b", "2026-11-28")],
            id="the newest does not repeat the interval",
        ),
        pytest.param(
            [f"{WALK}, every: 180d", f"{WALK}, {DONE.format('2026-06-01')}"],
            [("a", "2026-11-28")],
            id="a standing record and a completion",
        ),
        pytest.param(
            [f"{WALK}, every: 90d, planned: 2026-10-01", f"{WALK}, every: 180d, {DONE.format('2026-06-01')}"],
            [("a", "2026-08-30"), ("a", "2026-10-01")],
            id="what is planned changes the interval, and is planned too late",
        ),
        pytest.param(
            [f"{WALK}, planned: 2026-10-01", f"{WALK}, every: 180d, {DONE.format('2026-06-01')}"],
            [("a", "2026-10-01")],
            id="planned in time",
        ),
        pytest.param(
            [f"{WALK}, planned: 2026-12-24", f"{WALK}, every: 180d, {DONE.format('2026-06-01')}"],
            [("a", "2026-11-28"), ("a", "2026-12-24")],
            id="planned too late",
        ),
        pytest.param(
            [f"{WALK}, planned: 2026-05-01", f"{WALK}, every: 180d, {DONE.format('2026-06-01')}"],
            [("a", "2026-11-28")],
            id="planned before it was last done",
        ),
        pytest.param(
            [f"{WALK}, planned: 2026-12-24", f"{WALK}, planned: 2026-12-01"],
            [("b", "2026-12-01"), ("a", "2026-12-24")],
            id="planned twice",
        ),
        pytest.param(
            [
                "tabletop, covers: [roles/x, roles/y], every: 30d",
                f"tabletop, covers: [roles/y, roles/x], {DONE.format('2026-11-01')}",
            ],
            [("a", "2026-12-01")],
            id="the order of what it covers does not matter",
        ),
        pytest.param(
            [f"{WALK}, every: 30d", f"walkthrough, covers: [roles/x], {DONE.format('2026-11-01')}"],
            [("a", None)],
            id="another type is another drill",
        ),
        pytest.param(
            [f"{WALK}, every: 30d", f"tabletop, covers: [roles/y], {DONE.format('2026-11-01')}"],
            [("a", None)],
            id="other objects are another drill",
        ),
        pytest.param(
            ["tabletop, scenario: s, every: 30d", f"tabletop, scenario: t, {DONE.format('2026-11-01')}"],
            [("a", None)],
            id="another scenario is another drill",
        ),
        pytest.param(
            [f"{WALK}, scenario: s, every: 30d", f"{WALK}, scenario: t, {DONE.format('2026-11-01')}"],
            [("a", "2026-12-01")],
            id="another scenario on the same objects is the same drill",
        ),
    ],
)
def test_a_series(facts: Make, records: list[str], expected: list[tuple[str, str | None]]) -> None:
    assert found(facts, *records) == expected


def test_the_id_of_a_series_outlives_its_records(facts: Make) -> None:
    def series(text: str) -> list[str]:
        made = facts(f"drills: {text}")
        return [t.series for t in turns(made.plan.drills.values(), made.done_drills)]

    first = series("{a: {type: tabletop, every: 90d, occurred: 2026-06-01, result: passed}}")
    second = series("{z: {type: tabletop, every: 30d, occurred: 2026-11-01, result: passed}}")
    planned = series("{b: {type: tabletop, planned: 2026-12-01}, c: {type: tabletop, planned: 2027-01-01}}")
    assert first == second == planned[:1]
    assert len({*planned}) == 2


def test_a_day_that_is_seen_from_before(facts: Make) -> None:
    made = facts(f"drills: {{a: {{type: tabletop, every: 30d, {DONE.format('2026-11-01')}}}}}", date(2026, 6, 1))
    assert list(turns(made.plan.drills.values(), made.done_drills)) == []
