"""Measured times of repeated drills: a line for each kind of drill, its points where the drills stand in time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from bcdr.report.drawing.canvas import Box, Circle, Drawing, Path, Shape, Text, number
from bcdr.report.drawing.lettering import width, wrap
from bcdr.report.wording import leading

_WIDTH, _LEFT, _RIGHT, _MARGIN = 780.0, 224.0, 760.0, 10.0
_ROW, _RISE, _SMALL = 68.0, 24.0, 11.0


class Line(NamedTuple):
    """One series: what was drilled, in which way, and day, time and whether it passed of each drill, oldest first."""

    name: str
    kind: str
    points: tuple[tuple[date, timedelta, bool], ...]


def trend_lines(lines: tuple[Line, ...], title: str, says: str) -> Drawing:
    """One row a series; heights are to the scale of their own row, from zero at its base."""
    days = [day for line in lines for day, _, _ in line.points]
    first, last = min(days), max(days)
    bottom = _ROW * len(lines) + 8
    shapes = _scale(first, last, bottom)
    for n, line in enumerate(lines):
        shapes += _row(line, _ROW * n + 8, first, last)
    shapes += _legend(bottom + 34)
    return Drawing(_WIDTH, bottom + 44, title, says, tuple(shapes))


def _x(day: date, first: date, last: date) -> float:
    room = _RIGHT - _LEFT - 50
    return _LEFT + 24 + (room * (day - first).days / span if (span := (last - first).days) else room / 2)


def _scale(first: date, last: date, bottom: float) -> list[Shape]:
    """The first and the last day, and each turn of the year between them that has room for its name."""
    named = [(_x(first, first, last), first.isoformat()), (_x(last, first, last), last.isoformat())]
    taken = [Text(x, 0, words, _SMALL, "soft", "middle").box for x, words in named][: 1 if first == last else 2]
    named = named[: len(taken)]
    for year in range(first.year + 1, last.year + 1):
        turn = Text(_x(date(year, 1, 1), first, last), 0, f"{year}-01-01", _SMALL, "soft", "middle")
        if not any(Box(b.left - 8, 0, b.right + 8, 1).meets(turn.box._replace(top=0, bottom=1)) for b in taken):
            named.append((turn.x, turn.text))
            taken.append(turn.box)
    shapes: list[Shape] = []
    for x, words in named:
        shapes.append(Path(f"M{number(x)} 8V{number(bottom)}", "line", width=0.6))
        shapes.append(Text(x, bottom + 14, words, _SMALL, "soft", "middle"))
    return shapes


def _row(line: Line, top: float, first: date, last: date) -> list[Shape]:
    base = top + _ROW - 12
    names = wrap(line.name, 12, _LEFT - 2 * _MARGIN, 2)
    shapes: list[Shape] = [Path(f"M{number(_LEFT)} {number(base)}H{number(_RIGHT)}", "line", width=0.8)]
    for n, words in enumerate(names):
        shapes.append(Text(_LEFT - _MARGIN, top + 18 + n * 14, words, 12, "ink", "end", strong=True))
    shapes.append(Text(_LEFT - _MARGIN, top + 18 + len(names) * 14, line.kind, _SMALL, "soft", "end"))
    most = max(value for _, value, _ in line.points).total_seconds() or 1.0
    places = [
        (_x(day, first, last), base - 4 - _RISE * value.total_seconds() / most, value, good)
        for day, value, good in line.points
    ]
    way = "L".join(f"{number(x)} {number(y)}" for x, y, _, _ in places)
    shapes.append(Path(f"M{way}", "brand", width=1.6))
    shapes += [_mark(x, y, is_passed=good) for x, y, _, good in places]
    taken: list[Box] = []
    # the newest first: where two stand too close for their words, it is the one that is named
    for x, y, value, _ in reversed(places):
        words = leading(value)
        at = min(x, _WIDTH - _MARGIN - width(words, _SMALL) / 2)
        text = Text(at, y - 9, words, _SMALL, "ink", "middle")
        if not any(text.box.meets(b) for b in taken):
            taken.append(text.box)
            shapes.append(text)
    return shapes


def _mark(x: float, y: float, *, is_passed: bool) -> Shape:
    if is_passed:
        return Circle(x, y, 4.2, "good", "card", 1)
    return Path(f"M{number(x - 4)} {number(y - 4)}l8 8m0 -8l-8 8", "bad", width=2.4)


def _legend(y: float) -> list[Shape]:
    return [
        _mark(_LEFT, y - 4, is_passed=True),
        Text(_LEFT + 9, y, "passed", _SMALL, "soft"),
        _mark(_LEFT + 74, y - 4, is_passed=False),
        Text(_LEFT + 84, y, "failed or partial", _SMALL, "soft"),
    ]
