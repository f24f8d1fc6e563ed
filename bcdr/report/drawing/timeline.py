"""A recovery on a line of time: a bar for each step, who does it, what it waits for, and the objectives as marks."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import NamedTuple

from bcdr.model.value import UNBOUNDED
from bcdr.report.drawing.axis import LEFT, MARGIN, SMALL, WIDTH, Axis, Mark, axis, heads, known, ticks
from bcdr.report.drawing.canvas import Box, Drawing, Path, Rect, Shape, Text, number
from bcdr.report.drawing.lettering import width, wrap
from bcdr.report.drawing.sign import Entry, legend
from bcdr.report.wording import leading

_NAME, _LINE = 12.5, 13.0


class Bar(NamedTuple):
    """A step: when it starts and ends after the disruption (None is unknown), and since when it could have started."""

    label: str
    who: str
    start: timedelta | None
    end: timedelta | None
    is_critical: bool = False
    waited_for: str = ""
    ready: timedelta | None = None


class Timeline(NamedTuple):
    """A recovery as data. `says` is its main point in a sentence."""

    title: str
    says: str
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]


class Laid(NamedTuple):
    """A timeline that has been laid out: the picture, the box of each bar by its number, and where the marks stand."""

    drawing: Drawing
    bars: dict[int, Box]
    marks: dict[str, float]


def timeline(found: Timeline) -> Laid:
    """The picture of a recovery."""
    is_open = any(known(b.start) is not None and known(b.end) is None for b in found.bars)
    scale = axis((t for b in found.bars for t in (b.start, b.end)), found.marks, is_open=is_open)
    names, low = heads(scale)
    bounds = tuple(scale.x(m.at) for m in scale.near)
    marks: list[Shape] = []
    shapes: list[Shape] = []
    boxes: dict[int, Box] = {}
    y = top = low + 24
    for n, bar in enumerate(found.bars):
        lines = _lines(bar)
        high = max(32.0, 12 + len(lines) * _LINE)
        shapes.append(Path(f"M{number(MARGIN)} {number(y)}H{number(WIDTH - MARGIN)}", "line", width=0.6))
        for m, (text, is_name) in enumerate(lines):
            size = _NAME if is_name else SMALL
            strong = is_name and bar.is_critical
            shapes.append(Text(MARGIN, y + 16 + m * _LINE, text, size, "ink" if is_name else "soft", strong=strong))
        drawn, box = _bar(bar, scale, y + 16, bounds)
        shapes += drawn
        if box is not None:
            boxes[n] = box
        y += high
    shapes.append(Path(f"M{number(MARGIN)} {number(y)}H{number(WIDTH - MARGIN)}", "line", width=0.6))
    places: dict[str, float] = {}
    for mark, title in names:
        x = places[mark.label] = scale.x(mark.at)
        shapes.append(title)
        if mark in scale.near:
            marks.append(Path(f"M{number(x)} {number(top - 4)}V{number(y)}", "bad", width=1.4, dash="6 3"))
    links = _links(found, boxes)
    end, height = legend(_meanings(found), MARGIN, y + 12, WIDTH - MARGIN, SMALL)
    drawing = Drawing(WIDTH, height, found.title, found.says, (*ticks(scale, top, y), *marks, *links, *shapes, *end))
    return Laid(drawing, boxes, places)


def _lines(bar: Bar) -> tuple[tuple[str, bool], ...]:
    """The words beside a bar: its name, who does it, what it waited for."""
    room = LEFT - MARGIN - 22
    found = [(t, True) for t in wrap(bar.label, _NAME, room, 2)]
    found += [(t, False) for t in wrap(bar.who, SMALL, room, 1) if bar.who]
    if bar.waited_for:
        start, ready = known(bar.start), known(bar.ready)
        long = f"waits {leading(start - ready)} for" if start is not None and ready is not None else "waits for"
        found += [(t, False) for t in wrap(f"{long} {bar.waited_for}", SMALL, room, 2)]
    return tuple(found)


def _bar(bar: Bar, scale: Axis, y: float, bounds: tuple[float, ...]) -> tuple[list[Shape], Box | None]:
    """A bar around the height `y`, with its length in words beside it; what is not known is said, not drawn."""
    start, end = known(bar.start), known(bar.end)
    if start is None:
        said = Text(LEFT + 6, y + 3, "time not known", SMALL, "soft")
        return [Rect(Box(LEFT + 4, y - 7, said.box.right + 2, y + 5), "page"), said], None
    left, right = scale.x(start), scale.x(end) if end is not None else scale.right
    box = Box(left, y - 8, max(right, left + 2), y + 6)
    shapes: list[Shape] = []
    ready = known(bar.ready)
    if ready is not None and ready < start:
        shapes.append(Path(f"M{number(scale.x(ready))} {number(y - 1)}H{number(left)}", "soft", width=2, dash="2 3"))
    if end is None:
        words = "without an end" if bar.end == UNBOUNDED else "length not known"
        shapes.append(Rect(box, "page", "soft", 2, 1.2, "4 3"))
        shapes.append(Text(left + 6, y + 3.2, words, SMALL, "soft"))
        return shapes, box
    shapes.append(Rect(box, "brand" if bar.is_critical else "page", "brand", 2, 1.2))
    return [*shapes, *_length(leading(end - start), box, bounds, is_critical=bar.is_critical)], box


def _length(text: str, box: Box, bounds: tuple[float, ...], *, is_critical: bool) -> list[Shape]:
    """The length of a bar in words, right of it; where a mark stands there, inside it or beyond the mark."""
    wide = width(text, SMALL)
    x = box.right + 5
    hit = [b for b in bounds if x - 3 < b < x + wide + 3]
    if hit and box.right - box.left > wide + 10:
        return [Text(box.right - 5, box.bottom - 3, text, SMALL, "card" if is_critical else "soft", "end")]
    if hit:
        x = max(hit) + 6
    label = Text(x, box.bottom - 3, text, SMALL, "soft")
    return [Rect(Box(x - 2, box.top + 1, x + wide + 2, box.bottom - 1), "page"), label]


def _links(found: Timeline, boxes: dict[int, Box]) -> list[Shape]:
    """Thin lines from the end of each critical bar to the start of the next one."""
    path = [n for n, b in enumerate(found.bars) if b.is_critical and n in boxes]
    path.sort(key=lambda n: (boxes[n].left, n))
    shapes: list[Shape] = []
    for a, b in itertools.pairwise(path):
        if abs(boxes[a].right - boxes[b].left) < 1.5 and a != b:
            x = boxes[b].left
            shapes.append(Path(f"M{number(x)} {number(boxes[a].bottom)}V{number(boxes[b].top)}", "brand", width=1.4))
    return shapes


def _meanings(found: Timeline) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    if any(b.is_critical for b in found.bars):
        entries.append(Entry(_critical, "on the critical path: later here is later in all"))
    if any(not b.is_critical for b in found.bars):
        entries.append(Entry(_slack, "has time to spare" if entries else "step"))
    if any(b.waited_for and b.ready is not None for b in found.bars):
        entries.append(Entry(_waits, "waits"))
    return tuple(entries)


def _critical(x: float, y: float) -> tuple[Shape, ...]:
    return (Rect(Box(x - 9, y - 5, x + 9, y + 5), "brand", "brand", 2, 1.2),)


def _slack(x: float, y: float) -> tuple[Shape, ...]:
    return (Rect(Box(x - 9, y - 5, x + 9, y + 5), "page", "brand", 2, 1.2),)


def _waits(x: float, y: float) -> tuple[Shape, ...]:
    return (Path(f"M{number(x - 9)} {number(y)}h18", "soft", width=2, dash="2 3"),)
