"""A column of things by where they lie: a frame around what falls together, its name in the head, a box for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from bcdr.report.drawing.canvas import Box, Rect, Role, Shape, Text
from bcdr.report.drawing.lettering import wrap
from bcdr.report.drawing.sign import sign
from bcdr.report.drawing.spots import LINE, NAME, SMALL
from bcdr.report.drawing.topology import Area, Row

PAD = 7.0
_APART, _BETWEEN = 8.0, 5.0


class Column(NamedTuple):
    """The box of each row from top to bottom, how it all looks, and where it ends."""

    boxes: tuple[tuple[Row, Box], ...]
    shapes: tuple[Shape, ...]
    bottom: float


def column(
    areas: tuple[Area, ...], left: float, top: float, room: float, depth: Callable[[Row], float] = lambda _: 0
) -> Column:
    """Frames from `left` and `top` on, with boxes `room` wide. `depth` is what a row needs below its middle."""
    boxes: list[tuple[Row, Box]] = []
    shapes: list[Shape] = []
    y = top
    for area in areas:
        heads = _heads(area, room)
        start, y = y, y + 8 + len(heads) * LINE
        body: list[Shape] = [
            Text(left + PAD + 1, start + 15 + n * LINE, text, SMALL, ink, strong=ink != "soft")
            for n, (text, ink) in enumerate(heads)
        ]
        for row in area.rows:
            box = Box(left + PAD, y, left + PAD + room, y + height(row, room))
            boxes.append((row, box))
            body += _shapes(row, box)
            y = max(box.bottom, box.middle + depth(row)) + _BETWEEN
        y += 2
        frame = Box(left, start, left + room + 2 * PAD, y)
        alert = bool(area.shared)
        shapes.append(
            Rect(frame, "alert" if alert else "faint", "bad" if alert else "line", 4, 1, "" if area.key else "3 3")
        )
        shapes += body
        y += _APART
    return Column(tuple(boxes), tuple(shapes), y - _APART if areas else top)


def _heads(area: Area, room: float) -> list[tuple[str, Role]]:
    """The name of an area, who runs it, and what it shares."""
    found: list[tuple[str, Role]] = [(t, "ink") for t in wrap(area.name, SMALL, room)]
    if area.provider:
        found += [(t, "soft") for t in wrap(area.provider, SMALL, room, 1)]
    if area.shared:
        found += [(t, "bad") for t in wrap(area.shared, SMALL, room, 1)]
    return found


def height(row: Row, room: float) -> float:
    """Height of the box of a row."""
    names, remarks = _lines(row, room)
    return 22 + (len(names) - 1 + len(remarks)) * LINE


def _indent(row: Row) -> float:
    return 7 if row.sort is None else 24


def _lines(row: Row, room: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    own = room - 7 - _indent(row)
    return wrap(row.name, NAME, own), tuple(t for remark in row.remarks for t in wrap(remark, SMALL, own))


def _shapes(row: Row, box: Box) -> list[Shape]:
    names, remarks = _lines(row, box.right - box.left)
    x = box.left + _indent(row)
    shapes: list[Shape] = [Rect(box, "card", "line", 3)]
    if row.sort is not None:
        shapes += sign(row.sort, box.left + 12, box.top + 11)
    shapes += [Text(x, box.top + 15.3 + n * LINE, t, NAME) for n, t in enumerate(names)]
    shapes += [Text(x, box.top + 15 + (len(names) + n) * LINE, t, SMALL, "soft") for n, t in enumerate(remarks)]
    return shapes
