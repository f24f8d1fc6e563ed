"""Sets of combinations of basic events, and what OR and AND gates make of them. Exact up to an order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple

from bcdr.analysis.survival.domain import Atom

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


def either(families: Iterable[CutSets]) -> CutSets:
    """An OR gate: any cut set of any input."""
    singles: list[frozenset[Atom]] = []
    larger: list[frozenset[Combination]] = []
    for family in families:
        if family.is_always:
            return ALWAYS
        singles.append(family.singles)
        if family.larger:
            larger.append(family.larger)
    alone = frozenset[Atom]().union(*singles)
    return CutSets(alone, _minimal(frozenset().union(*larger), alone)) if larger else CutSets(alone)


def both(families: list[CutSets], order: int) -> CutSets:
    """An AND gate: one cut set of each input together, as far as that makes no more than `order` events."""
    asked = [f for f in families if not f.is_always]
    if not asked:
        return ALWAYS
    if any(not f.singles and not f.larger for f in asked):
        return NEVER
    if len(asked) == 1:
        return asked[0]
    singles = asked[0].singles.intersection(*[f.singles for f in asked[1:]])
    if order < 2:
        return CutSets(singles)
    if order == 2:
        return CutSets(singles, frozenset(_pairs(asked, singles)))
    return CutSets(singles, _minimal(_products(asked, order), singles))


def _pairs(families: list[CutSets], singles: frozenset[Atom]) -> Iterator[Combination]:
    """Pairs of which each event alone is not enough. Events that hit the same inputs are taken as one group."""
    hits: dict[Atom, int] = {}
    for number, family in enumerate(families):
        for event in family.singles - singles:
            hits[event] = hits.get(event, 0) | 1 << number
    full = (1 << len(families)) - 1
    groups: dict[int, list[Atom]] = {}
    for event, hit in hits.items():
        groups.setdefault(hit, []).append(event)
    masks = list(groups)
    for n, one in enumerate(masks):
        for other in masks[n + 1 :]:
            if one | other == full:
                yield from map(frozenset, product(groups[one], groups[other]))
    # an input without pairs must be hit by one of the two events: the smallest such input rules most pairs out
    bare = min((f.singles for f in families if not f.larger), key=len, default=None)
    for pair in frozenset[Combination]().union(*[f.larger for f in families]):
        if len(pair) == 2 and (bare is None or not bare.isdisjoint(pair)) and singles.isdisjoint(pair):
            first, second = pair
            hit = hits.get(first, 0) | hits.get(second, 0)
            if hit == full or all(hit >> n & 1 or pair in f.larger for n, f in enumerate(families)):
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
    left = [c for c in combinations if singles.isdisjoint(c)]
    sizes = sorted({len(c) for c in left})
    if len(sizes) < 2:
        return frozenset(left)
    kept: set[Combination] = set()
    for size in sizes:
        smaller = frozenset(kept)
        kept.update(c for c in left if len(c) == size and not _has_part(c, smaller))
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
