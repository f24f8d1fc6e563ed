"""The fault tree under given events: what falls for certain, what is not shown to stand, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import NamedTuple

from bcdr.analysis.survival.domain import Atom, Unknown
from bcdr.analysis.survival.gate import Gate, Part, Why, failing
from bcdr.analysis.survival.tree import Tree


class Verdict(Enum):
    """What is known of a thing after the events."""

    STANDS = "stands"
    NOT_SHOWN = "not shown to stand"
    FALLS = "falls"


class Cause(NamedTuple):
    """One reason why a gate fails: events that trip it, or another gate with reasons of its own.

    `is_circle` marks a gate that was met before on the way: it would have to stand because of itself.
    """

    why: Why
    events: tuple[Atom, ...] = ()
    gate: str = ""
    causes: tuple[Cause, ...] = ()
    is_circle: bool = False
    is_shown: bool = True


class Outcome:
    """Verdicts on some gates of a tree, and on all that these rest on, given basic events."""

    def __init__(self, tree: Tree, events: Iterable[Atom], gates: Mapping[str, Gate]) -> None:
        """Evaluates the gates twice: for what is known, and with everything that is not shown to be apart."""
        self.tree = tree
        self.events = frozenset(events)
        known = tree.ground.consequences.closed(e for e in self.events if isinstance(e, str))
        self.closed: frozenset[Atom] = self.events | known
        self._unknown: dict[Unknown, bool] = {}
        self._tripped: dict[tuple[frozenset[Atom], bool], bool] = {}
        self._may_fall = failing(gates, lambda p: self.is_hit(p.atoms, is_certain=False), is_certain=False)
        # what is shown to stand, stands
        doubtful = {name: gate for name, gate in gates.items() if name in self._may_fall}
        self._falls = failing(doubtful, lambda p: self.is_hit(p.atoms, is_certain=True), is_certain=True)

    def is_hit(self, atoms: frozenset[Atom], *, is_certain: bool) -> bool:
        """One of the events is among `atoms`; unless `is_certain`, also one that may take what is not known."""
        key = (atoms, is_certain)
        found = self._tripped.get(key)
        if found is None:
            # an event of which only the kind is known takes nothing for certain
            found = any(not isinstance(a, Unknown) and a in self.closed for a in atoms)
            if not found and not is_certain:
                found = any(isinstance(a, Unknown) and self._is_taken(a) for a in atoms)
            self._tripped[key] = found
        return found

    def _is_taken(self, unknown: Unknown) -> bool:
        found = self._unknown.get(unknown)
        if found is None:
            covers = self.tree.ground.domains.covers
            found = self._unknown[unknown] = any(covers(e, unknown) for e in self.closed)
        return found

    def verdict(self, gate: str) -> Verdict:
        """What is known of one gate."""
        if gate in self._falls:
            return Verdict.FALLS
        return Verdict.NOT_SHOWN if gate in self._may_fall else Verdict.STANDS

    def stands(self, gate: str) -> bool:
        """It is shown to stand."""
        return gate not in self._may_fall

    def causes(self, gate: str) -> tuple[Cause, ...]:
        """Why a gate fails, each reason once; nothing when it stands."""
        return () if self.stands(gate) else self._causes(gate, (), is_certain=gate in self._falls)

    def _causes(self, gate: str, way: tuple[str, ...], *, is_certain: bool) -> tuple[Cause, ...]:
        found = []
        for part in self.tree.gate(gate).parts:
            if is_certain and not part.is_shown:
                continue
            cause = self._cause(part, (*way, gate), is_certain=is_certain)
            if cause is not None:
                found.append(cause)
        return tuple(found)

    def _cause(self, part: Part, way: tuple[str, ...], *, is_certain: bool) -> Cause | None:
        if part.atoms and self.is_hit(part.atoms, is_certain=is_certain):
            hit = sorted((a for a in part.atoms if self.is_hit(frozenset({a}), is_certain=is_certain)), key=str)
            return Cause(part.why, tuple(hit), is_shown=part.is_shown and is_certain)
        if not part.gate or part.gate not in (self._falls if is_certain else self._may_fall):
            return None
        if part.gate in way:
            return Cause(part.why, (), part.gate, is_circle=True, is_shown=is_certain)
        inner = self._causes(part.gate, way, is_certain=is_certain)
        return Cause(part.why, (), part.gate, inner, is_shown=part.is_shown and is_certain)
