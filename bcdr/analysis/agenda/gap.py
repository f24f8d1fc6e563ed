"""Where a need has no drill in time: the first stretch of the calendar that still wants one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from bcdr.analysis.agenda.need import Need, after

DAY = timedelta(days=1)
OFTEN = timedelta(days=28)
"""What is asked more often is no matter of a calendar."""
SETTLED = timedelta(days=30)
"""So soon after a planned change what it touched is restored."""


class Gap(NamedTuple):
    """A drill is wanted not before `earliest`, in time until `due`, at once if that is None.

    `since` is the last day that counts before it.
    """

    earliest: date
    due: date | None
    since: date | None
    is_after_change: bool = False

    @property
    def soonest(self) -> date:
        """Before that day, a quarter of the interval, it would not be worth the trouble so soon after the last one."""
        if self.due is None or self.since is None or self.is_after_change:
            return self.earliest
        return max(self.earliest, self.since + (self.due - self.since) / 4)


def gap_of(need: Need, days: Sequence[date], first: date, is_settled: Callable[[date, timedelta], bool]) -> Gap | None:
    """The first gap between the days on which the need is met; None when it is met for good.

    `is_settled(day, late)` says of a drill so long after its day that it is the one all the same.
    """
    days = sorted(days)
    since = need.last
    if need.is_asked_at_once:
        if not days:
            return Gap(first, None, since)
        since = days[0]
    while need.every is not None and since is not None:
        found = next_after(need, since, first)
        if found is None or found.due is None:
            return None
        later = [d for d in days if d > since]
        if not later:
            return found
        if later[0] < found.earliest:  # a planned change will void it, and its successor counts from there
            since, days = later[0], later
            continue
        if later[0] > found.due and not is_settled(later[0], later[0] - found.due):
            return found
        since = later[0]
    return None


def next_after(need: Need, since: date, first: date) -> Gap | None:
    """When the next drill is due after one on the day `since`; None when never again."""
    if need.every is None:
        return None
    due = after(since, max(need.every, OFTEN))
    earliest = max(first, after(since, DAY) or since)
    for day in need.breaks:
        if day >= first and since < day and (due is None or day <= due):
            soon = after(day, SETTLED) or day
            return Gap(max(earliest, day), soon if due is None else max(day, min(due, soon)), since, True)  # noqa: FBT003
    return None if due is None else Gap(earliest, due, since)
