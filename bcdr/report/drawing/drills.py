"""Drills on a line of time: one row per type, the shape and the colour of a mark tell the result."""

from __future__ import annotations

from datetime import date, timedelta

from bcdr.model.drill import Drill
from bcdr.report.drawing.canvas import Circle, Drawing, Path, Role, Shape, Text, number, svg

_INK: dict[str, Role] = {"passed": "good", "partial": "fair", "failed": "bad"}
_WIDTH, _ROW, _LEFT = 700, 22, 150


def drill_timeline(drills: tuple[Drill, ...], as_of: date, alt: str, months: int = 24) -> str:
    """One row per type of drill over the last months."""
    start = as_of - timedelta(days=round(months * 30.44))
    shown = [d for d in drills if d.occurred is not None and d.occurred >= start]
    types = list(dict.fromkeys(d.type for d in shown))
    height = _ROW * len(types) + 44
    span = (as_of - start).days or 1
    right = _WIDTH - 14
    shapes: list[Shape] = []

    def x(day: date) -> float:
        return _LEFT + (right - _LEFT) * (day - start).days / span

    for day in _quarters(start, as_of):
        shapes.append(Path(f"M{number(x(day))} 6V{height - 34}", "line", width=0.7))
        shapes.append(Text(x(day), height - 22, f"{day.year}-{day.month:02d}", 9.5, "soft", "middle"))
    for row, kind in enumerate(types):
        y = 18 + row * _ROW
        shapes.append(Path(f"M{_LEFT} {y}H{right}", "line", width=0.5))
        shapes.append(Text(_LEFT - 10, y + 4, kind.replace("-", " "), 11, "ink", "end"))
        shapes += [_mark(x(d.occurred), y, d.result or "") for d in shown if d.type == kind and d.occurred is not None]
    at = float(_LEFT)
    for result in _INK:
        shapes += [_mark(at, height - 6, result), Text(at + 9, height - 2, result, 10, "soft")]
        at += 70
    return svg(Drawing(_WIDTH, height, alt, "", tuple(shapes)))


def _quarters(start: date, end: date) -> list[date]:
    found = []
    year, month = start.year, start.month
    while (day := date(year, month, 1)) <= end:
        if month % 3 == 1 and day >= start:
            found.append(day)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def _mark(x: float, y: float, result: str) -> Shape:
    if result == "partial":
        path = f"M{number(x)} {number(y - 5.6)}l5.6 5.6l-5.6 5.6l-5.6 -5.6z"
        return Path(path, "fair", "card", 2)
    if result == "failed":
        return Path(f"M{number(x - 4.4)} {number(y - 4.4)}l8.8 8.8m0 -8.8l-8.8 8.8", "bad", width=2.6)
    return Circle(x, y, 4.6, _INK.get(result, "soft"))
