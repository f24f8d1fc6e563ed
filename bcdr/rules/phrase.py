"""The small phrases that findings share: lists, counts and lengths of time as people say them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from bcdr.model.value import UNBOUNDED

_MOST = 5


def listed(words: Iterable[str], most: int = _MOST) -> str:
    """`a`, `a and b`, `a, b and c`, and at most so many before `and 4 more`."""
    known = list(words)
    if len(known) > most:
        return f"{', '.join(known[:most])} and {len(known) - most} more"
    return " and ".join([", ".join(known[:-1]), known[-1]] if len(known) > 1 else known)


def count(number: int, thing: str, things: str = "") -> str:
    """`1 day`, `3 days`, `no people` by whichever plural is given."""
    return f"{number} {thing if number == 1 else things or thing + 's'}"


def length(span: timedelta) -> str:
    """`45 minutes`, `26 hours`, `400 days`: the largest unit that says it without loss of sense."""
    if span == UNBOUNDED:
        return "an unlimited time"
    minutes = round(span / timedelta(minutes=1))
    if minutes < 120:
        return count(minutes, "minute")
    if span < timedelta(days=3):
        return count(round(minutes / 60), "hour")
    return count(span.days, "day")
