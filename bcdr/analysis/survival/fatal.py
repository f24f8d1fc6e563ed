"""Fatal combinations: the minimal cut sets of every datastore and service, and which of them are certain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from bcdr.analysis.survival.cutset import Combination, CutSets, Search
from bcdr.analysis.survival.domain import Atom, Unknown
from bcdr.analysis.survival.gate import Gate, Part
from bcdr.analysis.survival.tree import Tree


class Fatal(NamedTuple):
    """One minimal cut set of an object. Not `is_certain`: the object is only not shown to survive it."""

    ref: str
    events: tuple[Atom, ...]
    is_certain: bool


class FatalSets:
    """Minimal cut sets up to `order` events over every basic event of the universe."""

    def __init__(self, tree: Tree, order: int) -> None:
        """Nothing is searched yet."""
        self._tree, self.order = tree, order

    @cached_property
    def _causes(self) -> Mapping[str, frozenset[str]]:
        ground = self._tree.ground
        return ground.consequences.causing(ground.universe)

    @cached_property
    def _search(self) -> Search:
        return Search(self._tree.gate, self._causes, self._tree.ground.domains.covers, self.order)

    @cached_property
    def _certain(self) -> Search:
        return Search(self._certain_gate, self._causes, self._tree.ground.domains.covers, self.order)

    def _certain_gate(self, name: str) -> Gate:
        gate = self._tree.gate(name)
        return gate._replace(parts=tuple(map(_known, gate.parts)))

    def cut_sets(self, ref: str) -> CutSets:
        """Everything up to the order that the object is not shown to survive."""
        return self._search.of(ref)

    def of(self, ref: str) -> tuple[Fatal, ...]:
        """The same as a list: single events first, certain ones before those that rest on missing facts."""
        found = self.cut_sets(ref).combinations
        if not found:
            return ()
        certain = self._certain.of(ref).combinations
        listed = (Fatal(ref, tuple(sorted(c, key=name_of)), _contains(c, certain)) for c in found)
        return tuple(sorted(listed, key=lambda f: (len(f.events), not f.is_certain, tuple(map(name_of, f.events)))))

    def single_events(self, refs: Iterable[str]) -> Mapping[Atom, tuple[str, ...]]:
        """For each event that loses something by itself, what it loses."""
        found: dict[Atom, list[str]] = {}
        for ref in refs:
            for event in sorted(self.cut_sets(ref).singles, key=name_of):
                found.setdefault(event, []).append(ref)
        return {event: tuple(lost) for event, lost in found.items()}


def name_of(event: Atom) -> str:
    """An event as text: `site/fsn1`, `hostile account/main`, `an unknown site in region eu-west`."""
    if isinstance(event, str):
        return event.replace(":", " ", 1) if event.startswith("hostile:") else event
    within = next(((c, v) for c, v in zip(event.containers, event.within, strict=True) if v is not None), None)
    place = f" in {within[0]} {within[1]}" if within is not None else ""
    hostile = "hostile " if event.kind != event.label else ""
    return f"an unknown {hostile}{event.label}{place}"


def _known(part: Part) -> Part:
    if not part.is_shown:
        return Part(part.why)
    return part._replace(atoms=frozenset(a for a in part.atoms if not isinstance(a, Unknown)))


def _contains(combination: Combination, known: frozenset[Combination]) -> bool:
    if combination in known:
        return True
    return any(k < combination for k in known)
