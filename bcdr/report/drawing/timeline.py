"""A recovery on a line of time: a bar for each step, who does it, what it waits for, and the objectives as marks."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import NamedTuple

from bcdr.model.value import UNBOUNDED
from bcdr.report.drawing.canvas import Box, Drawing, Path, Rect, Shape, Text, number
from bcdr.report.drawing.lettering import plain, width, wrap
from bcdr.report.drawing.sign import Entry, legend
from bcdr.report.wording import duration

_NAME, _SMALL, _LINE = 12.5, 11.0, 13.0
_LEFT, _WIDTH, _MARGIN = 214.0, 780.0, 10.0
_FAR = 4.0
"""A mark further right than this many times the last bar does not stretch the axis: it is noted at the edge."""
_FURTHER = 1.6
"""The same for each further mark, against the one before it."""
_MOST_TICKS = 8
_STEPS = tuple(
    timedelta(minutes=m)
    for m in (1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440, 2880, 5760, 10080, 20160, 43200, 129600, 525600)
)


class Bar(NamedTuple):
    """A step: when it starts and ends after the disruption (None is unknown), and since when it could have started."""

    label: str
    who: str
    start: timedelta | None
    end: timedelta | None
    is_critical: bool = False
    waited_for: str = ""
    ready: timedelta | None = None


class Mark(NamedTuple):
    """An objective on the axis."""

    label: str
    at: timedelta


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


class _Axis(NamedTuple):
    """From time to place. `near` are the marks that the axis reaches, `far` those noted at its end."""

    end: timedelta
    left: float
    right: float
    near: tuple[Mark, ...]
    far: tuple[Mark, ...]

    def x(self, at: timedelta) -> float:
        return self.left + (self.right - self.left) * min(1.0, at / self.end)


def timeline(found: Timeline) -> Laid:
    """The picture of a recovery."""
    axis = _axis(found)
    heads, low = _heads(axis)
    bounds = tuple(axis.x(m.at) for m in axis.near)
    marks: list[Shape] = []
    shapes: list[Shape] = []
    boxes: dict[int, Box] = {}
    y = top = low + 24
    for n, bar in enumerate(found.bars):
        lines = _lines(bar)
        high = max(32.0, 12 + len(lines) * _LINE)
        shapes.append(Path(f"M{number(_MARGIN)} {number(y)}H{number(_WIDTH - _MARGIN)}", "line", width=0.6))
        for m, (text, is_name) in enumerate(lines):
            size = _NAME if is_name else _SMALL
            strong = is_name and bar.is_critical
            shapes.append(Text(_MARGIN, y + 16 + m * _LINE, text, size, "ink" if is_name else "soft", strong=strong))
        drawn, box = _bar(bar, axis, y + 16, bounds)
        shapes += drawn
        if box is not None:
            boxes[n] = box
        y += high
    shapes.append(Path(f"M{number(_MARGIN)} {number(y)}H{number(_WIDTH - _MARGIN)}", "line", width=0.6))
    places: dict[str, float] = {}
    for mark, title in heads:
        x = places[mark.label] = axis.x(mark.at)
        shapes.append(title)
        if mark in axis.near:
            marks.append(Path(f"M{number(x)} {number(top - 4)}V{number(y)}", "bad", width=1.4, dash="6 3"))
    ticks = _ticks(axis, top, y)
    links = _links(found, boxes)
    end, height = legend(_meanings(found), _MARGIN, y + 12, _WIDTH - _MARGIN, _SMALL)
    drawing = Drawing(_WIDTH, height, found.title, found.says, (*ticks, *marks, *links, *shapes, *end))
    return Laid(drawing, boxes, places)


def _known(at: timedelta | None) -> timedelta | None:
    return None if at is None or at == UNBOUNDED else at


def _axis(found: Timeline) -> _Axis:
    ends = [t for b in found.bars for t in (_known(b.start), _known(b.end)) if t is not None]
    last = max(ends, default=timedelta())
    known = tuple(sorted((m for m in found.marks if _known(m.at) is not None), key=lambda m: (m.at, m.label)))
    if not last:
        last = known[0].at if known else timedelta(hours=1)
    near: tuple[Mark, ...] = ()
    end = last
    for mark in known:
        if mark.at <= end * (_FURTHER if mark.at > last and near and near[-1].at > last else _FAR):
            near, end = (*near, mark), max(end, mark.at)
    end *= 1.04
    return _Axis(end or timedelta(hours=1), _LEFT, _WIDTH - 64, near, tuple(m for m in known if m not in near))


def _heads(axis: _Axis) -> tuple[list[tuple[Mark, Text]], float]:
    """The names of the marks above the axis, on as many lines as they need, and where these end."""
    taken: list[list[Box]] = []
    found: list[tuple[Mark, Text]] = []
    for mark in (*axis.near, *axis.far):
        is_far = mark in axis.far
        words = plain(f"{mark.label} {duration(mark.at)}")
        text = Text(_WIDTH - _MARGIN, 0, f"{words}, beyond →", _SMALL, "bad", "end", strong=True)
        if not is_far:
            x = axis.x(mark.at)
            anchored = x + width(words, _SMALL) / 2 > _WIDTH - _MARGIN
            text = Text(
                _WIDTH - _MARGIN if anchored else x,
                0,
                words,
                _SMALL,
                "bad",
                "end" if anchored else "middle",
                strong=True,
            )
        box = text.box
        wide = Box(box.left - 8, 0, box.right + 8, 1)
        level = next((n for n, row in enumerate(taken) if not any(wide.meets(b) for b in row)), len(taken))
        if level == len(taken):
            taken.append([])
        taken[level].append(wide)
        found.append((mark, text._replace(y=16 + level * 15)))
    return found, 6.0 + len(taken) * 15


def _ticks(axis: _Axis, top: float, bottom: float) -> list[Shape]:
    step = next((s for s in _STEPS if axis.end / s <= _MOST_TICKS), axis.end)
    shapes: list[Shape] = []
    at = timedelta()
    while at <= axis.end:
        x = axis.x(at)
        shapes.append(Path(f"M{number(x)} {number(top - 4)}V{number(bottom)}", "line", width=0.6))
        shapes.append(Text(x, top - 8, duration(at), _SMALL, "soft", "middle"))
        at += step
    return shapes


def _lines(bar: Bar) -> tuple[tuple[str, bool], ...]:
    """The words beside a bar: its name, who does it, what it waited for."""
    room = _LEFT - _MARGIN - 22
    found = [(t, True) for t in wrap(bar.label, _NAME, room, 2)]
    found += [(t, False) for t in wrap(bar.who, _SMALL, room, 1) if bar.who]
    if bar.waited_for:
        start, ready = _known(bar.start), _known(bar.ready)
        long = f"waits {duration(start - ready)} for" if start is not None and ready is not None else "waits for"
        found += [(t, False) for t in wrap(f"{long} {bar.waited_for}", _SMALL, room, 2)]
    return tuple(found)


def _bar(bar: Bar, axis: _Axis, y: float, bounds: tuple[float, ...]) -> tuple[list[Shape], Box | None]:
    """A bar around the height `y`, with its length in words beside it; what is not known is said, not drawn."""
    start, end = _known(bar.start), _known(bar.end)
    if start is None:
        return [Text(axis.left + 6, y + 4, "time not known", _SMALL, "soft")], None
    left, right = axis.x(start), axis.x(end) if end is not None else axis.right
    box = Box(left, y - 8, max(right, left + 2), y + 6)
    shapes: list[Shape] = []
    ready = _known(bar.ready)
    if ready is not None and ready < start:
        shapes.append(Path(f"M{number(axis.x(ready))} {number(y - 1)}H{number(left)}", "soft", width=2, dash="2 3"))
    if end is None:
        said = "without an end" if bar.end == UNBOUNDED else "length not known"
        shapes.append(Rect(box, "page", "soft", 2, 1.2, "4 3"))
        shapes.append(Text(left + 6, y + 3.2, said, _SMALL, "soft"))
        return shapes, box
    shapes.append(Rect(box, "brand" if bar.is_critical else "page", "brand", 2, 1.2))
    return [*shapes, *_length(duration(end - start), box, bounds, is_critical=bar.is_critical)], box


def _length(text: str, box: Box, bounds: tuple[float, ...], *, is_critical: bool) -> list[Shape]:
    """The length of a bar in words, right of it; where a mark stands there, inside it or beyond the mark."""
    wide = width(text, _SMALL)
    x = box.right + 5
    hit = [b for b in bounds if x - 3 < b < x + wide + 3]
    if hit and box.right - box.left > wide + 10:
        return [Text(box.right - 5, box.bottom - 3, text, _SMALL, "card" if is_critical else "soft", "end")]
    if hit:
        x = max(hit) + 6
    label = Text(x, box.bottom - 3, text, _SMALL, "soft")
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
