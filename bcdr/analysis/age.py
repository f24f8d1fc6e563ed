"""How old something is: days between a date in the plan and the date of evaluation."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from bcdr.model.value import UNBOUNDED


def day_of(moment: date | datetime) -> date:
    """The calendar day of a moment, in UTC where it has a time."""
    if not isinstance(moment, datetime):
        return moment
    try:
        return moment.astimezone(UTC).date()
    except OverflowError:  # in the first or last hours that a calendar knows
        return moment.date()


def age(moment: date | datetime | None, as_of: date) -> timedelta:
    """Whole days from `moment` to `as_of`; a date that was never written is `UNBOUNDED` ago."""
    return UNBOUNDED if moment is None else as_of - day_of(moment)


def after(day: date | None, interval: timedelta | None) -> date | None:
    """The day an interval later; None where one is not known, has no end, or ends after the last day there is."""
    if day is None or interval is None or interval == UNBOUNDED:
        return None
    try:
        return day + interval
    except OverflowError:
        return None


def latest(*moments: date | datetime | None) -> date | datetime | None:
    """The newest of the given moments, None if there is none."""
    known = [m for m in moments if m is not None]
    return max(known, key=day_of) if known else None


def add(*terms: timedelta) -> timedelta:
    """The sum; anything plus unbounded is unbounded."""
    try:
        return UNBOUNDED if UNBOUNDED in terms else sum(terms, timedelta())
    except OverflowError:
        return UNBOUNDED


def times(number: float, span: timedelta) -> timedelta:
    """A multiple; beyond the longest time there is, it is unbounded."""
    try:
        return number * span
    except OverflowError:
        return UNBOUNDED
