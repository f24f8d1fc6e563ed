"""How values are written in documents: durations, sizes, money, dates, and the words for what is unknown."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from bcdr.model.value import UNBOUNDED, Money

_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,2})(?=\w)([^*]+)(?<=[\w.!?])\1(?![\w*])")
_UNITS = (("d", 86400), ("h", 3600), ("min", 60), ("s", 1))


def duration(value: timedelta | None, missing: str = "not provided") -> str:
    """Every unit that it takes: `1 h 30 min`, `26 h` (below three days in hours), `14 d 2 h 5 min`, `unbounded`.

    Nothing is rounded away: a figure is the same wherever it stands, and a limit that is missed never reads as met.
    Less than half a second is `under 1 s`, not nothing.
    """
    if value is None:
        return missing
    if value == UNBOUNDED:
        return "unbounded"
    seconds = round(value.total_seconds())
    if seconds < 0:
        return "-" + duration(-value)
    in_hours = seconds < 3 * 86400 and seconds % 86400
    parts: list[str] = []
    for unit, size in _UNITS[1:] if in_hours else _UNITS:
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count} {unit}")
    return " ".join(parts) or ("under 1 s" if value else "0")


def leading(value: timedelta) -> str:
    """The two leading units of a duration, for a picture with little room; the table that goes with it has all."""
    return " ".join(duration(value).split()[:4])


def period(value: timedelta | None, missing: str = "not provided") -> str:
    """A legal period: whole years (of 365 days) as years, all else as `duration`."""
    if value is None or value == UNBOUNDED or not value or value.days % 365:
        return duration(value, missing)
    return f"{value.days // 365} y"


def size(value: int | None, missing: str = "not provided") -> str:
    """Decimal units, two or three digits: `120 GB`."""
    if value is None:
        return missing
    amount, unit = float(value), "B"
    for bigger in ("kB", "MB", "GB", "TB", "PB"):
        if amount < 1000:
            break
        amount, unit = amount / 1000, bigger
    return f"{amount:.0f} {unit}" if amount >= 10 or amount == int(amount) else f"{amount:.1f} {unit}"


def day(value: date | datetime | None, missing: str = "not provided") -> str:
    """ISO 8601; a moment keeps its time, and its distance from UTC as `UTC` or `UTC+02:00`."""
    if value is None:
        return missing
    if not isinstance(value, datetime):
        return value.isoformat()
    words = value.isoformat(sep=" ", timespec="minutes")
    if value.tzinfo is None:
        return words
    return f"{words[:-6]} UTC{words[-6:].removesuffix('+00:00')}"


def clock(value: time | datetime | None, missing: str = "not provided") -> str:
    """Time of day."""
    return missing if value is None else value.strftime("%H:%M")


def money(value: Money | None, missing: str = "not provided") -> str:
    """`5,000 EUR`."""
    return missing if value is None else f"{value.amount:,.0f} {value.currency}"


def flag(value: bool | None, missing: str = "not provided") -> str:  # noqa: FBT001 - the value is the point
    """`yes`, `no`, or that nobody said."""
    return missing if value is None else "yes" if value else "no"


def provided(what: str) -> str:
    """What a vendor provides: `status page`, `DNS`, `other services`."""
    return {"other": "other services", "dns": "DNS"}.get(what, what.replace("-", " "))


def listed(values: tuple[str, ...] | list[str], missing: str = "not provided") -> str:
    """Comma-separated."""
    return ", ".join(values) if values else missing


def counted(number: int, one: str, many: str = "") -> str:
    """`1 finding`, `2 findings`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


ROLES = {
    "controller": "controller",
    "processor": "processor",
    "both": "controller and processor",
    "none": "none: no personal data are processed",
}
"""Roles under the GDPR in words."""

SCREENED = {"required": "an assessment is required", "not-required": "no assessment is required"}
"""Decisions of a screening in words that stand alone."""

LOCKS = {"compliance": "no bypass", "governance": "with a privileged bypass", "offline": "offline"}
"""Modes of a lock in words: the trade calls a lock without bypass by a word that no report may print of anything."""


def lock(length: timedelta, mode: str) -> str:
    """`35 d, no bypass`."""
    return f"{duration(length)}, {LOCKS[mode]}"


def unmarked(text: str) -> str:
    """A line of Markdown without its marks of emphasis and code, for labels in which nothing is set apart."""
    return _EMPHASIS.sub(r"\2", text).replace("`", "")
