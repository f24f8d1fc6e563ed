"""Cron schedules: gaps between starts, weekends, month ends, pauses and clock changes included.

A schedule is a set of days and the times of day at which it starts on each. Gaps on the wall clock follow from those;
only the nights in which a clock changes are looked at in real time. As Debian's cron has it, a job at fixed times runs
once in a repeated hour and is made up for after a skipped one; with a star in minute or hour it follows the wall clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bcdr.analysis.age import times
from bcdr.model.value import UNBOUNDED

MonthDay = tuple[int, int]
Period = tuple[MonthDay, MonthDay]
"""First and last day of a pause; it passes the new year when the last day comes before the first."""

_FIRST = date(2026, 1, 1)
_ALL = range(9 * 366)
"""Days that are looked at: two 29ths of February, four years apart, lie in them."""
_DAY = 1440
_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)


class _Schedule:
    """Times of day in minutes, on days that `is_on` accepts; `floats` when a star makes it follow the wall clock."""

    __slots__ = ("floats", "is_on", "minutes")

    def __init__(self, minutes: list[int], is_on: Callable[[date], bool], *, floats: bool) -> None:
        self.minutes = minutes
        self.is_on = is_on
        self.floats = floats

    def starts(self, day: date, zone: ZoneInfo) -> Iterator[datetime]:
        """Real starts on a day, in UTC."""
        for minute in self.minutes:
            wall = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone)
            real = wall.astimezone(UTC)
            if real.astimezone(zone).replace(tzinfo=None) != wall.replace(tzinfo=None):
                if not self.floats:
                    yield _first_after_skip(wall, zone)
                continue
            yield real
            again = wall.replace(fold=1).astimezone(UTC)
            if self.floats and again != real:
                yield again


@cache
def cron_gap(expression: str, timezone: str, pauses: tuple[Period, ...] = ()) -> timedelta:
    """Longest time between two starts; `UNBOUNDED` when it starts less than twice in nine years."""
    zone = zone_of(timezone)
    weekly = None if pauses else _weekly(expression)
    changes = _changes(timezone, 2 if weekly is not None else 9)
    if weekly is not None:
        schedule, weekdays = weekly
        longest = _wall_gap(schedule.minutes, max((b - a - 1) % 7 + 1 for a, b in pairwise([*weekdays, weekdays[0]])))
        hourly = schedule.floats and len(weekdays) == 7 and longest <= _HOUR
        if hourly and all(_is_whole_hour(c, zone) for c in changes):
            return longest  # the same minutes of every hour: no clock change moves them
    else:
        schedule = _parsed(expression)
        days = [
            day
            for i in _ALL
            if schedule.is_on(day := _FIRST + timedelta(days=i)) and not any(_is_in(day, p) for p in pauses)
        ]
        nights = max(((b - a).days for a, b in pairwise(days)), default=0)
        longest = _wall_gap(schedule.minutes, nights) if nights else UNBOUNDED
    for changed in changes:
        near = _near(changed, schedule.is_on) if weekly is not None else _nearest(changed, days)
        real = sorted(s for day in near for s in schedule.starts(day, zone))
        longest = max([longest, *(b - a for a, b in pairwise(real))])
    return longest


@cache
def cron_span(expression: str, gaps: int, timezone: str) -> timedelta:
    """A time that the next `gaps` gaps take at least. Where days of the month count, whole days alone are counted."""
    weekly = _weekly(expression)
    summer = _HOUR if _changes(timezone, 2) else timedelta()
    if weekly is not None:
        schedule, weekdays = weekly
        week = [day * _DAY + minute for day in weekdays for minute in schedule.minutes]
        whole, rest = divmod(gaps, len(week))
        twice = [*week, *(w + 7 * _DAY for w in week)]
        least = min(twice[i + rest] - twice[i] for i in range(len(week)))
        span = times(whole * 7 * _DAY + least, _MINUTE)
    else:
        schedule = _parsed(expression)
        days = [day for i in _ALL if schedule.is_on(day := _FIRST + timedelta(days=i))]
        whole = min(gaps // len(schedule.minutes), len(days) - 1)
        span = min((b - a for a, b in zip(days, days[whole:], strict=False)), default=timedelta())
    return max(span - summer, timedelta())


def _wall_gap(minutes: list[int], nights: int) -> timedelta:
    """Longest gap on the wall clock, where days with starts are at most `nights` apart."""
    within = max((b - a for a, b in pairwise(minutes)), default=0)
    return timedelta(minutes=max(within, nights * _DAY + minutes[0] - minutes[-1]))


def _weekly(expression: str) -> tuple[_Schedule, list[int]] | None:
    """The same times on the same weekdays of every week (0 is Monday), if the expression says so in simple words."""
    minute, hour, day, month, weekday = expression.split()
    if (day, month) != ("*", "*"):
        return None
    found = [_numbers(minute, 0, 59), _numbers(hour, 0, 23), _numbers(weekday, 0, 7)]
    if not all(found):
        return None
    weekdays = sorted({(d - 1) % 7 for d in found[2]})
    clock = [h * 60 + m for h in found[1] for m in found[0]]
    floats = minute.startswith("*") or hour.startswith("*")
    return _Schedule(clock, lambda d: d.weekday() in weekdays, floats=floats), weekdays


def _numbers(text: str, low: int, high: int) -> list[int]:
    """Sorted numbers of a field of stars, numbers, ranges and steps on a star; empty when it has anything else."""
    found: set[int] = set()
    for part in text.split(","):
        first, dash, last = part.partition("-")
        if part == "*":
            found.update(range(low, high + 1))
        elif part.startswith("*/") and part[2:].isdigit() and int(part[2:]):
            found.update(range(low, high + 1, int(part[2:])))
        elif first.isdigit() and (not dash or last.isdigit()):
            found.update(range(int(first), int(last or first) + 1))
        else:
            return []
    return sorted(found) if all(low <= n <= high for n in found) else []


def _parsed(expression: str) -> _Schedule:
    """Any expression, read by cronsim."""
    from cronsim import CronSim  # noqa: PLC0415 - most schedules are weekly or daily and need no parser

    found = CronSim(expression, datetime(2026, 1, 1, tzinfo=UTC))
    minute, hour = expression.split()[:2]
    return _Schedule(
        [h * 60 + m for h in sorted(found.hours) for m in sorted(found.minutes)],
        lambda day: day.month in found.months and found.match_day(day),
        floats=minute.startswith("*") or hour.startswith("*"),
    )


def _is_in(day: date, period: Period) -> bool:
    first, last = period
    now = (day.month, day.day)
    return first <= now <= last if first <= last else now >= first or now <= last


def _near(changed: date, is_on: Callable[[date], bool]) -> list[date]:
    """The days with starts around a change of the clock, of a schedule that starts at least once a week."""
    around = [d for i in range(-8, 9) if is_on(d := changed + timedelta(days=i))]
    return _nearest(changed, around)


def _nearest(changed: date, days: list[date]) -> list[date]:
    at = sum(d < changed for d in days)
    until = sum(d <= changed for d in days)
    return days[max(at - 2, 0) : until + 2]


@cache
def zone_of(name: str) -> ZoneInfo:
    """The time zone; UTC where nobody knows the name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


