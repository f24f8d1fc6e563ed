"""Lines between boxes: curves from one column to the next, and brackets beside a column for lines within it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from bcdr.report.drawing.canvas import Box, Path, Shape, number

_PORT, _LANE = 6.0, 9.0
DASH = "4 3"


class Wire(NamedTuple):
    """A line from one box to another, by its two ends. `detour` is how far a bracket reaches to the left."""

    source: str
    target: str
    start: tuple[float, float]
    end: tuple[float, float]
    is_soft: bool = False
    detour: float = 0


Line = tuple[str, str, bool]
"""Source, target, and whether there is a way without it."""


def curves(lines: Iterable[Line], boxes: Mapping[str, Box]) -> tuple[Wire, ...]:
    """Wires from the right edge of each source to the left edge of each target, without a knot at either box."""
    wanted = tuple(lines)
    out = _ports(((a, b) for a, b, _ in wanted), boxes)
    into = _ports(((b, a) for a, b, _ in wanted), boxes)
    return tuple(
        Wire(a, b, (boxes[a].right, out[a, b]), (boxes[b].left, into[b, a]), is_soft) for a, b, is_soft in wanted
    )


def _ports(ends: Iterable[tuple[str, str]], boxes: Mapping[str, Box]) -> dict[tuple[str, str], float]:
    """Height at which each line meets the box of its first end: in the order of the heights of the other ends."""
    by_box: dict[str, list[str]] = {}
    for here, there in ends:
        by_box.setdefault(here, []).append(there)
    found: dict[tuple[str, str], float] = {}
    for here, others in by_box.items():
        box = boxes[here]
        step = min(_PORT, (box.bottom - box.top - 6) / len(others))
        others.sort(key=lambda key: (boxes[key].middle, key))
        for n, there in enumerate(others):
            found[here, there] = box.middle + (n - (len(others) - 1) / 2) * step
    return found


def brackets(lines: Iterable[Line], boxes: Mapping[str, Box]) -> tuple[Wire, ...]:
    """Wires between boxes of one column, on its left side. Short ones run inside long ones."""
    wanted = tuple(lines)
    # at one box: ends that lead up above those that lead down, so that no two brackets of a box cross
    ends = [(a, b, n) for n, (a, b, _) in enumerate(wanted)] + [(b, a, n) for n, (a, b, _) in enumerate(wanted)]
    heights: dict[tuple[str, int], float] = {}
    for here in dict.fromkeys(e[0] for e in ends):
        box = boxes[here]

        def turn(end: tuple[str, str, int], box: Box = box) -> tuple[bool, float, int]:
            there = boxes[end[1]].middle
            return (
                there > box.middle,
                -abs(there - box.middle) if there > box.middle else abs(there - box.middle),
                end[2],
            )

        own = sorted((e for e in ends if e[0] == here), key=turn)
        step = min(_PORT, (box.bottom - box.top - 6) / len(own))
        for n, end in enumerate(own):
            heights[here, end[2]] = box.middle + (n - (len(own) - 1) / 2) * step
    spans = {n: sorted((heights[a, n], heights[b, n])) for n, (a, b, _) in enumerate(wanted)}
    lanes: list[list[int]] = []
    detours: dict[int, float] = {}
    for n in sorted(spans, key=lambda n: (spans[n][1] - spans[n][0], n)):
        # beyond every lane that holds a shorter bracket it meets, so that nested ones stay inside
        free = 1 + max((d for d, lane in enumerate(lanes) if any(_meet(spans[n], spans[o]) for o in lane)), default=-1)
        if free == len(lanes):
            lanes.append([])
        lanes[free].append(n)
        detours[n] = 12 + free * _LANE
    return tuple(
        Wire(a, b, (boxes[a].left, heights[a, n]), (boxes[b].left, heights[b, n]), is_soft, detours[n])
        for n, (a, b, is_soft) in enumerate(wanted)
    )


def _meet(one: list[float], other: list[float]) -> bool:
    return one[0] < other[1] + 3 and other[0] < one[1] + 3


def drawn(wire: Wire) -> tuple[Shape, ...]:
    """A wire as shapes; one with a way without it is dashed, a bracket ends in an arrow."""
    (x1, y1), (x2, y2) = wire.start, wire.end
    dash = DASH if wire.is_soft else ""
    if not wire.detour:
        half = (x1 + x2) / 2
        turn = f"C{number(half)} {number(y1)} {number(half)} {number(y2)} {number(x2)} {number(y2)}"
        return (Path(f"M{number(x1)} {number(y1)}{turn}", "soft", width=1.2, dash=dash),)
    x = min(x1, x2) - wire.detour
    r = min(4.0, abs(y2 - y1) / 2)
    down = r if y2 > y1 else -r
    line = (
        f"M{number(x1)} {number(y1)}H{number(x + r)}Q{number(x)} {number(y1)} {number(x)} {number(y1 + down)}"
        f"V{number(y2 - down)}Q{number(x)} {number(y2)} {number(x + r)} {number(y2)}H{number(x2 - 5)}"
    )
    head = f"M{number(x2)} {number(y2)}l-6 -3.2v6.4z"
    return Path(line, "soft", width=1.2, dash=dash), Path(head, "none", "soft")
