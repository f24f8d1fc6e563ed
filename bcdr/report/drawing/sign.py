"""The signs of a map: what a copy is, told by a shape and by a word; and the legend that explains what is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from bcdr.report.drawing.canvas import Box, Circle, Path, Rect, Shape, Text, number
from bcdr.report.drawing.lettering import width
from bcdr.report.drawing.topology import Sort

WORDS: dict[Sort, tuple[str, str]] = {
    "live": ("live copy", "live copies"), "backup": ("backup", "backups"), "locked": ("locked", "locked"),
    "offline": ("offline", "offline"), "unstated": ("not stated", "not stated"),
}  # fmt: skip
"""The word beside a sign, for one and for many."""
MEANINGS: dict[Sort, str] = {
    "live": "live copy: repeats deletions, no backup",
    "backup": "backup",
    "locked": "backup that nobody can delete before its time",
    "offline": "backup that no network reaches",
    "unstated": "copy of a kind that nobody stated",
}


class Entry(NamedTuple):
    """One line of a legend: what is drawn around a centre, and what it means."""

    draw: Callable[[float, float], tuple[Shape, ...]]
    text: str


def word(sort: Sort, count: int) -> str:
    """`backup`, `2 backups`."""
    one, many = WORDS[sort]
    return one if count == 1 else f"{count} {many}"


def sign(sort: Sort, x: float, y: float) -> tuple[Shape, ...]:
    """The sign of a sort of copies, with its centre."""
    box = Box(x - 5, y - 5, x + 5, y + 5)
    if sort == "live":
        return Circle(x, y, 5.2, "card", "fair", 1.6), Circle(x, y, 2, "fair")
    if sort == "backup":
        return (Rect(box, "brand", radius=1.5),)
    if sort == "locked":
        shackle = Path(f"M{number(x - 2.8)} {number(y - 1)}v-2.2a2.8 2.8 0 0 1 5.6 0v2.2", "brand", width=1.5)
        return shackle, Rect(Box(x - 5, y - 1.6, x + 5, y + 5.6), "brand", radius=1.5)
    if sort == "offline":
        return (Path(f"M{number(x)} {number(y - 6)}l6 6l-6 6l-6 -6z", "brand", "card", 1.6),)
    return (Rect(box, "card", "soft", 1.5, 1.2, "2 2"),)


def meaning(sort: Sort) -> Entry:
    """The line of a legend for a sort of copies."""
    return Entry(lambda x, y: sign(sort, x, y), MEANINGS[sort])


def legend(entries: tuple[Entry, ...], left: float, top: float, right: float, size: float) -> tuple[list[Shape], float]:
    """Entries side by side as far as they fit, and the height at which they end."""
    shapes: list[Shape] = []
    x, y, pitch = left, top + 8, 19.0
    for entry in entries:
        long = 26 + width(entry.text, size)
        if x > left and x + long > right:
            x, y = left, y + pitch
        shapes += entry.draw(x + 9, y)
        shapes.append(Text(x + 24, y + size * 0.34, entry.text, size, "soft"))
        x += long + 20
    return shapes, y + 12
