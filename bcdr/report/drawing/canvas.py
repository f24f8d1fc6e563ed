"""What a drawing is made of, and the SVG text of it: shapes and texts as plain data, colours by their role.

A shape names the role of its colour, never the colour. The SVG carries the colours of paper, and a class for each role,
so that the style of a site can set others for a dark screen.
"""

from __future__ import annotations

from html import escape
from typing import Literal, NamedTuple

from bcdr.report.drawing.lettering import plain, width

Role = Literal[
    "ink", "soft", "line", "faint", "card", "brand", "bad", "alert", "good", "fair", "tint-1", "tint-2", "tint-3",
    "tint-4", "page", "none",
]  # fmt: skip
COLOURS: dict[Role, str] = {
    "ink": "#1b2430", "soft": "#4d5b6b", "line": "#b9c4cf", "faint": "#f0f4f7", "card": "#ffffff", "brand": "#17456b",
    "bad": "#a3191f", "alert": "#fbe9e9", "good": "#1d6b3f", "fair": "#8a5a00", "tint-1": "#f4f7f9",
    "tint-2": "#e6ecf1", "tint-3": "#d3dde6", "tint-4": "#b9c8d6", "page": "#ffffff", "none": "none",
}  # fmt: skip
"""Colours on paper. Texts hold 4.5:1 against every ground they stand on."""
_FONT = "'Source Sans 3', sans-serif"
_TABLE = "The same facts stand in a table below."
_RISE, _FALL = 0.76, 0.24


class Box(NamedTuple):
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Height of its centre."""
        return (self.top + self.bottom) / 2

    def holds(self, other: Box) -> bool:
        """The other lies inside, up to rounding."""
        slack = 0.11
        return (
            self.left <= other.left + slack
            and self.top <= other.top + slack
            and self.right >= other.right - slack
            and self.bottom >= other.bottom - slack
        )

    def meets(self, other: Box) -> bool:
        """They share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class Text(NamedTuple):
    """A line of text; `y` is its base line."""

    x: float
    y: float
    text: str
    size: float = 12
    ink: Role = "ink"
    anchor: Literal["start", "middle", "end"] = "start"
    strong: bool = False

    @property
    def box(self) -> Box:
        """The room it takes."""
        long = width(self.text, self.size)
        left = self.x - (0 if self.anchor == "start" else long / 2 if self.anchor == "middle" else long)
        return Box(left, self.y - self.size * _RISE, left + long, self.y + self.size * _FALL)


class Rect(NamedTuple):
    """A rectangle with a fill, a line around it, or both."""

    box: Box
    fill: Role = "none"
    stroke: Role = "none"
    radius: float = 0
    width: float = 1
    dash: str = ""


class Circle(NamedTuple):
    """A circle."""

    x: float
    y: float
    r: float
    fill: Role = "none"
    stroke: Role = "none"
    width: float = 1


class Path(NamedTuple):
    """A line or a closed shape, in the words of an SVG path made by our own code."""

    d: str
    stroke: Role = "ink"
    fill: Role = "none"
    width: float = 1
    dash: str = ""


Shape = Text | Rect | Circle | Path


class Drawing(NamedTuple):
    """A whole picture. `title` names it, `says` is the main point in a sentence."""

    width: float
    height: float
    title: str
    says: str
    shapes: tuple[Shape, ...]

    @property
    def texts(self) -> tuple[Text, ...]:
        """Its texts."""
        return tuple(s for s in self.shapes if isinstance(s, Text))

    @property
    def box(self) -> Box:
        """The whole of it."""
        return Box(0, 0, self.width, self.height)


def svg(drawing: Drawing) -> str:
    """The drawing as an SVG element: an image whose name says the main point, texts as text, all of it escaped.

    The name is what a screen reader reads and what a PDF keeps as the alternative text.
    """
    wide, high = number(drawing.width), number(drawing.height)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
        f'role="img" font-family="{_FONT}">'
        + (
            f"<title>{_escaped(drawing.title)}: {_escaped(drawing.says)}</title><desc>{_TABLE}</desc>"
            if drawing.says
            else f"<title>{_escaped(drawing.title)}</title>"
        )
    )
    return head + "".join(_element(s) for s in drawing.shapes) + "</svg>"


def number(value: float) -> str:
    """A coordinate with one decimal at most."""
    return f"{round(value, 1) + 0:g}" if abs(value) < 1e5 else f"{value:.0f}"


def _escaped(text: str) -> str:
    return escape(plain(text))


def _element(shape: Shape) -> str:
    if isinstance(shape, Text):
        anchor = "" if shape.anchor == "start" else f' text-anchor="{shape.anchor}"'
        weight = ' font-weight="600"' if shape.strong else ""
        place = f'x="{number(shape.x)}" y="{number(shape.y)}" font-size="{number(shape.size)}"'
        return f"<text {place}{anchor}{weight}{_fill(shape.ink)}>{_escaped(shape.text)}</text>"
    if isinstance(shape, Rect):
        x, y = number(shape.box.left), number(shape.box.top)
        wide, high = number(shape.box.right - shape.box.left), number(shape.box.bottom - shape.box.top)
        radius = f' rx="{number(shape.radius)}"' if shape.radius else ""
        paint = _paint(shape.fill, shape.stroke, shape.width, shape.dash)
        return f'<rect x="{x}" y="{y}" width="{wide}" height="{high}"{radius}{paint}/>'
    if isinstance(shape, Circle):
        place = f'cx="{number(shape.x)}" cy="{number(shape.y)}" r="{number(shape.r)}"'
        return f"<circle {place}{_paint(shape.fill, shape.stroke, shape.width)}/>"
    return f'<path d="{shape.d}"{_paint(shape.fill, shape.stroke, shape.width, shape.dash)}/>'


def _fill(role: Role) -> str:
    return f' class="f-{role}" fill="{COLOURS[role]}"'


def _paint(fill: Role, stroke: Role, width: float, dash: str = "") -> str:
    classes = [f"f-{fill}"] if fill != "none" else []
    classes += [f"s-{stroke}"] if stroke != "none" else []
    line = f' stroke="{COLOURS[stroke]}" stroke-width="{number(width)}"' if stroke != "none" else ""
    line += f' stroke-dasharray="{dash}"' if dash else ""
    return f' class="{" ".join(classes)}" fill="{COLOURS[fill]}"{line}'
