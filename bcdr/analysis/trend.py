"""How measured recovery developed: drills of one kind on one subject, in the order in which they were done.

Kinds are never mixed: a restore into a test place and a failover measure different stretches of a recovery.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from bcdr.analysis.proof import is_recovery
from bcdr.model.drill import Drill
from bcdr.model.value import UNBOUNDED

YEAR = timedelta(days=365)
_SUBJECTS = ("runbooks", "datastores", "services")


class Measurement(NamedTuple):
    """What a drill measured, and on which day."""

    drill: Drill
    day: date
    value: timedelta


class Development(NamedTuple):
    """Measured values, oldest first. Changes are None with fewer than two of them."""

    points: tuple[Measurement, ...]

    @property
    def change(self) -> timedelta | None:
        """From the first to the last; negative is shorter."""
        return self.points[-1].value - self.points[0].value if len(self.points) > 1 else None

    @property
    def latest(self) -> timedelta | None:
        """From the last but one to the last."""
        return self.points[-1].value - self.points[-2].value if len(self.points) > 1 else None


class Trend(NamedTuple):
    """All drills of one type on one subject, oldest first.

    `subject` is the reference of a runbook or, where the drills name none, of a datastore or service.
    """

    subject: str
    type: str
    drills: tuple[Drill, ...]

    @property
    def passed(self) -> int:
        """So many of them."""
        return sum(d.result == "passed" for d in self.drills)

    @property
    def time(self) -> Development:
        """Measured recovery times. What was never finished has none."""
        return _development((d, d.measured.rto) for d in self.drills if d.measured is not None)

    @property
    def point(self) -> Development:
        """Measured ages of the data that came back."""
        return _development((d, d.measured.rpo) for d in self.drills if d.measured is not None)


def _development(found: Iterable[tuple[Drill, timedelta | None]]) -> Development:
    values = ((d, d.occurred, v) for d, v in found if v is not None and v != UNBOUNDED)
    return Development(tuple(Measurement(d, at, v) for d, at, v in values if at is not None))


def trends(done: Iterable[Drill]) -> tuple[Trend, ...]:
    """A trend for each subject and type of the drills in which something comes back; `done` is oldest first.

    Those with most drills come first, then those done last.
    """
    found: dict[tuple[str, str], list[Drill]] = {}
    for drill in done:
        if is_recovery(drill):
            for subject in _subjects(drill):
                found.setdefault((subject, drill.type), []).append(drill)
    all_ = (Trend(subject, type_, tuple(drills)) for (subject, type_), drills in found.items())
    return tuple(sorted(all_, key=lambda t: (-len(t.drills), -_last(t).toordinal(), t.subject, t.type)))


def _last(trend: Trend) -> date:
    return trend.drills[-1].occurred or date.min


def _subjects(drill: Drill) -> Iterator[str]:
    """The runbooks that a drill names; where it names none, its datastores; where none either, its services."""
    for kind in _SUBJECTS:
        named = [ref for ref in drill.covers if ref.partition("/")[0] == kind]
        if named:
            yield from named
            return


class Window(NamedTuple):
    """Drills of one type in one span of days: how many, and how many of them passed."""

    tried: int
    passed: int


def by_kind(done: Iterable[Drill], as_of: date) -> dict[str, tuple[Window, Window, Window]]:
    """For each type: drills of the last 365 days, of the 365 days before, and of all the time before that."""
    found: dict[str, list[list[Drill]]] = {}
    for drill in done:
        if drill.occurred is not None:
            age = as_of - drill.occurred
            found.setdefault(drill.type, [[], [], []])[0 if age <= YEAR else 1 if age <= 2 * YEAR else 2].append(drill)
    return {type_: (_window(a), _window(b), _window(c)) for type_, (a, b, c) in found.items()}


def _window(drills: list[Drill]) -> Window:
    return Window(len(drills), sum(d.result == "passed" for d in drills))
