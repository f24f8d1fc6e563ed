"""The columns of places on a map, and the stations of copies in them along the line that runs out of each datastore."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bcdr.report.drawing.canvas import Box, Path, Rect, Shape, Text, number
from bcdr.report.drawing.lettering import width, wrap
from bcdr.report.drawing.sign import sign, word
from bcdr.report.drawing.spots import LINE, SMALL
from bcdr.report.drawing.topology import Held, Lane, Row, Site
from bcdr.report.drawing.wire import Wire

_WIDTH = 74.0
_AT, _WORD = 10.0, 20.0
SAID = 130.0
"""Room beside a datastore without a copy, on a map without lanes."""


class Lanes(NamedTuple):
    """Left and right edge of each lane, and where the last one ends."""

    edges: Mapping[str, tuple[float, float]]
    right: float


def lanes(sites: tuple[Site, ...], left: float) -> Lanes:
    """Lanes of a site side by side, sites apart."""
    found: dict[str, tuple[float, float]] = {}
    x = left
    for site in sites:
        for lane in site.lanes:
            found[lane.key] = (x, x + _WIDTH)
            x += _WIDTH
        x += 8
    return Lanes(found, x - 8 if sites else left)


def head_height(sites: tuple[Site, ...]) -> float:
    """Room for the names of sites and places above the lanes."""
    return max((_head(s) + _most(s) * LINE + 17 for s in sites), default=0)


def _head(site: Site) -> float:
    return (len(_site_lines(site)) + len(_provider_lines(site))) * LINE


def _site_lines(site: Site) -> tuple[str, ...]:
    return wrap(site.name, SMALL, len(site.lanes) * _WIDTH - 12, 4)


def _provider_lines(site: Site) -> tuple[str, ...]:
    return wrap(site.provider, SMALL, len(site.lanes) * _WIDTH - 12) if site.provider else ()


def _lane_lines(lane: Lane, site: Site) -> tuple[str, ...]:
    return () if lane.name == site.name else wrap(lane.name, SMALL, _WIDTH - 10, 4)


def _most(site: Site) -> int:
    return max(len(_lane_lines(lane, site)) for lane in site.lanes)


def frames(sites: tuple[Site, ...], found: Lanes, top: float, bottom: float) -> list[Shape]:
    """A frame around the lanes of each site, with the names in its head; a dashed one around places not known."""
    shapes: list[Shape] = []
    for site in sites:
        left, right = found.edges[site.lanes[0].key][0], found.edges[site.lanes[-1].key][1]
        shapes.append(Rect(Box(left, top, right, bottom), "faint", "line", 4, 1, "" if site.key else "3 3"))
        names = _site_lines(site)
        for n, line in enumerate(names):
            shapes.append(Text(left + 6, top + 15 + n * LINE, line, SMALL, strong=True))
        for n, line in enumerate(_provider_lines(site), start=len(names)):
            shapes.append(Text(left + 6, top + 15 + n * LINE, line, SMALL, "soft"))
        for lane in site.lanes:
            x, y = found.edges[lane.key][0] + 6, top + 18 + _head(site)
            shapes += [Text(x, y + n * LINE, t, SMALL, "soft") for n, t in enumerate(_lane_lines(lane, site))]
    return shapes


def depth(row: Row) -> float:
    """How far the stations of a row reach below its line."""
    return max((9 + (len(helds) - 1 + _is_shared(helds)) * LINE for helds in _by_lane(row).values()), default=9)


def _by_lane(row: Row) -> dict[str, list[Held]]:
    found: dict[str, list[Held]] = {}
    for held in row.held:
        found.setdefault(held.lane, []).append(held)
    return found


def _is_shared(helds: list[Held]) -> bool:
    return any(h.shared for h in helds)


class Stations(NamedTuple):
    """The stations of one row: their boxes by key, the wires that lead to them, and how they look."""

    boxes: Mapping[str, Box]
    wires: tuple[Wire, ...]
    shapes: tuple[Shape, ...]


def stations(row: Row, box: Box, found: Lanes, room: float) -> Stations:
    """The line out of the box of a row, through every lane in which a copy lies. `room` is where lanes begin."""
    y, at = box.middle, box.right
    if not row.held:
        wide = _WIDTH - 12 if found.edges else SAID - 12
        lines = wrap(row.said, SMALL, wide, 1) if row.said else ()
        return Stations({}, (), tuple(Text(room + 6, y + 4, t, SMALL, "soft") for t in lines))
    boxes: dict[str, Box] = {}
    wires: list[Wire] = []
    shapes: list[Shape] = []
    by_lane = _by_lane(row)
    for lane in (key for key in found.edges if key in by_lane):
        helds, (left, right) = by_lane[lane], found.edges[lane]
        x, low = left + _AT, y + (len(by_lane[lane]) - 1) * LINE
        key = f"{row.key} in {lane}"
        boxes[key] = Box(x - 6, y - 6, x + 6, low + 6)
        wires.append(Wire(row.key, key, (box.right, y), (x - 6, y)))
        shared = next((h.shared for h in helds if h.shared), "")
        if shared:
            shapes.append(Rect(Box(left + 1.5, y - 9, right - 1.5, low + LINE + 7), "alert", "bad", 3, 1.2))
            shapes.append(Text(left + _WORD, low + LINE + 3.8, shared, SMALL, "bad", strong=True))
        shapes.append(Path(f"M{number(at)} {number(y)}H{number(x - 6)}", "soft", width=1.2))
        if low > y:
            shapes.append(Path(f"M{number(x)} {number(y)}V{number(low)}", "soft", width=1.2))
        for n, held in enumerate(helds):
            text = word(held.sort, held.number)
            shapes += sign(held.sort, x, y + n * LINE)
            shapes.append(Text(left + _WORD, y + n * LINE + 3.8, text, SMALL))
        at = left + _WORD + width(word(helds[0].sort, helds[0].number), SMALL) + 4
    return Stations(boxes, tuple(wires), tuple(shapes))
