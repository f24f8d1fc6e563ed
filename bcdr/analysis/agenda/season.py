"""Days on which a drill may be held: working days outside busy seasons, feasts and planned changes of what it touches.

National holidays are not known. Left out are the days on which most of Europe is closed: 24 December to 1 January, Good
Friday, Easter Monday and 1 May.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from bcdr.analysis.facts import Facts
from bcdr.model.datastore import Datastore
from bcdr.model.runbook import Runbook
from bcdr.model.service import Busy, Service

DAY = timedelta(days=1)
AROUND = DAY
"""So long before and after a planned change nothing that it touches is drilled."""
WORKING_DAYS = 5


class Touched(NamedTuple):
    """What stands in the way of a drill: services with busy seasons, and days of planned changes."""

    services: tuple[str, ...]
    changes: tuple[date, ...]


class Seasons:
    """The free days of one plan between two days, both included."""

    def __init__(self, facts: Facts, first: date, last: date) -> None:
        """Nothing is computed yet."""
        self._facts = facts
        self.first = first
        self.last = last
        self._free: dict[Touched, tuple[date, ...]] = {}

    def touched(self, refs: Iterable[str], *, everybody: bool = False) -> Touched:
        """What a drill on these objects meets; one in which `everybody` takes part meets the season of every service.

        An object touches the services that use it, and those that rest on these.
        """
        refs = tuple(refs)
        services = [s.ref for s in self._facts.services] if everybody else list(self._services(refs))
        waiting = list(services)
        for ref in waiting:
            waiting += [s for s in self._resting.get(ref, ()) if s not in waiting]
        concerned = {*refs, *waiting}
        days = [d for d, affects in self._changes if not concerned.isdisjoint(affects)]
        return Touched(tuple(sorted(r for r in set(waiting) if r in self._busy)), tuple(sorted(days)))

    def _services(self, refs: tuple[str, ...]) -> Iterable[str]:
        for ref in refs:
            entry = self._facts.plan.find(ref)
            if isinstance(entry, Service):
                yield ref
            elif isinstance(entry, Datastore):
                yield from (s.ref for s in self._facts.users(entry))
            elif isinstance(entry, Runbook):
                yield from self._services(tuple(r for r in entry.recovers if r != ref))

    @cached_property
    def _resting(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for service in self._facts.services:
            for need in service.depends_on:
                found[need.on] = (*found.get(need.on, ()), service.ref)
        return found

    @cached_property
    def _busy(self) -> Mapping[str, Service]:
        return {s.ref: s for s in self._facts.services if s.busy}

    @cached_property
    def _changes(self) -> tuple[tuple[date, tuple[str, ...]], ...]:
        changes = self._facts.plan.changes.values()
        return tuple((c.planned, c.affects) for c in changes if c.status == "planned" and c.planned is not None)

    def free(self, touched: Touched) -> tuple[date, ...]:
        """Days on which a drill may be held, in order."""
        if touched not in self._free:
            days = _days(self.first, self.last)
            blocked = {c + n * AROUND for c in touched.changes for n in (-1, 0, 1) if _is_apart(c)}
            self._free[touched] = tuple(
                d for d in days if is_working_day(d) and d not in blocked and not self.busy_on(d, touched)
            )
        return self._free[touched]

    def busy_on(self, day: date, touched: Touched) -> tuple[str, ...]:
        """References of the touched services whose busy season the day is in."""
        return tuple(r for r in touched.services if any(is_in(day, b) for b in self._busy[r].busy))


def is_in(day: date, season: Busy) -> bool:
    """The day lies in the season, which may pass the turn of the year."""
    here = (day.month, day.day)
    if season.from_ <= season.to:
        return season.from_ <= here <= season.to
    return here >= season.from_ or here <= season.to


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no feast."""
    return day.weekday() < WORKING_DAYS and not _is_feast(day)


def _is_feast(day: date) -> bool:
    if (day.month, day.day) in {(1, 1), (5, 1)} or (day.month == 12 and day.day >= 24):
        return True
    return day.month in {3, 4} and day in {easter(day.year) - 2 * DAY, easter(day.year) + DAY}


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm of 1876 (Meeus, Jones, Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month = (h + weekday - 7 * m + 90) // 25
    return date(year, month, (h + weekday - 7 * m + 33 * month + 19) % 32)


def _is_apart(day: date) -> bool:
    return date.min < day < date.max


def _days(first: date, last: date) -> Iterable[date]:
    return (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))
