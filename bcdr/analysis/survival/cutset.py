"""Minimal cut sets: the smallest combinations of basic events that make a gate fail. Exact, not sampled.

Worked upward from the basic events, as in the MOCUS family of methods, cut off at the order asked for. Gates that
rest on each other in a circle are solved by descent from "everything has failed", which is how `gate.failing` sees a
circle as well. Where a label is not known, an event of its kind counts as taking it, unless it is shown to be apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import product
from typing import NamedTuple

from bcdr.analysis.survival.domain import Atom, Unknown
from bcdr.analysis.survival.gate import Gate, Part, reachable

Combination = frozenset[Atom]
"""Basic events that together make something fail."""


class CutSets(NamedTuple):
    """Minimal cut sets up to the order asked for: single events, and larger combinations without any of them.

    `is_always` when the gate has failed before anything happened.
    """

    singles: frozenset[Atom] = frozenset()
    larger: frozenset[Combination] = frozenset()
    is_always: bool = False

    @property
    def combinations(self) -> frozenset[Combination]:
        """All of them as sets; the empty set alone when the gate has always failed."""
        if self.is_always:
            return frozenset({frozenset()})
        return self.larger.union(frozenset({e}) for e in self.singles)


NEVER = CutSets()
ALWAYS = CutSets(is_always=True)


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
        self._kept: dict[str, CutSets] = {}
        self._events: dict[frozenset[Atom], frozenset[Atom]] = {}

    def of(self, top: str) -> CutSets:
        """The minimal cut sets of one gate."""
        found = self._kept.get(top)
        if found is not None:
            return found
        gates = reachable([top], self._gate)
        unknown = {a for g in gates.values() for p in g.parts for a in p.atoms if isinstance(a, Unknown)}
        if not unknown:
            self._solve(gates, self._kept, self._known_events)
            return self._kept[top]
        # an event that this tree does not name takes nothing of it but the unknown, which stands for it already
        named = {a for g in gates.values() for p in g.parts for a in p.atoms if isinstance(a, str)}
        taking: dict[Unknown, frozenset[Atom]] = {}
        for u in unknown:
            known: set[Atom] = {e for a in named if self._covers(a, u) for e in self._causes.get(a, ())}
            taking[u] = frozenset(known.union(v for v in unknown if self._covers(v, u)))
        results: dict[str, CutSets] = {}
        self._solve(gates, results, lambda atoms: self._all_events(atoms, taking))
        return results[top]

    def _known_events(self, atoms: frozenset[Atom]) -> frozenset[Atom]:
        found = self._events.get(atoms)
        if found is None:
            found = self._events[atoms] = self._all_events(atoms, {})
        return found

    def _all_events(self, atoms: frozenset[Atom], taking: Mapping[Unknown, frozenset[Atom]]) -> frozenset[Atom]:
        return frozenset(e for a in atoms for e in (taking[a] if isinstance(a, Unknown) else self._causes.get(a, ())))

    def _solve(
        self,
        gates: Mapping[str, Gate],
        results: dict[str, CutSets],
        events: Callable[[frozenset[Atom]], frozenset[Atom]],
    ) -> None:
        """Fill `results`. One pass is enough where no gate comes before one that it rests on."""
        missing = [name for name in gates if name not in results]
        is_circular = False
        for name in missing:
            if not is_circular:
                is_circular = any(p.gate and p.gate not in results for p in gates[name].parts)
            if is_circular:
                break
            results[name] = self._combined(gates[name], results, events)
        rest = [name for name in missing if name not in results]
        results.update(dict.fromkeys(rest, ALWAYS))
        changed = bool(rest)
        while changed:
            changed = False
            for name in rest:
                found = self._combined(gates[name], results, events)
                if found != results[name]:
                    results[name], changed = found, True

    def _combined(
        self, gate: Gate, results: Mapping[str, CutSets], events: Callable[[frozenset[Atom]], frozenset[Atom]]
    ) -> CutSets:
        inputs = (_input(p, results, events) for p in gate.parts)
        return either(inputs) if gate.is_any else both(list(inputs), self._order)


def _input(part: Part, results: Mapping[str, CutSets], events: Callable[[frozenset[Atom]], frozenset[Atom]]) -> CutSets:
    found = results[part.gate] if part.gate else NEVER
    return either((CutSets(events(part.atoms)), found)) if part.atoms else found


def either(families: Iterable[CutSets]) -> CutSets:
    """An OR gate: any cut set of any input."""
    singles: frozenset[Atom] = frozenset()
    larger: frozenset[Combination] = frozenset()
    for family in families:
        if family.is_always:
            return ALWAYS
        singles |= family.singles
        larger |= family.larger
    return CutSets(singles, _minimal(larger, singles)) if larger else CutSets(singles)


def both(families: list[CutSets], order: int) -> CutSets:
    """An AND gate: one cut set of each input together, as far as that makes no more than `order` events."""
    asked = [f for f in families if not f.is_always]
    if not asked:
        return ALWAYS
    if any(not f.singles and not f.larger for f in asked):
        return NEVER
    if len(asked) == 1:
        return asked[0]
    hits: dict[Atom, int] = {}
    for number, family in enumerate(asked):
        for event in family.singles:
            hits[event] = hits.get(event, 0) | 1 << number
    full = (1 << len(asked)) - 1
    singles = frozenset(e for e, hit in hits.items() if hit == full)
    if order < 2:
        return CutSets(singles)
    if order == 2:
        return CutSets(singles, frozenset(_pairs(asked, hits, full)))
    return CutSets(singles, _minimal(_products(asked, order), singles))


def _pairs(families: list[CutSets], hits: Mapping[Atom, int], full: int) -> Iterable[Combination]:
    """Pairs of which each event alone is not enough. Events that hit the same inputs are taken as one group."""
    groups: dict[int, list[Atom]] = {}
    for event, hit in hits.items():
        if hit != full:
            groups.setdefault(hit, []).append(event)
    masks = list(groups)
    for n, one in enumerate(masks):
        for other in masks[n + 1 :]:
            if one | other == full:
                yield from map(frozenset, product(groups[one], groups[other]))
    for pair in frozenset(p for f in families for p in f.larger if len(p) == 2):
        each = [hits.get(event, 0) for event in pair]
        if full not in each:
            hit = each[0] | each[1]
            if all(hit >> n & 1 or pair in f.larger for n, f in enumerate(families)):
                yield pair


def _products(families: list[CutSets], order: int) -> frozenset[Combination]:
    found: frozenset[Combination] = frozenset({frozenset()})
    for family in sorted(families, key=lambda f: len(f.singles) + len(f.larger)):
        choices = family.combinations
        grown = set()
        for one in found:
            if any(c <= one for c in choices):
                grown.add(one)
            else:
                grown.update(joined for c in choices if len(joined := one | c) <= order)
        found = _minimal(frozenset(grown), frozenset())
    return frozenset(c for c in found if len(c) > 1)


def _minimal(combinations: frozenset[Combination], singles: frozenset[Atom]) -> frozenset[Combination]:
    """Without those that contain a smaller one."""
    kept: set[Combination] = set()
    by_size: dict[int, list[Combination]] = {}
    for combination in combinations:
        if singles.isdisjoint(combination):
            by_size.setdefault(len(combination), []).append(combination)
    for size in sorted(by_size):
        smaller = frozenset(kept)
        kept.update(c for c in by_size[size] if not _has_part(c, smaller))
    return frozenset(kept)


def _has_part(combination: Combination, smaller: frozenset[Combination]) -> bool:
    if not smaller:
        return False
    if len(combination) <= 4:
        items = tuple(combination)
        subsets = (
            frozenset(e for n, e in enumerate(items) if bits >> n & 1) for bits in range(1, (1 << len(items)) - 1)
        )
        return any(s in smaller for s in subsets)
    return any(s < combination for s in smaller)