@cache
def _changes(timezone: str, years: int) -> tuple[date, ...]:
    """Local days of the next years on which the clock changes."""
    if timezone == "UTC":
        return ()
    zone = zone_of(timezone)
    months = [date(2026 + m // 12, m % 12 + 1, 1) for m in range(12 * years + 1)]
    return tuple(c for a, b in pairwise(months) for c in _changes_between(a, b, zone))


def _changes_between(a: date, b: date, zone: ZoneInfo) -> Iterator[date]:
    """Days in the month on which the offset at the end differs from that at the beginning."""
    while (b - a).days > 1:
        middle = a + (b - a) // 2
        if _offset(a, zone) == _offset(middle, zone):
            a = middle
        elif _offset(middle, zone) == _offset(b, zone):
            b = middle
        else:
            yield from _changes_between(a, middle, zone)
            a = middle
    if _offset(a, zone) != _offset(b, zone):
        yield a


def _offset(day: date, zone: ZoneInfo) -> timedelta | None:
    return datetime(day.year, day.month, day.day, tzinfo=zone).utcoffset()


def _is_whole_hour(changed: date, zone: ZoneInfo) -> bool:
    before, after = _offset(changed, zone), _offset(changed + timedelta(days=1), zone)
    return before is not None and after is not None and not (after - before) % _HOUR


def _first_after_skip(wall: datetime, zone: ZoneInfo) -> datetime:
    """When the clock goes on after the hour that it leaves out."""
    while (real := wall.astimezone(UTC)).astimezone(zone).replace(tzinfo=None) != wall.replace(tzinfo=None):
        wall += _MINUTE
    return real
