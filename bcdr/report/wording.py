"""How values are written in documents: durations, sizes, money, dates, and the words for what is unknown."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bcdr.model.value import UNBOUNDED, Money

_UNITS = (("w", 604800), ("d", 86400), ("h", 3600), ("min", 60), ("s", 1))


def duration(value: timedelta | None, missing: str = "not provided") -> str:
    """Two leading units: `1 h 30 min`, `26 h` (below three days in hours), `unbounded`."""
    if value is None:
        return missing
    if value == UNBOUNDED:
        return "unbounded"
    seconds = round(value.total_seconds())
    if seconds == 0:
        return "0"
    if seconds < 0:
        return "-" + duration(-value)
    if 86400 <= seconds < 3 * 86400 and seconds % 86400:
        hours, rest = divmod(seconds, 3600)
        return f"{hours} h" + (f" {round(rest / 60)} min" if rest >= 60 else "")
    parts: list[str] = []
    for unit, size in _UNITS[1:]:
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count} {unit}")
        if len(parts) == 2 or (parts and unit == "min"):
            break
    return " ".join(parts)


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
    """ISO 8601; a moment keeps its time and offset."""
    if value is None:
        return missing
    return value.isoformat(sep=" ", timespec="minutes") if isinstance(value, datetime) else value.isoformat()


def clock(value: time | datetime | None, missing: str = "not provided") -> str:
    """Time of day."""
    return missing if value is None else value.strftime("%H:%M")


def money(value: Money | None, missing: str = "not provided") -> str:
    """`5,000 EUR`."""
    return missing if value is None else f"{value.amount:,.0f} {value.currency}"


def flag(value: bool | None, missing: str = "not provided") -> str:  # noqa: FBT001 - the value is the point
    """`yes`, `no`, or that nobody said."""
    return missing if value is None else "yes" if value else "no"


def listed(values: tuple[str, ...] | list[str], missing: str = "not provided") -> str:
    """Comma-separated."""
    return ", ".join(values) if values else missing


def counted(number: int, one: str, many: str = "") -> str:
    """`1 finding`, `2 findings`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


LOCKS = {"compliance": "no bypass", "governance": "with a privileged bypass", "offline": "offline"}
"""Modes of a lock in words: the trade calls a lock without bypass by a word that no report may print of anything."""


def lock(length: timedelta, mode: str) -> str:
    """`35 d, no bypass`."""
    return f"{duration(length)}, {LOCKS[mode]}"
