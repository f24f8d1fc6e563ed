"""The map: services by tier, what they need by where it lies, and along each line the places in which its copies lie.

Copies are stations on a line that runs out of each datastore, under the place they lie in. A frame holds what falls
together; where a copy falls together with its datastore, its station is framed too and says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bcdr.report.drawing import sign
from bcdr.report.drawing.canvas import Box, Drawing, Path, Rect, Shape, Text, number
from bcdr.report.drawing.lanes import SAID, depth, frames, head_height, lanes, stations
from bcdr.report.drawing.rows import PAD, column
from bcdr.report.drawing.spots import NAME, SMALL, WIDTH, spots
from bcdr.report.drawing.topology import Topology
from bcdr.report.drawing.wire import DASH, Wire, brackets, curves, drawn

_MARGIN, _GAP, _HEAD = 10.0, 62.0, 26.0
_ROW, _BESIDE = 160.0, 10.0


class Laid(NamedTuple):
    """A map that has been laid out: the picture, and its geometry to look at."""

    drawing: Drawing
    boxes: Mapping[str, Box]
    wires: tuple[Wire, ...]


def laid(topology: Topology) -> Laid:
    """The picture of a topology, in the order in which it is given."""
    found = _laid(topology, _MARGIN)
    reach = max((w.detour for w in found.wires), default=0)
    return _laid(topology, _MARGIN + reach) if reach else found


def _laid(topology: Topology, first: float) -> Laid:
    own = {s.key for t in topology.tiers for s in t.spots}
    second = first + (WIDTH + _GAP if own else 0)
    third = second + (_ROW + 2 * PAD + _BESIDE if topology.areas else 0)
    columns = lanes(topology.sites, third)
    top = _HEAD + head_height(topology.sites)
    rows = column(topology.areas, second, top, _ROW, depth)
    boxes = {row.key: box for row, box in rows.boxes}
    beside = [stations(row, box, columns, third) for row, box in rows.boxes]
    services = spots(topology, boxes, first, top, rows.bottom)
    boxes |= services.boxes
    inner = tuple((n.source, n.target, n.is_soft) for n in topology.needs if n.target in own)
    across = tuple((n.source, n.target, n.is_soft) for n in topology.needs if n.target not in own)
    wires = (*brackets(inner, boxes), *curves(across, boxes))
    bottom = max(rows.bottom, services.bottom)
    heads = _headings(topology, (first, second, third))
    widest = max((t.box.right for t in heads), default=0)
    right = max(columns.right, widest, third + SAID if topology.areas and not topology.sites else 0) + _MARGIN
    shapes: list[Shape] = [*heads, *frames(topology.sites, columns, _HEAD, bottom)]
    shapes += rows.shapes
    shapes += (s for w in wires for s in drawn(w))
    shapes += (s for one in beside for s in one.shapes)
    shapes += services.shapes
    end, height = sign.legend(_meanings(topology), _MARGIN, bottom + 16, right - _MARGIN, SMALL)
    drawing = Drawing(right, height, topology.title, topology.says, (*shapes, *end))
    for one in beside:
        boxes |= one.boxes
    return Laid(drawing, boxes, (*wires, *(w for one in beside for w in one.wires)))


def _headings(topology: Topology, columns: tuple[float, float, float]) -> list[Text]:
    needs = "What they need, by site" if topology.tiers else "Datastores, by site"
    given = (
        ("Services, by tier", bool(topology.tiers)),
        (needs, bool(topology.areas)),
        ("Copies, by where they lie", bool(topology.sites)),
    )
    return [
        Text(x, 16, text, NAME, "brand", strong=True)
        for x, (text, is_there) in zip(columns, given, strict=True)
        if is_there
    ]


def _meanings(topology: Topology) -> tuple[sign.Entry, ...]:
    """The legend of what is in the picture, and of nothing else."""
    held = tuple(h for a in topology.areas for r in a.rows for h in r.held)
    sorts = {h.sort for h in held}
    found = [sign.meaning(s) for s in sign.WORDS if s in sorts]
    if any(h.shared for h in held):
        found.append(sign.Entry(_framed, "falls together with the data"))
    if topology.needs:
        found.append(sign.Entry(_solid, "needs"))
    if any(n.is_soft for n in topology.needs):
        found.append(sign.Entry(_dashed, "needs, and can go on without"))
    if topology.left_out:
        found.append(sign.Entry(_none, "“for 5 services”: lines left out, the table has them"))
    return tuple(found)


def _framed(x: float, y: float) -> tuple[Shape, ...]:
    return (Rect(Box(x - 9, y - 6, x + 9, y + 6), "alert", "bad", 3, 1.2),)


def _solid(x: float, y: float) -> tuple[Shape, ...]:
    return (Path(f"M{number(x - 9)} {number(y)}h18", "soft", width=1.2),)


def _dashed(x: float, y: float) -> tuple[Shape, ...]:
    return (Path(f"M{number(x - 9)} {number(y)}h18", "soft", width=1.2, dash=DASH),)


def _none(x: float, y: float) -> tuple[Shape, ...]:
    return (Rect(Box(x - 9, y - 6, x + 9, y + 6), "card", "line", 3),)
