"""The longest gap of a job: by cron or by interval, with the days of the year on which it does not run."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcdr.analysis.cadence import longest_gap, shortest_span
from bcdr.model.datastore import Copy, Pause
from bcdr.model.value import UNBOUNDED

H = timedelta(hours=1)
DAY = timedelta(days=1)


def job(**values: object) -> Copy:
    return Copy(kind="dump", **values)


def pause(first: tuple[int, int], last: tuple[int, int]) -> Pause:
    return Pause(from_=first, to=last)


CHRISTMAS = pause((12, 24), (1, 2))

GAPS = [
    ("nothing written", job(), None),
    ("interval", job(every=DAY), DAY),
    ("never", job(every=UNBOUNDED, pauses=(CHRISTMAS,)), UNBOUNDED),
    ("cron before interval", job(every=H, cron="0 2 * * *"), DAY),
    ("own zone", job(cron="0 2 * * *", timezone="Europe/Berlin"), 25 * H),
    ("ten days without a run", job(every=DAY, pauses=(CHRISTMAS,)), 11 * DAY),
    ("weekly, at the worst weekday", job(every=7 * DAY, pauses=(CHRISTMAS,)), 21 * DAY),
    ("one hour", job(every=H, pauses=(CHRISTMAS,)), 10 * DAY + H),
    ("cron", job(cron="0 2 * * *", pauses=(CHRISTMAS,)), 11 * DAY),
    ("a day that a leap year has", job(every=DAY, pauses=(pause((2, 28), (2, 29)),)), 3 * DAY),
    ("only that day", job(every=DAY, pauses=(pause((2, 29), (2, 29)),)), 2 * DAY),
    ("the whole year", job(every=DAY, pauses=(pause((1, 1), (12, 31)),)), UNBOUNDED),
    ("two halves of the year", job(every=DAY, pauses=(pause((1, 1), (6, 30)), pause((7, 1), (12, 31)))), UNBOUNDED),
    (
        "one inside another",
        job(every=DAY, pauses=(pause((5, 1), (5, 20)), pause((5, 3), (5, 4)), pause((5, 21), (5, 22)))),
        23 * DAY,
    ),
    ("no room between two", job(every=7 * DAY, pauses=(pause((5, 1), (5, 7)), pause((5, 10), (5, 16)))), 28 * DAY),
]


@pytest.mark.parametrize(("copy", "gap"), [g[1:] for g in GAPS], ids=[g[0] for g in GAPS])
def test_longest_gap(copy: Copy, gap: timedelta | None) -> None:
    assert longest_gap(copy, "UTC") == gap


def test_a_night_longer_than_others_makes_a_pause_longer() -> None:
    # ten days and the hour of 25 October hold one start more than ten days
    autumn = job(every=DAY, pauses=(pause((10, 24), (11, 2)),))
    assert longest_gap(autumn, "Europe/Berlin") == 12 * DAY
    assert longest_gap(autumn, "UTC") == 11 * DAY


days = st.tuples(st.integers(1, 12), st.integers(1, 28))


@settings(max_examples=40, deadline=None)
@given(
    hours=st.sampled_from([5, 24, 36, 168]),
    pauses=st.lists(st.tuples(days, days), min_size=1, max_size=2),
    phase=st.integers(0, 167),
)
def test_no_real_calendar_has_a_longer_gap(
    hours: int, pauses: list[tuple[tuple[int, int], tuple[int, int]]], phase: int
) -> None:
    def is_paused(day: tuple[int, int]) -> bool:
        return any(a <= day <= b if a <= b else day >= a or day <= b for a, b in pauses)

    first = datetime(2027, 1, 1, tzinfo=UTC)
    starts = [first + timedelta(hours=phase % hours + k * hours) for k in range(3 * 8760 // hours)]
    kept = [s for s in starts if not is_paused((s.month, s.day))]
    real = max((b - a for a, b in itertools.pairwise(kept)), default=timedelta())
    said = longest_gap(job(every=timedelta(hours=hours), pauses=tuple(pause(*p) for p in pauses)), "UTC")
    assert said is not None
    assert said >= real


@given(every=st.integers(1, 2000), length=st.integers(1, 27), more=st.integers(0, 27))
def test_a_longer_pause_never_makes_the_gap_shorter(every: int, length: int, more: int) -> None:
    pauses = [pause((7, 1), (7, min(length + m, 28))) for m in (0, more)]
    short, long = (longest_gap(job(every=every * H, pauses=(p,)), "UTC") for p in pauses)
    assert short is not None
    assert long is not None
    assert every * H <= short <= long


@pytest.mark.parametrize(
    ("copy", "gaps", "span"),
    [
        (job(), 3, None),
        (job(every=DAY), 3, 3 * DAY),
        (job(every=DAY), 10**12, UNBOUNDED),
        (job(cron="0 2 * * 1-5"), 4, 4 * DAY),
    ],
)
def test_shortest_span(copy: Copy, gaps: int, span: timedelta | None) -> None:
    assert shortest_span(copy, gaps, "UTC") == span
