"""Which day a drill is laid on: shortly before it is due, in a week and a month with few other drills."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from bcdr.analysis.agenda.gap import OFTEN, Gap

Why = Literal["in-time", "at-once", "before-season", "after-change", "late"]
MONDAY, FRIDAY = 0, 4
WEEK, MONTH, SAME, EDGE = 90, 60, 24, 12
"""Prices: of drills in the same week and month (both squared), of those on the same day, of a Monday or Friday."""
ORDINARY = 24
"""So many things to show in a year are two a month."""
HURRY = (45, 12, 4, 1)
"""Price of each day that something waits which is asked at once, by tier."""
EARLY = 6
SLACK = timedelta(days=42)
"""So long before its day a drill may be held to find a better week: a sixth of its interval, and no more than this."""


class Stretch(NamedTuple):
    """Days on which a drill could be held, the day that would be best, and what each day away from it costs."""

    days: Sequence[date]
    best: date
    why: Why
    price: int = EARLY


class Days:
    """The calendar of drills so far, as far as days go."""

    def __init__(self, last: date, notice: date, expected: int) -> None:
        """No drill yet. Before `notice` nobody is asked to come, unless a drill is due by then.

        With `expected` things to show in a year, two or three in a week are much for some and little for others.
        """
        self._usual = max(1, expected // ORDINARY)
        self._last = last
        self._notice = notice
        self._taken: Counter[date] = Counter()
        self._weeks: Counter[date] = Counter()
        self._months: Counter[tuple[int, int]] = Counter()

    def take(self, day: date) -> None:
        """There is a drill that day."""
        self._taken[day] += 1
        self._weeks[_week(day)] += 1
        self._months[day.year, day.month] += 1

    def is_urgent(self, gap: Gap) -> bool:
        """It is asked at once, or due before anybody could be asked to come."""
        return gap.due is None or gap.due < self._notice

    def in_order(self, stretch: Stretch) -> list[date]:
        """The days of a stretch, the cheapest first."""
        return sorted(stretch.days, key=lambda d: (self._price(d, stretch), d))

    def _price(self, day: date, stretch: Stretch) -> int:
        week, month = self._weeks[_week(day)], self._months[day.year, day.month]
        load = (WEEK * week * week + MONTH * month * month) // self._usual + SAME * self._taken[day]
        return load + EDGE * (day.weekday() in {MONDAY, FRIDAY}) + stretch.price * abs((stretch.best - day).days)

    def stretches(self, free: Iterable[date], gap: Gap, tier: int) -> Iterator[Stretch]:
        """Where a drill for the gap could be held, the best stretch first."""
        due = gap.due
        start = max(gap.earliest, self._notice)
        here = [d for d in free if start <= d <= self._last]
        if due is None or due < self._notice:
            yield Stretch(here, start, "at-once" if due is None else "late", HURRY[tier - 1])
            return
        if gap.is_after_change:
            yield Stretch([d for d in here if d <= due], start, "after-change")
        else:
            yield from _before(here, gap, due)
        later = [d for d in here if d > due]
        yield Stretch(later[:10], due, "late")
        yield Stretch(later, due, "late")


def _before(here: list[date], gap: Gap, due: date) -> Iterator[Stretch]:
    every = due - gap.since if gap.since is not None else OFTEN
    low = due - min(SLACK, max(timedelta(days=7), every / 6))
    low = max(low, gap.soonest)
    yield Stretch([d for d in here if low <= d <= due], due, "in-time")
    before = [d for d in here if gap.soonest <= d < low]
    yield Stretch(before[-10:], due, "before-season")
    yield Stretch(before, due, "before-season")


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday()) if day.toordinal() > 7 else day
