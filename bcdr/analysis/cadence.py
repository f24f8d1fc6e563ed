"""Cadence: the longest gap between two starts of a job, and the shortest time that some runs take."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from bcdr.analysis.age import times
from bcdr.analysis.crontab import MonthDay, Period, cron_gap, cron_span, zone_of
from bcdr.model.datastore import Copy
from bcdr.model.value import UNBOUNDED

_YEARS = range(2026, 2035)
_YEAR = timedelta(days=366)


def longest_gap(copy: Copy, timezone: str) -> timedelta | None:
    """Longest time between starts of `copy`, its pauses included: by its cron expression, else by `every`.

    None when neither is written; `UNBOUNDED` when it never runs.
    """
    where = copy.timezone or timezone
    if copy.cron is not None:
        return cron_gap(copy.cron, where, _periods(copy))
    if copy.every is None or not copy.pauses:
        return copy.every
    return _paused_gap(copy.every, _periods(copy), where)


def shortest_span(copy: Copy, gaps: int, timezone: str) -> timedelta | None:
    """Least time from one start of `copy` to the start that is `gaps` runs later; None when no schedule is written."""
    if copy.cron is not None:
        return cron_span(copy.cron, gaps, copy.timezone or timezone)
    return None if copy.every is None else times(gaps, copy.every)


def _periods(copy: Copy) -> tuple[Period, ...]:
    return tuple((p.from_, p.to) for p in copy.pauses)


def _paused_gap(every: timedelta, pauses: tuple[Period, ...], timezone: str) -> timedelta:
    """The gap at the worst moment for a pause to begin.

    A stretch of length P holds at most ceil(P / every) starts; without them the runs on either side are one interval
    more apart. Pauses that lie closer than one interval count as one: no run is sure to fall between them.
    """
    if every == UNBOUNDED or not every:
        return every
    longest = every
    begin = until = None
    for start, end in _stretches(pauses, timezone):
        if until is None or begin is None or start - until >= every:
            begin, until = start, end
        else:
            until = max(until, end)
        length = until - begin
        if length > _YEAR:
            return UNBOUNDED
        longest = max(longest, times(-(-length // every) + 1, every))
    return longest


def _stretches(pauses: tuple[Period, ...], timezone: str) -> list[tuple[datetime, datetime]]:
    """The pauses of some years, leap years among them, as real time in order."""
    return sorted(s for first, last in pauses for year in _YEARS for s in _stretch(year, first, last, timezone))


def _stretch(year: int, first: MonthDay, last: MonthDay, timezone: str) -> Iterator[tuple[datetime, datetime]]:
    start = _day(year, first)
    end = _day(year + (last < first), last, after=True)
    if start < end:
        yield _midnight(start, timezone), _midnight(end, timezone)


def _day(year: int, day: MonthDay, *, after: bool = False) -> date:
    """The day in that year, or the day after it; 29 February is 1 March in a year without one."""
    month, number = day
    if day == (2, 29) and not _is_leap(year):
        return date(year, 3, 1)
    return date(year, month, number) + timedelta(days=after)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _midnight(day: date, timezone: str) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone_of(timezone)).astimezone(UTC)
