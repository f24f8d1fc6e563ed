"""Minimal cut sets: the smallest combinations of basic events that make a gate fail. Exact, not sampled.

Worked upward from the basic events, as in the MOCUS family of methods, cut off at the order asked for. Each gate is
solved once, whoever rests on it, so that the size of the answer sets the cost. Gates that rest on each other in a
circle are solved by descent from "everything has failed", which is how `gate.failing` sees a circle as well.

Where a label is not known, an event of its kind counts as taking it, unless it is shown to be apart; but only an event
that the tree of the top names anyway, because of the others nothing more is known than the unknown event itself says.
So a gate with an unknown label below it means something else under each top. It is still solved only once, with every
event of the plan, and under a top its cut sets are those of whose events the tree of that top knows all: minimal cut
sets over fewer events are the minimal cut sets that need no other. This rests on a label being taken by no event but
its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from bcdr.analysis.survival.combination import ALWAYS, NEVER, Combination, CutSets, both, either
from bcdr.analysis.survival.domain import Atom, Unknown
from bcdr.analysis.survival.event import kind_of
from bcdr.analysis.survival.gate import Gate

__all__ = ["ALWAYS", "NEVER", "Combination", "CutSets", "Search", "both", "either"]

Events = Callable[[frozenset[Atom]], CutSets]
"""The basic events that make one of these things happen."""


class _Open(NamedTuple):
    """Cut sets of a gate with unknown labels below, over all events. `foreign` events are not named below it.

    `larger` holds the combinations with foreign events, each by one of these.
    """

    own: CutSets
    foreign: frozenset[Atom]
    singles: frozenset[Atom]
    larger: Mapping[Atom, tuple[Combination, ...]]

    def under(self, named: frozenset[Atom]) -> CutSets:
        """Those whose events are all known to a tree that names these."""
        singles = self.singles & named
        found = [c for e in self.larger.keys() & named for c in self.larger[e]]
        larger = [c for c in found if all(e in named for e in c & self.foreign)]
        if not singles and not larger:
            return self.own
        return CutSets(self.own.singles | singles, self.own.larger.union(larger), self.own.is_always)


class Search:
    """Finds minimal cut sets up to `order` events. `causes`: of what can happen, the basic events that make it so."""

    def __init__(
        self,
        gate: Callable[[str], Gate],
        causes: Mapping[str, frozenset[str]],
        covers: Callable[[Atom, Unknown], bool],
        order: int,
    ) -> None:
        """Nothing is searched yet; results of shared gates are kept."""
        self._gate, self._causes, self._covers, self._order = gate, causes, covers, order
        self._closed: dict[str, CutSets] = {}
        self._open: dict[str, Gate] = {}
        self._tops: dict[str, CutSets] = {}
        self._events: dict[frozenset[Atom], CutSets] = {}
        self._both: dict[tuple[int, ...], tuple[CutSets, list[CutSets]]] = {}
        self._first: dict[str, str] = {}
        self._named: dict[str, frozenset[Atom]] = {}
        self._wide: dict[str, CutSets] = {}
        self._shared: dict[str, _Open] = {}
        self._unknown: set[Unknown] = set()
        self._takers: dict[Unknown, frozenset[Atom]] = {}
        self._ignorance: dict[frozenset[Atom], tuple[Unknown, ...]] = {}

    def of(self, top: str) -> CutSets:
        """The minimal cut sets of one gate."""
        self._close(top)
        if top in self._closed:
            return self._closed[top]
        if top not in self._tops:
            self._tops[top] = self._under(top)
        return self._tops[top]

    def _close(self, top: str) -> None:
        """Solve every gate below `top` that has no unknown label below it; note the others as open."""
        closed, opened = self._closed, self._open
        seen: dict[str, Gate] = {}
        rest: dict[str, Gate] = {}
        waiting = [top]
        while waiting:
            name = waiting[-1]
            if name in closed or name in opened or name in rest:
                waiting.pop()
                continue
            gate = seen.get(name)
            if gate is None:
                gate = seen[name] = self._gate(name)
            if self._order == 1 and not gate.is_any:
                first = self._undecided(gate, seen)
                if first == "":
                    closed[name] = NEVER
                    waiting.pop()
                    continue
                new = [first] if first is not None else self._new(gate, seen)
            else:
                new = self._new(gate, seen)
            if new:
                waiting += new
                continue
            waiting.pop()
            self._note(name, gate, rest)
        found = list(rest)
        while found:
            # what rests on something open is open; around a circle that takes a few rounds
            found = [n for n, g in rest.items() if any(p.gate in opened for p in g.parts)]
            opened.update((n, rest.pop(n)) for n in found)
        self._descend(rest, closed, self._known)

    def _new(self, gate: Gate, seen: Mapping[str, Gate]) -> list[str]:
        """Gates below that nobody has looked at."""
        below = (p.gate for p in gate.parts if p.gate and p.gate not in seen)
        return [g for g in below if g not in self._closed and g not in self._open]

    def _undecided(self, gate: Gate, seen: Mapping[str, Gate]) -> str | None:
        """Of an AND gate, when only single events count: the next input to look at; none when all must be.

        An empty text: the inputs so far have no event in common, so the others need not be worked out at all.
        """
        left: frozenset[Atom] | None = None
        for part in gate.parts:
            if part.atoms or not part.gate:
                return None
            found = self._closed.get(part.gate)
            if found is None:
                return None if part.gate in seen or part.gate in self._open else part.gate
            if not found.is_always:
                left = found.singles if left is None else left & found.singles
                if not left:
                    return ""
        return None

    def _note(self, name: str, gate: Gate, rest: dict[str, Gate]) -> None:
        """A gate is closed now, open, or rests on one of which that is not known yet."""
        inputs: list[CutSets] = []
        is_closed = True
        for _, atoms, below, _ in gate.parts:
            if atoms:
                if self._unknown_of(atoms):
                    self._open[name] = gate
                    return
                inputs.append(self._known(atoms))
            if below:
                found = self._closed.get(below)
                if found is not None:
                    inputs.append(either((inputs.pop(), found)) if atoms else found)
                elif below in self._open:
                    self._open[name] = gate
                    return
                else:
                    is_closed = False
            elif not atoms:
                inputs.append(NEVER)
        if is_closed:
            self._closed[name] = self._joined(gate, inputs)
        else:
            rest[name] = gate

    def _joined(self, gate: Gate, inputs: list[CutSets]) -> CutSets:
        if gate.is_any:
            return inputs[0] if len(inputs) == 1 else either(inputs)
        # many copies are reached by the same logins
        same = tuple(map(id, inputs))
        found = self._both.get(same)
        if found is None:
            found = self._both[same] = (both(inputs, self._order), inputs)
        return found[0]

    def _below(self, top: str, is_known: Callable[[str], bool]) -> Iterator[tuple[str, Gate]]:
        """Every gate that `top` rests on, each after those it rests on as far as there is no circle."""
        if is_known(top):
            return
        seen = {top}
        gate = self._gate(top)
        way = [(top, gate, iter(gate.parts))]
        while way:
            name, gate, parts = way[-1]
            for part in parts:
                if part.gate and part.gate not in seen and not is_known(part.gate):
                    seen.add(part.gate)
                    below = self._gate(part.gate)
                    way.append((part.gate, below, iter(below.parts)))
                    break
            else:
                way.pop()
                yield name, gate

    def _solve(self, gates: Mapping[str, Gate], results: dict[str, CutSets], events: Events) -> None:
        """Fill `results`. One pass is enough where no gate comes before one that it rests on."""
        rest = {}
        for name, gate in gates.items():
            if all(not p.gate or p.gate in results for p in gate.parts):
                results[name] = self._combined(gate, results, events)
            else:
                rest[name] = gate
        self._descend(rest, results, events)

    def _descend(self, gates: Mapping[str, Gate], results: dict[str, CutSets], events: Events) -> None:
        """Fill `results` with what is left of "everything has failed"."""
        results.update(dict.fromkeys(gates, ALWAYS))
        changed = bool(gates)
        while changed:
            changed = False
            for name, gate in gates.items():
                found = self._combined(gate, results, events)
                if found != results[name]:
                    results[name], changed = found, True

    def _combined(self, gate: Gate, results: Mapping[str, CutSets], events: Events) -> CutSets:
        inputs = []
        for part in gate.parts:
            # a part is a gate or events, never both
            if part.gate:
                inputs.append(results[part.gate])
            else:
                inputs.append(events(part.atoms) if part.atoms else NEVER)
        return either(inputs) if gate.is_any else both(inputs, self._order)

    def _known(self, atoms: frozenset[Atom]) -> CutSets:
        found = self._events.get(atoms)
        if found is None:
            known = (self._causes.get(a, ()) for a in atoms if isinstance(a, str))
            found = self._events[atoms] = CutSets(frozenset(e for causes in known for e in causes))
        return found

    # what follows is about unknown labels

    def _under(self, top: str) -> CutSets:
        """Solve an open top: its own gates with the events that its tree names, others from what is kept of them."""
        own = dict(self._below(top, lambda n: self._first.setdefault(n, top) != top))
        if not own:
            return self._kept(top).under(self._names(top))
        others = {p.gate for g in own.values() for p in g.parts if p.gate and p.gate not in own}
        atoms = {p.atoms for g in own.values() for p in g.parts}
        named = frozenset[Atom]().union(*atoms, *map(self._names, others))
        self._learn(named)
        results = {n: self._closed[n] for n in (*own, *others) if n in self._closed}
        results |= {n: self._kept(n).under(named) for n in others if n not in results}
        unknown = [a for a in named if isinstance(a, Unknown)]

        def events(atoms: frozenset[Atom]) -> CutSets:
            taken = self._unknown_of(atoms)
            if not taken:
                return self._known(atoms)
            found = [self._taking(u) & named for u in taken]
            also = (v for v in unknown if any(self._covers(v, u) for u in taken))
            return CutSets(self._known(atoms).singles.union(*found, also))

        self._solve({n: g for n, g in own.items() if n not in results}, results, events)
        return results[top]

    def _names(self, name: str) -> frozenset[Atom]:
        """Everything that can happen to what is below a gate."""
        found = self._named.get(name)
        if found is None:
            below = dict(self._below(name, self._named.__contains__))
            parts = [p for g in below.values() for p in g.parts]
            known = {p.gate for p in parts if p.gate in self._named}
            found = frozenset[Atom]().union(*{p.atoms for p in parts}, *(self._named[n] for n in known))
            self._named[name] = found
            self._learn(found)
        return found

    def _learn(self, named: frozenset[Atom]) -> None:
        """Unknown labels not met before are events of their own: what is kept over all events is worth nothing now."""
        new = {a for a in named if isinstance(a, Unknown)} - self._unknown
        if new:
            self._unknown |= new
            self._wide.clear()
            self._shared.clear()

    def _kept(self, name: str) -> _Open:
        """The cut sets of an open gate over all events."""
        found = self._shared.get(name)
        if found is None:
            named = self._names(name)
            gates = dict(self._below(name, lambda n: n in self._closed or n in self._wide))
            others = {p.gate for g in gates.values() for p in g.parts if p.gate and p.gate not in gates}
            results = {n: self._closed[n] if n in self._closed else self._wide[n] for n in others}
            self._solve(gates, results, self._all)
            self._wide.update((n, results[n]) for n in gates)
            found = self._shared[name] = _split(self._wide[name], self._foreign(named))
        return found

    def _all(self, atoms: frozenset[Atom]) -> CutSets:
        taken = self._unknown_of(atoms)
        unknown = (v for v in self._unknown if any(self._covers(v, u) for u in taken))
        return CutSets(self._known(atoms).singles.union(*map(self._taking, taken), unknown))

    def _foreign(self, named: frozenset[Atom]) -> frozenset[Atom]:
        """Events that may take an unknown label among these, and that are not among these."""
        taken = [a for a in named if isinstance(a, Unknown)]
        return frozenset[Atom]().union(*map(self._taking, taken), self._unknown) - named

    def _taking(self, unknown: Unknown) -> frozenset[Atom]:
        """Known events that may take an unknown label."""
        found = self._takers.get(unknown)
        if found is None:
            mine = (a for a in self._of_kind.get(unknown.kind, ()) if self._covers(a, unknown))
            found = self._takers[unknown] = frozenset(e for a in mine for e in self._causes[a])
        return found

    @cached_property
    def _of_kind(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for atom in self._causes:
            found.setdefault(kind_of(atom), []).append(atom)
        return found

    def _unknown_of(self, atoms: frozenset[Atom]) -> tuple[Unknown, ...]:
        found = self._ignorance.get(atoms)
        if found is None:
            found = self._ignorance[atoms] = tuple(a for a in atoms if isinstance(a, Unknown))
        return found


def _split(found: CutSets, foreign: frozenset[Atom]) -> _Open:
    """Cut sets of a gate by whether all their events are named below it."""
    larger: dict[Atom, list[Combination]] = {}
    own = []
    for combination in found.larger:
        outside = combination & foreign
        if outside:
            larger.setdefault(next(iter(outside)), []).append(combination)
        else:
            own.append(combination)
    return _Open(
        CutSets(found.singles - foreign, frozenset(own), found.is_always),
        foreign,
        found.singles & foreign,
        {e: tuple(c) for e, c in larger.items()},
    )
