"""Trends of drills: what belongs together, what changed, and that one measurement is no trend."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bcdr.analysis.trend import Window, by_kind, trends
from bcdr.model.drill import Drill, Measured
from bcdr.model.value import UNBOUNDED

HOUR = timedelta(hours=1)
DAY = date(2026, 11, 21)


def drill(day: str, *covers: str, type_: str = "failover", result: str = "passed", rto: Any = HOUR) -> Drill:
    measured = None if rto is None else Measured(rto=rto)
    return Drill(type=type_, occurred=date.fromisoformat(day), covers=covers, result=result, measured=measured)


@pytest.mark.parametrize(
    ("drills", "expected"),
    [
        pytest.param([], {}, id="no drill"),
        pytest.param([drill("2026-01-01", "runbooks/r", type_="tabletop")], {}, id="nothing comes back in a talk"),
        pytest.param(
            [drill("2026-01-01", "runbooks/r", "datastores/d"), drill("2026-02-01", "runbooks/r")],
            {("runbooks/r", "failover"): 2},
            id="a runbook stands for what it recovers",
        ),
        pytest.param(
            [drill("2026-01-01", "datastores/d", "services/s")],
            {("datastores/d", "failover"): 1},
            id="without a runbook the data is the subject",
        ),
        pytest.param([drill("2026-01-01", "services/s")], {("services/s", "failover"): 1}, id="without data, services"),
        pytest.param([drill("2026-01-01", "roles/r")], {}, id="nothing that comes back is named"),
        pytest.param(
            [drill("2026-01-01", "runbooks/r"), drill("2026-02-01", "runbooks/r", type_="system-restore")],
            {("runbooks/r", "failover"): 1, ("runbooks/r", "system-restore"): 1},
            id="kinds are not mixed",
        ),
        pytest.param(
            [drill("2026-01-01", "runbooks/a", "runbooks/b")],
            {("runbooks/a", "failover"): 1, ("runbooks/b", "failover"): 1},
            id="a drill of two runbooks is in both",
        ),
    ],
)
def test_what_belongs_together(drills: list[Drill], expected: dict[tuple[str, str], int]) -> None:
    assert {(t.subject, t.type): len(t.drills) for t in trends(drills)} == expected


@pytest.mark.parametrize(
    ("times", "change", "latest"),
    [
        pytest.param([], None, None, id="no measurement"),
        pytest.param([2 * HOUR], None, None, id="one is no trend"),
        pytest.param([3 * HOUR, 2 * HOUR], -HOUR, -HOUR, id="shorter"),
        pytest.param([2 * HOUR, 2 * HOUR], timedelta(), timedelta(), id="unchanged"),
        pytest.param([5 * HOUR, HOUR, 2 * HOUR], -3 * HOUR, HOUR, id="shorter since the first, longer since the last"),
        pytest.param([HOUR, None, 3 * HOUR], 2 * HOUR, 2 * HOUR, id="what was not measured is passed over"),
        pytest.param([HOUR, UNBOUNDED], None, None, id="what never ended has no time"),
    ],
)
def test_what_changed(times: list[Any], change: timedelta | None, latest: timedelta | None) -> None:
    drills = [drill(f"2026-0{n}-01", "runbooks/r", rto=t) for n, t in enumerate(times, 1)]
    found = trends(drills)
    time = found[0].time if found else None
    assert (time.change if time else None, time.latest if time else None) == (change, latest)


def test_only_passes_are_counted_as_such_and_the_longest_series_stands_first() -> None:
    found = trends(
        [
            drill("2026-01-01", "runbooks/a", result="failed"),
            drill("2026-02-01", "runbooks/a", result="partial"),
            drill("2026-03-01", "runbooks/a"),
            drill("2026-04-01", "runbooks/b"),
        ]
    )
    assert [(t.subject, t.passed, len(t.drills)) for t in found] == [("runbooks/a", 1, 3), ("runbooks/b", 1, 1)]
    assert found[0].point.points == ()


@pytest.mark.parametrize(
    ("day", "at"),
    [("2026-11-21", 0), ("2025-11-21", 0), ("2025-11-20", 1), ("2024-11-21", 1), ("2024-11-20", 2)],
)
def test_a_window_ends_on_its_day(day: str, at: int) -> None:
    found = by_kind([drill(day, result="failed")], DAY)["failover"]
    assert [w.tried for w in found] == [int(n == at) for n in range(3)]
    assert found[at] == Window(1, 0)


def test_a_drill_that_is_only_planned_is_in_no_window() -> None:
    assert by_kind([drill("2026-11-21", result="failed").but(occurred=None)], DAY) == {}
