"""Who does a step of a runbook, and how long it takes them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from bcdr.analysis.duration import step_time
from bcdr.model.people import Role
from bcdr.model.runbook import Runbook, Step

if TYPE_CHECKING:
    from bcdr.analysis.facts.recovery import Recoveries


class Crew(NamedTuple):
    """`people` of the `candidates` (references of people, the preferred first) for a `length`.

    Nobody is asked for where the step names nobody, or a roster elsewhere knows more people than the plan. `lacks`
    says what is not known or missing; then the step cannot be planned.
    """

    people: int
    candidates: tuple[str, ...]
    length: timedelta | None
    basis: str = "step"
    lacks: str = ""


class Crews:
    """Finds the crew of each step, looking every role up once. `away` are references of people or roles."""

    def __init__(self, facts: Recoveries, away: frozenset[str]) -> None:
        """Nobody is looked up yet."""
        self._facts, self._away = facts, away
        self._known: dict[str, _Behind] = {}

    def crew(self, step: Step, number: int, book: Runbook) -> Crew:
        """Holder, deputies, members, in this order, without those who are away."""
        lacks = f"time of step {number} of {book.title}" if step.takes is None else ""
        need = step.people if step.people is not None else 1
        found = self._who(step.by) if step.by is not None else _Behind(0, (), is_open=True)
        if step.items is not None and found.present:
            # whoever is there shares the pieces
            need = max(1, min(need, len(found.present)))
        if len(found.present) < need:
            if found.is_open:
                return Crew(0, (), step_time(step), _basis(step, step.people or 1), lacks)
            known = f"{len(found.present)} there" if found.named >= need else f"{found.named} named"
            lacks = f"{need} to do step {number} of {book.title} ({self._facts.name_of(step.by)}: {known})"
        return Crew(need, found.present, step_time(step, need), _basis(step, need), lacks)

    def _who(self, by: str) -> _Behind:
        if by not in self._known:
            named = tuple(p.ref for p in self._facts.people(by))
            role = self._facts.plan.find(by)
            is_open = isinstance(role, Role) and role.holders_in is not None
            self._known[by] = (
                _Behind(len(named), (), is_open=False)
                if by in self._away
                else _Behind(len(named), tuple(p for p in named if p not in self._away), is_open)
            )
        return self._known[by]


class _Behind(NamedTuple):
    """How many people are behind a reference, and those who are there; `is_open` if a roster elsewhere knows more."""

    named: int
    present: tuple[str, ...]
    is_open: bool


def _basis(step: Step, hands: int) -> str:
    return "step" if step.items is None else f"step, {step.items} pieces, {hands} at a time"
