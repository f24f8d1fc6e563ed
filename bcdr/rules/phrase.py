"""The small phrases that findings share: lists, counts and lengths of time as people say them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from bcdr.model.record import Pointer
from bcdr.model.value import UNBOUNDED

_MOST = 5


def listed(words: Iterable[str], most: int = _MOST, last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`, and at most so many before `and 4 more`. `last` may be `or`."""
    known = list(words)
    if len(known) > most:
        return f"{', '.join(known[:most])} {last} {len(known) - most} more"
    return f" {last} ".join([", ".join(known[:-1]), known[-1]] if len(known) > 1 else known)


def count(number: int, thing: str, things: str = "") -> str:
    """`1 day`, `3 days`, `no people` by whichever plural is given."""
    return f"{number} {thing if number == 1 else things or thing + 's'}"


def named(thing: str, names: Iterable[str]) -> str:
    """`backup nightly`, `backups nightly and disk`."""
    known = list(names)
    return f"{thing}{'' if len(known) == 1 else 's'} {listed(known)}"


def length(span: timedelta) -> str:
    """`45 minutes`, `24 hours 30 minutes`, `8 days`: precise enough to be compared with another one."""
    if span == UNBOUNDED:
        return "an unlimited time"
    minutes = round(span / timedelta(minutes=1))
    if minutes < 120:
        return count(minutes, "minute")
    hours, minutes = divmod(minutes, 60)
    days, left = divmod(hours, 24)
    if hours < 72 and (days < 2 or left or minutes):
        return _two(count(hours, "hour"), minutes, "minute")
    return _two(count(days, "day"), left, "hour")


def beyond(span: timedelta, limit: timedelta) -> str:
    """A length that exceeds a limit, so said that it never reads like the limit itself."""
    said = length(span)
    return f"a little more than {said}" if said == length(limit) else said


def _two(whole: str, rest: int, unit: str) -> str:
    return f"{whole} {count(rest, unit)}" if rest else whole


def field_name(at: Pointer) -> str:
    """The last named part of a pointer in words: `last success occurred`, `step 2 do`."""
    words = [f"{p + 1}" if isinstance(p, int) else str(p) for p in at[2:] or at]
    return " ".join(words).replace("_", " ")


UNITS = ("bytes", "kB", "MB", "GB", "TB")


def size(amount: float) -> str:
    """`0 bytes`, `1.5 GB`, `120 GB`: decimal units."""
    power = 0
    while amount >= 1000 and UNITS[power] != UNITS[-1]:
        amount, power = amount / 1000, power + 1
    unit = UNITS[power]
    return f"{amount:.0f} {unit}" if amount >= 10 or amount == int(amount) else f"{amount:.1f} {unit}"
