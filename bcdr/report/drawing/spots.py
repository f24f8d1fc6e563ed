"""The column of services on a map: under the heading of their tier, each as near as it can be to what it needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bcdr.report.drawing.canvas import Box, Rect, Role, Shape, Text
from bcdr.report.drawing.lettering import wrap
from bcdr.report.drawing.settle import settled
from bcdr.report.drawing.topology import Spot, Topology

NAME, SMALL = 12.5, 11.0
"""Sizes of type on a map."""
LINE = 13.0
"""From one line of small type to the next."""
WIDTH = 124.0
_HEADING, _APART = 20.0, 8.0


class Column(NamedTuple):
    """Where the services stand, and how they look."""

    boxes: Mapping[str, Box]
    shapes: tuple[Shape, ...]

    @property
    def bottom(self) -> float:
        """Where the lowest ends."""
        return max((box.bottom for box in self.boxes.values()), default=0)


def spots(topology: Topology, across: Mapping[str, Box], left: float, top: float, bottom: float) -> Column:
    """The services of a topology; `across` are the boxes that their lines lead to."""
    found = [(tier, n, spot) for tier in topology.tiers for n, spot in enumerate(tier.spots)]
    wanted: list[float | None] = []
    heights: list[float] = []
    for _, n, spot in found:
        ends = [
            across[need.target].middle for need in topology.needs if need.source == spot.key and need.target in across
        ]
        heading = 0 if n else _HEADING
        wanted.append(sum(ends) / len(ends) - heading / 2 if ends else None)
        heights.append(_height(spot) + heading)
    tops = settled(wanted, heights, _APART, top, bottom)
    boxes: dict[str, Box] = {}
    shapes: list[Shape] = []
    for (tier, n, spot), y, height in zip(found, tops, heights, strict=True):
        if not n:
            shapes.append(Text(left, y + 14, tier.title, SMALL, "soft", strong=True))
        box = boxes[spot.key] = Box(left, y + (0 if n else _HEADING), left + WIDTH, y + height)
        shapes += _shapes(spot, box)
    return Column(boxes, tuple(shapes))


def _names(spot: Spot) -> tuple[str, ...]:
    return wrap(spot.name, NAME, WIDTH - 14, 3)


def _remarks(spot: Spot) -> tuple[str, ...]:
    return wrap(spot.remark, SMALL, WIDTH - 14) if spot.remark else ()


def _height(spot: Spot) -> float:
    return 10 + len(_names(spot)) * 14 + len(_remarks(spot)) * LINE


def _shapes(spot: Spot, box: Box) -> list[Shape]:
    names = _names(spot)
    ink: Role = "card" if spot.is_subject else "ink"
    soft: Role = "card" if spot.is_subject else "soft"
    shapes: list[Shape] = [Rect(box, "brand" if spot.is_subject else "card", "brand", 3, 1.4)]
    for n, line in enumerate(names):
        shapes.append(Text(box.left + 7, box.top + 16 + n * 14, line, NAME, ink, strong=True))
    for n, line in enumerate(_remarks(spot)):
        shapes.append(Text(box.left + 7, box.top + 16 + len(names) * 14 + n * LINE, line, SMALL, soft))
    return shapes
