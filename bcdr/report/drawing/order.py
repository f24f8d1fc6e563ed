"""Two columns in an order in which few lines between them cross: medians in sweeps, then swaps of neighbours.

The method is the usual one for layered drawings (Sugiyama, Tagawa and Toda 1981), held to blocks: the items of a block
stay together. Blocks of the left column keep their order, those of the right column are free.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

Blocks = tuple[tuple[str, ...], ...]
"""A column from top to bottom: blocks of keys."""
_SWEEPS = 6
_Item = TypeVar("_Item", bound=Hashable)


def crossings(left: Blocks, right: Blocks, lines: Iterable[tuple[str, str]]) -> int:
    """How many pairs of straight lines between the columns cross. Lines that share an end do not."""
    here, there = _places(left), _places(right)
    ends = sorted((here[a], there[b]) for a, b in lines)
    seen: list[int] = []
    waiting: list[int] = []
    found, last = 0, -1
    for a, b in ends:
        if a != last:
            for w in waiting:
                insort(seen, w)
            waiting, last = [], a
        found += len(seen) - bisect_right(seen, b)
        waiting.append(b)
    return found


def ordered(left: Blocks, right: Blocks, lines: Sequence[tuple[str, str]]) -> tuple[Blocks, Blocks]:
    """Both columns rearranged: the first of the best of some sweeps. What has no line comes last in its block."""
    forth: dict[str, list[str]] = {}
    back: dict[str, list[str]] = {}
    for a, b in lines:
        forth.setdefault(a, []).append(b)
        back.setdefault(b, []).append(a)
    found: list[tuple[Blocks, Blocks]] = []
    for _ in range(_SWEEPS):
        right = _sorted(right, back, _places(left), move_blocks=True)
        left = _sorted(left, forth, _places(right), move_blocks=False)
        right = _swapped(right, back, _places(left), move_blocks=True)
        left = _swapped(left, forth, _places(right), move_blocks=False)
        if (left, right) in found:
            break
        found.append((left, right))
    return min(found, key=lambda pair: crossings(pair[0], pair[1], lines))


def _places(column: Blocks) -> dict[str, int]:
    return {key: n for n, key in enumerate(k for block in column for k in block)}


def _sorted(column: Blocks, lines: Mapping[str, list[str]], across: Mapping[str, int], *, move_blocks: bool) -> Blocks:
    def mean(keys: Iterable[str]) -> float:
        found = [across[t] for k in keys for t in lines.get(k, ())]
        return sum(found) / len(found) if found else float("inf")

    blocks = [tuple(sorted(block, key=lambda k: mean((k,)))) for block in column]
    return tuple(sorted(blocks, key=mean)) if move_blocks else tuple(blocks)


def _swapped(column: Blocks, lines: Mapping[str, list[str]], across: Mapping[str, int], *, move_blocks: bool) -> Blocks:
    """Neighbours change places as long as that takes crossings away."""

    def ends(keys: Iterable[str]) -> list[int]:
        return sorted(across[t] for k in keys for t in lines.get(k, ()))

    blocks = [_settled(list(block), {k: ends((k,)) for k in block}) for block in column]
    if move_blocks:
        return tuple(_settled(blocks, {b: ends(b) for b in blocks}))
    return tuple(blocks)


def _settled(items: Sequence[_Item], ends: Mapping[_Item, list[int]]) -> tuple[_Item, ...]:
    found = list(items)
    for _ in found:
        moved = False
        for n in range(len(found) - 1):
            upper, lower = ends[found[n]], ends[found[n + 1]]
            if _inversions(upper, lower) > _inversions(lower, upper):
                found[n], found[n + 1] = found[n + 1], found[n]
                moved = True
        if not moved:
            break
    return tuple(found)


def _inversions(upper: list[int], lower: list[int]) -> int:
    """Crossings of the lines of two neighbours, by the sorted places of their other ends."""
    return sum(len(upper) - bisect_right(upper, end) for end in lower)
