"""The cheapest single change to the plan after which it would survive, found by trying one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival import remedy
from bcdr.analysis.survival.domain import Atom
from bcdr.analysis.survival.gate import Why, reachable
from bcdr.analysis.survival.ground import Ground
from bcdr.analysis.survival.outcome import Cause, Outcome
from bcdr.analysis.survival.remedy import Attempt, Cure
from bcdr.analysis.survival.tree import Tree
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.people import Credential
from bcdr.model.place import Place
from bcdr.model.record import Entry
from bcdr.model.service import Service

E = TypeVar("E", bound=Entry)


_KEPT = 64
"""So many plans with a change are kept, as the next thing that falls often asks for the same."""


class Cures:
    """Finds cures in one plan."""

    def __init__(self, tree: Tree) -> None:
        """Nothing was tried yet."""
        self._tree = tree
        self._tried: dict[Cure, Tree] = {}

    def of(self, ref: str, events: Iterable[Atom]) -> Cure | None:
        """The first change, in order of cost, after which `ref` is shown to survive the `events`; None if none is."""
        given = tuple(events)
        outcome = _after(given, ref, self._tree)
        tried = (a for a in _attempts(ref, outcome, self._tree.ground) if _after(given, ref, self._with(a)).stands(ref))
        return next((attempt.cure for attempt in tried), None)

    def _with(self, attempt: Attempt) -> Tree:
        found = self._tried.get(attempt.cure)
        if found is None:
            if len(self._tried) == _KEPT:
                self._tried.clear()
            ground = self._tree.ground
            changed = Ground(Facts(attempt.plan, ground.facts.as_of), ground.detection)
            found = self._tried[attempt.cure] = Tree(changed)
        return found


def _after(events: tuple[Atom, ...], ref: str, tree: Tree) -> Outcome:
    return Outcome(tree, events, reachable((ref,), tree.gate))


def _attempts(ref: str, outcome: Outcome, ground: Ground) -> Iterator[Attempt]:
    """Every change that fits a reason, cheapest kind first: a word, a setting, an envelope, a right, a copy, a text."""
    find = outcome.tree.find
    reasons = tuple((find(_object(gate)), cause) for gate, cause in _reasons(outcome.causes(ref), ref))
    entries = tuple(dict.fromkeys(e for e, _ in reasons if e is not None))

    def copies(*whys: Why) -> Iterator[Copy]:
        found = dict.fromkeys(e for e, cause in reasons if cause.why in whys and isinstance(e, Copy))
        return (c for c in found if c.is_backup)

    away = tuple(_untouched(outcome, ground))
    yield from (t for entry, cause in reasons for t in remedy.record(entry, cause, ground))
    yield from (t for copy in copies(Why.TAKEN, Why.TIED) for t in remedy.lock(copy, ground))
    yield from (t for copy in copies(Why.LATE) for t in remedy.keep(copy, ground))
    yield from (t for copy in copies(Why.KEY) for t in remedy.key_copy(copy, away, ground))
    yield from (t for login in _only(Credential, entries) for t in remedy.seal(login, away, ground))
    yield from (t for entry, cause in reasons for t in remedy.right(entry, cause, ground))
    yield from (t for store in _only(Datastore, entries) for t in remedy.more(store, away, ground))
    yield from (remedy.way(service, ground) for service in _only(Service, entries))


def _reasons(causes: tuple[Cause, ...], gate: str) -> Iterator[tuple[str, Cause]]:
    for cause in causes:
        yield gate, cause
        if cause.gate:
            yield from _reasons(cause.causes, cause.gate)


def _object(gate: str) -> str:
    return gate.rpartition(":")[2].partition("#")[0]


def _only(kind: type[E], entries: Iterable[Entry]) -> Iterator[E]:
    return (e for e in entries if isinstance(e, kind))


def _untouched(outcome: Outcome, ground: Ground) -> Iterator[Place]:
    """Places for copies that the events do not reach: those that hold most already, and what is offline."""
    held: dict[str, int] = {}
    for copy in ground.facts.copies:
        if copy.is_backup and copy.at is not None:
            held[copy.at] = held.get(copy.at, 0) + 1
    places = sorted(ground.plan.places.values(), key=lambda p: (-held.get(p.ref, 0), p.id))
    for place in (p for p in places if p.ref in held or p.offline):
        atoms = ground.losses(place.ref) | ground.takeovers(place.ref)
        if not outcome.is_hit(atoms, is_certain=False):
            yield place
