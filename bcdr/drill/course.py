"""The course of a drill: the steps of a runbook in the order in which they are taken, and how each is carried out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple

from bcdr.errors import BcdrError
from bcdr.model.exercise import MEANINGS
from bcdr.model.runbook import Runbook, Step
from bcdr.model.value import UNBOUNDED

PATIENCE = timedelta(hours=1)
"""A command without `limit` may take three times its estimate, and this long at least."""
_LONGEST = timedelta(days=3650)


class Leg(NamedTuple):
    """One step on the way. `command` is None where a person carries it out."""

    id: str
    number: int
    step: Step
    command: str | None
    limit: timedelta | None

    @property
    def asks(self) -> bool:
        """A person has to say how it went: nothing runs, or what ran shows something only a person can judge."""
        return self.command is None or (self.step.kind == "verify" and self.step.check is None)


class Course(NamedTuple):
    """A runbook as a drill of some type walks it."""

    runbook: Runbook
    type: str
    legs: tuple[Leg, ...]

    @property
    def commands(self) -> tuple[Leg, ...]:
        """The steps that run a command."""
        return tuple(leg for leg in self.legs if leg.command is not None)

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of all environment variables that the commands get, each once."""
        return tuple(dict.fromkeys(name for leg in self.commands for name in leg.step.environment))


def course(runbook: Runbook, type_: str) -> Course:
    """The steps in their written order, each after those that it waits for; BcdrError when they wait in a circle.

    In a drill that is only talked through no command runs: its steps are read and confirmed.
    """
    if not runbook.steps:
        raise BcdrError(f"the runbook {runbook.id} has no steps", "write its steps first")
    runs = MEANINGS[type_].runs
    ids = ids_of(runbook)
    legs = {id_: _leg(id_, n, step, runs=runs) for n, (id_, step) in enumerate(ids.items(), start=1)}
    ordered: dict[str, Leg] = {}
    while len(ordered) < len(legs):
        ready = next((leg for leg in legs.values() if leg.id not in ordered and _is_ready(leg, legs, ordered)), None)
        if ready is None:
            waiting = ", ".join(id_ for id_ in legs if id_ not in ordered)
            raise BcdrError(
                f"the steps {waiting} of {runbook.id} wait for each other, or for one that there is not", "mend `after`"
            )
        ordered[ready.id] = ready
    return Course(runbook, type_, tuple(ordered.values()))


def ids_of(runbook: Runbook) -> Mapping[str, Step]:
    """The steps by their id, or by `step-3` where they have none; BcdrError when two have the same."""
    found: dict[str, Step] = {}
    for number, step in enumerate(runbook.steps, start=1):
        id_ = step.id or f"step-{number}"
        if id_ in found:
            raise BcdrError(f"two steps of {runbook.id} are called {id_}", "give each step a name of its own")
        found[id_] = step
    return found


def _leg(id_: str, number: int, step: Step, *, runs: bool) -> Leg:
    return Leg(id_, number, step, step.run if runs else None, limit_of(step))


def limit_of(step: Step) -> timedelta | None:
    """How long the command of a step may run; None is for ever."""
    if step.limit is not None:
        return None if step.limit == UNBOUNDED else step.limit
    estimate = estimate_of(step)
    if estimate is None:
        return PATIENCE if step.takes is None else None
    return max(PATIENCE, 3 * estimate)


def estimate_of(step: Step) -> timedelta | None:
    """How long a step is said to take, all its pieces one after the other; None where nobody says, or for ever."""
    if step.takes is None or step.takes.days * (step.items or 1) > _LONGEST.days:
        return None
    return min(step.takes * (step.items or 1), _LONGEST)


def _is_ready(leg: Leg, legs: Mapping[str, Leg], done: Mapping[str, Leg]) -> bool:
    if leg.step.after:
        return all(id_ in done for id_ in leg.step.after)
    before = [other for other in legs.values() if other.number == leg.number - 1]
    return all(other.id in done for other in before)
