"""The evidence of a plan looked at again: whether each file is still what it was, and whether it still counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import NamedTuple

from bcdr.model.drill import Evidence
from bcdr.model.plan import Plan


class State(Enum):
    """What became of a piece of evidence. Only INTACT and ELSEWHERE are no trouble."""

    INTACT = "intact"
    ELSEWHERE = "kept elsewhere, not looked at"
    EXPIRED = "no longer counts"
    UNHASHED = "has no digest, so a change would not show"
    CHANGED = "changed since it was registered"
    MISSING = "missing"
    OUTSIDE = "lies outside of the plan folder or cannot be read"


class Inspected(NamedTuple):
    """One piece of evidence as it was found. `late` is set when it was recorded long after it happened."""

    evidence: Evidence
    state: State
    late_days: int | None = None

    @property
    def is_trouble(self) -> bool:
        """Somebody has to look."""
        return self.state not in {State.INTACT, State.ELSEWHERE}

    @property
    def sentence(self) -> str:
        """Id, state, and the two dates apart: when it happened, and when it was recorded."""
        e = self.evidence
        happened = f"happened {e.occurred}" if e.occurred is not None else "nobody wrote when it happened"
        recorded = f"recorded {e.recorded}" if e.recorded is not None else "nobody wrote when it was recorded"
        late = f", {self.late_days} days later" if self.late_days is not None else ""
        over = f", valid until {e.valid_until}" if e.valid_until is not None else ""
        return f"{e.id}: {self.state.value}; {happened}, {recorded}{late}{over}"


LATE_DAYS = 30
"""Evidence that is recorded later than this after it happened is told: memory is kinder than logs."""


def inspect(plan: Plan, digest: Callable[[str], str | None], as_of: date) -> tuple[Inspected, ...]:
    """All evidence in the order of the plan. `digest` gives that of a file, None for none, or raises OSError."""
    return tuple(_inspected(e, digest, as_of) for e in plan.evidence.values())


def _inspected(evidence: Evidence, digest: Callable[[str], str | None], as_of: date) -> Inspected:
    late = None
    if evidence.occurred is not None and evidence.recorded is not None:
        days = (evidence.recorded - evidence.occurred).days
        late = days if days > LATE_DAYS else None
    return Inspected(evidence, _state(evidence, digest, as_of), late)


def _state(evidence: Evidence, digest: Callable[[str], str | None], as_of: date) -> State:
    is_over = evidence.valid_until is not None and evidence.valid_until < as_of
    if evidence.file is None:
        return State.EXPIRED if is_over else State.ELSEWHERE
    try:
        found = digest(evidence.file)
    except OSError:
        return State.OUTSIDE
    if found is None:
        return State.MISSING
    if evidence.sha256 is None:
        return State.UNHASHED
    if found != evidence.sha256:
        return State.CHANGED
    return State.EXPIRED if is_over else State.INTACT
