"""Drawings as SVG text made from plain data. Every drawing has a table or a sentence that says the same."""

from __future__ import annotations

from datetime import date, timedelta
from xml.sax.saxutils import escape

from bcdr.model.drill import Drill

INK, SOFT, LINE = "#1b2430", "#4d5b6b", "#b9c4cf"
RESULT = {"passed": ("#1d6b3f", "circle"), "partial": ("#8a5a00", "diamond"), "failed": ("#a3191f", "cross")}
_WIDTH, _ROW, _LEFT = 700, 22, 150
_FONT = "Source Sans 3, sans-serif"


def drill_timeline(drills: tuple[Drill, ...], as_of: date, alt: str, months: int = 24) -> str:
    """One row per type of drill over the last months; the shape and the colour of a mark tell the result."""
    start = as_of - timedelta(days=round(months * 30.44))
    shown = [d for d in drills if d.occurred is not None and d.occurred >= start]
    types = list(dict.fromkeys(d.type for d in shown))
    height = _ROW * len(types) + 44
    parts = [_open(_WIDTH, height, alt)]
    span = (as_of - start).days or 1
    right = _WIDTH - 14

    def x(day: date) -> float:
        return _LEFT + (right - _LEFT) * (day - start).days / span

    for day in _quarters(start, as_of):
        parts.append(
            f'<line x1="{x(day):.1f}" y1="6" x2="{x(day):.1f}" y2="{height - 34}" stroke="{LINE}" stroke-width=".7"/>'
        )
        parts.append(_text(x(day), height - 22, f"{day.year}-{day.month:02d}", SOFT, 9.5, "middle"))
    for row, kind in enumerate(types):
        y = 18 + row * _ROW
        parts.append(f'<line x1="{_LEFT}" y1="{y}" x2="{right}" y2="{y}" stroke="{LINE}" stroke-width=".5"/>')
        parts.append(_text(_LEFT - 10, y + 4, kind.replace("-", " "), INK, 11, "end"))
        parts += [_mark(x(d.occurred), y, d.result or "") for d in shown if d.type == kind and d.occurred is not None]
    at = float(_LEFT)
    for result in RESULT:
        parts.append(_mark(at, height - 6, result))
        parts.append(_text(at + 9, height - 2, result, SOFT, 10, "start"))
        at += 70
    return "".join([*parts, "</svg>"])


def _open(width: int, height: int, alt: str) -> str:
    box = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img"><title>{escape(alt)}</title>'


def _quarters(start: date, end: date) -> list[date]:
    found = []
    year, month = start.year, start.month
    while (day := date(year, month, 1)) <= end:
        if month % 3 == 1 and day >= start:
            found.append(day)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def _mark(x: float, y: float, result: str) -> str:
    colour, shape = RESULT.get(result, (SOFT, "circle"))
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.6" fill="{colour}"/>'
    if shape == "diamond":
        path = f"M{x:.1f} {y - 5.6:.1f}l5.6 5.6l-5.6 5.6l-5.6 -5.6z"
        return f'<path d="{path}" fill="#fff" stroke="{colour}" stroke-width="2"/>'
    path = f"M{x - 4.4:.1f} {y - 4.4:.1f}l8.8 8.8m0 -8.8l-8.8 8.8"
    return f'<path d="{path}" stroke="{colour}" stroke-width="2.6" fill="none"/>'


def _text(x: float, y: float, text: str, colour: str, size: float, anchor: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size}" font-family="{_FONT}" '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )


def risk_map(
    marks: tuple[tuple[str, int | None, int | None], ...],
    severity: tuple[str, ...],
    likelihood: tuple[str, ...],
    alt: str,
) -> str:
    """A 4x4 map: severity upward, likelihood to the right. `marks` are label, severity, likelihood (1 to 4 or None)."""
    side, left, top = 62, 118, 8
    width, height = left + 4 * side + 12, top + 4 * side + 46
    parts = [_open(width, height, alt)]
    for s in range(1, 5):
        for p in range(1, 5):
            tint = ("#f4f7f9", "#e6ecf1", "#d3dde6", "#b9c8d6")[min(3, max(0, (s + p - 2) // 2))]
            parts.append(
                f'<rect x="{left + (p - 1) * side}" y="{top + (4 - s) * side}" width="{side}" height="{side}" '
                f'fill="{tint}" stroke="#fff" stroke-width="2"/>'
            )
        parts.append(_text(left - 8, top + (4 - s) * side + side / 2 + 4, f"{s} {severity[s - 1]}", INK, 11, "end"))
        parts.append(_text(left + (s - 1) * side + side / 2, top + 4 * side + 15, str(s), INK, 11, "middle"))
        parts.append(
            _text(left + (s - 1) * side + side / 2, top + 4 * side + 28, likelihood[s - 1], SOFT, 9.5, "middle")
        )
    seen: dict[tuple[int, int], int] = {}
    for label, s_, p_ in marks:
        if s_ is None or p_ is None:
            continue
        nth = seen[s_, p_] = seen.get((s_, p_), -1) + 1
        cx = left + (p_ - 1) * side + 17 + (nth % 2) * 28
        cy = top + (4 - s_) * side + 18 + (nth // 2) * 26
        parts.append(f'<circle cx="{cx}" cy="{cy}" r="11" fill="{INK}"/>')
        parts.append(_text(cx, cy + 4, label, "#fff", 11, "middle"))
    parts.append(_text(left + 2 * side, height - 4, "likelihood", SOFT, 10.5, "middle"))
    parts.append(_text(10, top + 10, "severity", SOFT, 10.5, "start"))
    return "".join([*parts, "</svg>"])
