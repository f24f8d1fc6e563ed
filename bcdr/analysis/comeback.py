"""Coming back: when each of several things that are down at once is there again, with the people who are there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from bcdr.analysis.duration import UNMEASURED_RATE
from bcdr.analysis.schedule import Obstacle, Schedule, Slot, schedule
from bcdr.analysis.stage import Stage, Stages, back_of
from bcdr.analysis.work import Way, works

if TYPE_CHECKING:
    from bcdr.analysis.facts.recovery import Recoveries


class Comeback(NamedTuple):
    """When each object is back, counted from the disruption.

    `back` is None where that is not known or impossible, and `missing` says why. `stages` names the tasks of the
    schedule by their ids.
    """

    schedule: Schedule
    back: Mapping[str, timedelta | None]
    missing: Mapping[str, tuple[str, ...]]
    stages: Mapping[str, Stage]

    def path(self, ref: str) -> tuple[Slot, ...]:
        """The critical path to an object: each stage starts when the one before it ends. Empty if it is not back."""
        return tuple(s for s in self.schedule.path(back_of(ref)) if s.end > s.start)


def comeback(
    ways: Sequence[Way],
    facts: Recoveries,
    *,
    away: Collection[str] = (),
    detection: timedelta | None = None,
    unmeasured: float = UNMEASURED_RATE,
) -> Comeback:
    """Schedule all `ways` together; what is first in the agreed order of recovery, then in the lower tier, goes first.

    `away` are references of people, or of roles that nobody fills. `detection` replaces the estimated times to notice.
    `unmeasured` is the rate assumed where nobody stated one, in bytes per second.
    """
    made = Stages(facts, works(ways, facts), away=frozenset(away), detection=detection, unmeasured=unmeasured)
    planned = schedule(made.tasks)
    back: dict[str, timedelta | None] = {}
    missing: dict[str, tuple[str, ...]] = {}
    for way in ways:
        slot = planned.slots.get(back_of(way.ref))
        back[way.ref] = slot.end if slot is not None else None
        if slot is None:
            missing[way.ref] = _why(planned.obstacles[back_of(way.ref)], planned, made, facts)
    return Comeback(planned, back, missing, made.stages)


def _why(obstacle: Obstacle, planned: Schedule, made: Stages, facts: Recoveries) -> tuple[str, ...]:
    """Why an object does not come back, in the words of the plan."""
    if obstacle.kind == "circle":
        names = dict.fromkeys(_name(t, facts) for t in obstacle.tasks)
        return (f"waits for itself: {' -> '.join((*names, next(iter(names))))}",)
    if obstacle.kind == "unknown":
        return tuple(f"{_name(t, facts)} does not come back" for t in obstacle.tasks)
    found: list[str] = []
    for task in obstacle.tasks:
        if task in made.lacks:
            found.append(made.lacks[task])
        else:
            found += _why(planned.obstacles[task], planned, made, facts)
    return tuple(dict.fromkeys(found))


def _name(task: str, facts: Recoveries) -> str:
    """What people call the object or runbook that a task is part of."""
    return facts.name_of(task.partition(" ")[0])
