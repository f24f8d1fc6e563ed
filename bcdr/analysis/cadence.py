"""Cadence: the longest gap between two starts of a job."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bcdr.model.datastore import Copy

_HORIZON = timedelta(days=800)
_MOST_STARTS = 2000
_DAY_MINUTES = 1440


def longest_gap(copy: Copy, timezone: str) -> timedelta | None:
    """Longest time between starts of `copy`: from its cron expression, else from `every`; None when not written."""
    if copy.cron is not None:
        return cron_gap(copy.cron, copy.timezone or timezone)
    return copy.every


@cache
def cron_gap(expression: str, timezone: str) -> timedelta:
    """Longest gap between starts of a cron schedule, weekends, month ends and clock changes included."""
    minute, hour, day, month, weekday = expression.split()
    if (day, month, weekday) == ("*", "*", "*"):
        starts = _starts_of_day(minute, hour)
        if starts is not None:
            gaps = [b - a for a, b in pairwise(starts)]
            gap = timedelta(minutes=max([*gaps, starts[0] + _DAY_MINUTES - starts[-1]]))
            # in a zone with summer time one night a year is an hour longer; it matters where a gap spans the night
            return gap + timedelta(hours=1) if gap > timedelta(hours=2) and _has_summer_time(timezone) else gap
    if (day, month) == ("*", "*") and minute.isdigit() and hour.isdigit() and weekday.isdigit():
        return timedelta(days=7, hours=_has_summer_time(timezone))
    return _simulated_gap(expression, timezone)


def _starts_of_day(minute: str, hour: str) -> list[int] | None:
    minutes, hours = _field(minute, 60), _field(hour, 24)
    if not minutes or not hours:
        return None
    return sorted(h * 60 + m for h in hours for m in minutes)


def _field(text: str, size: int) -> list[int] | None:
    if text == "*":
        return list(range(size))
    if text.startswith("*/") and text[2:].isdigit() and int(text[2:]):
        return list(range(0, size, int(text[2:])))
    parts = text.split(",")
    return sorted(int(p) for p in parts) if all(p.isdigit() for p in parts) else None


@cache
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


@cache
def _has_summer_time(timezone: str) -> bool:
    if timezone == "UTC":
        return False
    zone = _zone(timezone)
    return len({datetime(2026, m, 1, tzinfo=zone).utcoffset() for m in (1, 7)}) > 1


def _simulated_gap(expression: str, timezone: str) -> timedelta:
    from cronsim import CronSim  # noqa: PLC0415 - most schedules are daily and need no simulation

    start = datetime(2026, 1, 1, tzinfo=_zone(timezone))
    previous, longest = start, timedelta()
    first = True
    for count, moment in enumerate(CronSim(expression, start)):
        if not first:
            longest = max(longest, moment.astimezone(UTC) - previous.astimezone(UTC))
        first, previous = False, moment
        if moment - start > _HORIZON or count > _MOST_STARTS:
            break
    return longest
