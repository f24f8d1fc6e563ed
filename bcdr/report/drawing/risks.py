"""Risks on a 4x4 map: severity upward, likelihood to the right."""

from __future__ import annotations

from bcdr.report.drawing.canvas import Box, Circle, Drawing, Rect, Role, Shape, Text, svg

_TINTS: tuple[Role, ...] = ("tint-1", "tint-2", "tint-3", "tint-4")


def risk_map(
    marks: tuple[tuple[str, int | None, int | None], ...],
    severity: tuple[str, ...],
    likelihood: tuple[str, ...],
    alt: str,
) -> str:
    """`marks` are label, severity, likelihood (1 to 4 or None: then it is not on the map)."""
    side, left, top = 62, 118, 8
    width, height = left + 4 * side + 12, top + 4 * side + 46
    shapes: list[Shape] = []
    for s in range(1, 5):
        for p in range(1, 5):
            tint = _TINTS[min(3, max(0, (s + p - 2) // 2))]
            x, y = left + (p - 1) * side, top + (4 - s) * side
            shapes.append(Rect(Box(x, y, x + side, y + side), tint, "card", width=2))
        middle = left + (s - 1) * side + side / 2
        shapes.append(Text(left - 8, top + (4 - s) * side + side / 2 + 4, f"{s} {severity[s - 1]}", 11, "ink", "end"))
        shapes.append(Text(middle, top + 4 * side + 15, str(s), 11, "ink", "middle"))
        shapes.append(Text(middle, top + 4 * side + 28, likelihood[s - 1], 9.5, "soft", "middle"))
    seen: dict[tuple[int, int], int] = {}
    for label, s_, p_ in marks:
        if s_ is None or p_ is None:
            continue
        nth = seen[s_, p_] = seen.get((s_, p_), -1) + 1
        cx = left + (p_ - 1) * side + 17 + (nth % 2) * 28
        cy = top + (4 - s_) * side + 18 + (nth // 2) * 26
        shapes.append(Circle(cx, cy, 11, "ink"))
        shapes.append(Text(cx, cy + 4, label, 11, "card", "middle"))
    shapes.append(Text(left + 2 * side, height - 4, "likelihood", 10.5, "soft", "middle"))
    shapes.append(Text(10, top + 10, "severity", 10.5, "soft"))
    return svg(Drawing(width, height, alt, "", tuple(shapes)))
