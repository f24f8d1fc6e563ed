"""The map of one datastore: who needs it, where it lies, and each copy by where it lies and what it is made from."""

from __future__ import annotations

from typing import NamedTuple

from bcdr.report.drawing import sign
from bcdr.report.drawing.canvas import Box, Drawing, Path, Shape, Text, number
from bcdr.report.drawing.map import Laid
from bcdr.report.drawing.rows import PAD, column
from bcdr.report.drawing.spots import NAME, SMALL, WIDTH, spots
from bcdr.report.drawing.topology import Area, Need, Tier, Topology
from bcdr.report.drawing.wire import DASH, curves, drawn

_MARGIN, _GAP, _HEAD = 10.0, 56.0, 28.0
_STORE, _COPY = 140.0, 190.0


class Protection(NamedTuple):
    """A datastore with its users and copies, as data.

    The first of `columns` holds the datastore, the next what is made from it, the next what is made from that.
    """

    title: str
    says: str
    tiers: tuple[Tier, ...]
    columns: tuple[tuple[Area, ...], ...]
    needs: tuple[Need, ...]


def protection(found: Protection) -> Laid:
    """The picture of it."""
    lefts, x = [], _MARGIN + (WIDTH + _GAP if found.tiers else 0)
    rooms = [_STORE if n == 0 else _COPY for n in range(len(found.columns))]
    for room in rooms:
        lefts.append(x)
        x += room + 2 * PAD + _GAP
    flat = [column(areas, left, 0, room) for areas, left, room in zip(found.columns, lefts, rooms, strict=True)]
    users = spots(Topology("", "", found.tiers, (), (), ()), {}, _MARGIN, 0, 0)
    tall = max([c.bottom for c in flat] + [users.bottom])
    tops = [_HEAD + (tall - c.bottom) / 2 for c in flat]
    set_ = [
        column(areas, left, top, room) for areas, left, top, room in zip(found.columns, lefts, tops, rooms, strict=True)
    ]
    boxes: dict[str, Box] = {row.key: box for c in set_ for row, box in c.boxes}
    services = spots(Topology("", "", found.tiers, (), (), found.needs), boxes, _MARGIN, _HEAD, _HEAD + tall)
    boxes |= services.boxes
    wires = curves(((n.source, n.target, n.is_soft) for n in found.needs), boxes)
    right = x - _GAP + _MARGIN
    shapes: list[Shape] = [*_headings(found, lefts), *(s for c in set_ for s in c.shapes)]
    shapes += [s for w in wires for s in drawn(w)]
    shapes += services.shapes
    end, height = sign.legend(_meanings(found), _MARGIN, _HEAD + tall + 14, right - _MARGIN, SMALL)
    return Laid(Drawing(right, height, found.title, found.says, (*shapes, *end)), boxes, wires)


def _headings(found: Protection, lefts: list[float]) -> list[Shape]:
    words = ["Where it lies", "Copies, by where they lie", *["Made from those"] * len(lefts)]
    shapes: list[Shape] = [Text(_MARGIN, 17, "Needed by", NAME, "brand", strong=True)] if found.tiers else []
    return shapes + [Text(x, 17, word, NAME, "brand", strong=True) for x, word in zip(lefts, words, strict=False)]


def _meanings(found: Protection) -> tuple[sign.Entry, ...]:
    sorts = {r.sort for areas in found.columns for a in areas for r in a.rows}
    entries = [sign.meaning(s) for s in sign.WORDS if s in sorts]
    if any(n.is_soft for n in found.needs):
        entries.append(sign.Entry(_dashed, "can do without, or can be made again from"))
    return tuple(entries)


def _dashed(x: float, y: float) -> tuple[Shape, ...]:
    return (Path(f"M{number(x - 9)} {number(y)}h18", "soft", width=1.2, dash=DASH),)
