"""An axis of time with objectives on it: from time to place, the scale, and the marks above it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from bcdr.model.value import UNBOUNDED
from bcdr.report.drawing.canvas import Box, Path, Shape, Text, number
from bcdr.report.drawing.lettering import width, wrap
from bcdr.report.wording import leading

LEFT, WIDTH, MARGIN, SMALL = 214.0, 780.0, 10.0, 11.0
"""Where the axis begins, how wide the picture is, its margin, and its small type."""
_FAR = 4.0
"""A mark further right than this many times the last bar does not stretch the axis: it is noted at the edge."""
_FURTHER = 1.6
"""The same for each further mark, against the one before it."""
_MOST_TICKS = 8
_NAME = 360.0
_STEPS = tuple(
    60.0 * minutes
    for minutes in (
        1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440, 2880, 5760, 10080, 20160, 43200, 129600, 525600,
    )
)  # fmt: skip


class Mark(NamedTuple):
    """An objective on the axis."""

    label: str
    at: timedelta


class Axis(NamedTuple):
    """From time to place; `end` is in seconds. `near` are the marks that the axis reaches, `far` the others."""

    end: float
    near: tuple[Mark, ...]
    far: tuple[Mark, ...]

    @property
    def right(self) -> float:
        """Where the axis ends; beyond is room for words."""
        return WIDTH - 64

    def x(self, at: timedelta) -> float:
        """Where a time stands."""
        return LEFT + (self.right - LEFT) * min(1.0, at.total_seconds() / self.end)


def known(at: timedelta | None) -> timedelta | None:
    """A time that can be drawn: not unknown, and not without an end."""
    return None if at is None or at == UNBOUNDED else at


def axis(times: Iterable[timedelta | None], marks: Iterable[Mark], *, is_open: bool = False) -> Axis:
    """An axis that reaches the last of `times`, and the marks that are not too far beyond it.

    `is_open` leaves room at the end for bars whose length is not known.
    """
    last = max((t.total_seconds() for at in times if (t := known(at)) is not None), default=0.0)
    given = sorted((m for m in marks if known(m.at) is not None), key=lambda m: (m.at, m.label))
    if not last:
        last = (given[0].at.total_seconds() if given else 0) or 3600.0
    end = last
    near: list[Mark] = []
    for mark in given:
        at = mark.at.total_seconds()
        if at <= end * (_FURTHER if end > last else _FAR):
            near.append(mark)
            end = max(end, at)
    return Axis(end * (1.3 if is_open else 1.04), tuple(near), tuple(m for m in given if m not in near))


def heads(found: Axis) -> tuple[tuple[tuple[Mark, Text], ...], float]:
    """The names of the marks above the axis, on as many lines as they need, and where these end."""
    taken: list[list[Box]] = []
    texts: list[tuple[Mark, Text]] = []
    for mark in (*found.near, *found.far):
        text = _head(mark, found)
        wide = Box(text.box.left - 8, 0, text.box.right + 8, 1)
        level = next((n for n, row in enumerate(taken) if not any(wide.meets(b) for b in row)), len(taken))
        if level == len(taken):
            taken.append([])
        taken[level].append(wide)
        texts.append((mark, text._replace(y=16 + level * 15)))
    return tuple(texts), 6.0 + len(taken) * 15


def _head(mark: Mark, found: Axis) -> Text:
    """The name of a mark over its place; of one that the axis does not reach, at the right edge."""
    edge = WIDTH - MARGIN
    if mark in found.far:
        words = f"{wrap(mark.label, SMALL, _NAME, 1)[0]} {leading(mark.at)}, beyond →"
        return Text(edge, 0, words, SMALL, "bad", "end", strong=True)
    words = f"{wrap(mark.label, SMALL, _NAME, 1)[0]} {leading(mark.at)}"
    x = found.x(mark.at)
    if x + width(words, SMALL) / 2 > edge:
        return Text(edge, 0, words, SMALL, "bad", "end", strong=True)
    return Text(x, 0, words, SMALL, "bad", "middle", strong=True)


def ticks(found: Axis, top: float, bottom: float) -> list[Shape]:
    """The scale: lines at round times, named above `top`."""
    step = next((s for s in _STEPS if found.end / s <= _MOST_TICKS), found.end)
    shapes: list[Shape] = []
    for n in range(int(found.end / step) + 1):
        at = timedelta(seconds=min(n * step, timedelta.max.total_seconds() - 1e6))
        x = found.x(at)
        shapes.append(Path(f"M{number(x)} {number(top - 4)}V{number(bottom)}", "line", width=0.6))
        shapes.append(Text(x, top - 8, leading(at), SMALL, "soft", "middle"))
    return shapes
