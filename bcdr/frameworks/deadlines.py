"""The time limits and thresholds of the law, with the clause behind each and any reform that may change it."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Literal

from bcdr.frameworks.reading import DataFileError, day, rows

Unit = Literal["hours", "days", "weeks", "months"]
_FILE = "deadlines.yaml"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One clock: who must act, from which event on, within how long."""

    id: str
    title: str
    citation: str
    who: str
    starts: str
    """The event that starts the clock."""
    amount: int
    unit: Unit
    note: str = ""
    pending: str = ""
    """A proposal that would change it; empty if none was known when the file was checked."""

    @property
    def limit(self) -> str:
        """The length in words: 72 hours, 1 month."""
        return f"{self.amount} {self.unit if self.amount != 1 else self.unit.removesuffix('s')}"

    def due(self, start: datetime) -> datetime:
        """The last moment in time for a clock that starts then, in the zone of `start`.

        Hours run through nights, weekends and the change to summer time, so a moment with a zone is counted in real
        hours; a month ends on the same day of the next one, or on its last day if that is shorter.
        """
        if self.unit == "months":
            return _months_later(start, self.amount)
        length = timedelta(**{self.unit: self.amount})
        if self.unit == "hours" and start.tzinfo is not None:
            return (start.astimezone(UTC) + length).astimezone(start.tzinfo)
        return start + length


@dataclass(frozen=True, slots=True)
class Threshold:
    """One number of the law that is no time."""

    id: str
    title: str
    citation: str
    value: int
    unit: str
    note: str = ""
    pending: str = ""


@cache
def deadlines() -> tuple[Deadline, ...]:
    """All time limits, grouped by law."""
    return rows(_FILE, "deadlines", Deadline)


@cache
def thresholds() -> tuple[Threshold, ...]:
    """All other numbers."""
    return rows(_FILE, "thresholds", Threshold)


def deadline(id: str) -> Deadline:
    """The time limit with this id; ids are written in code, so an unknown one is a damaged installation."""
    for one in deadlines():
        if one.id == id:
            return one
    raise DataFileError(f"{_FILE} has no deadline {id!r}.", "Install bcdr again.")


def threshold(id: str) -> Threshold:
    """The number with this id, as for `deadline`."""
    for one in thresholds():
        if one.id == id:
            return one
    raise DataFileError(f"{_FILE} has no threshold {id!r}.", "Install bcdr again.")


def checked() -> date:
    """The state of our sources for these numbers; some are secondary, as the comments of the file say."""
    return day(_FILE, "checked")


def _months_later(start: datetime, months: int) -> datetime:
    """The same day some months on, or the last day of a shorter month."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return start.replace(year=year, month=month, day=min(start.day, calendar.monthrange(year, month)[1]))
