"""Words on a page: runs of text, lines of them, and the cells that hold lines. All text is text: nothing is markup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NOT_PROVIDED = "not provided"
"""What a document prints where the plan says nothing: unknown is shown as unknown, never blank."""

Tone = Literal["", "good", "fair", "bad", "note", "muted"]

Align = Literal["left", "right", "center"]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text. `href` links to a place in the document (`#id`), `tone` colours a word that already says it.

    `page` adds the page number of the place that `href` names. `by_hand` says where something is kept that is not
    printed; paper leaves room to write it.
    """

    text: str
    href: str = ""
    tone: Tone = ""
    strong: bool = False
    code: bool = False
    page: bool = False
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: lines of spans. `header` makes it the header of its row, `is_box` a box for a pen."""

    lines: tuple[tuple[Span, ...], ...]
    align: Align = "left"
    header: bool = False
    id: str = ""
    is_box: bool = False


def line(*parts: str | Span) -> tuple[Span, ...]:
    """A line of text and spans."""
    return tuple(Span(p) if isinstance(p, str) else p for p in parts)


def coded(text: str) -> tuple[Span, ...]:
    """A line in which `backticks` mark code, as findings write it."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return (Span(text),)
    return tuple(Span(part, code=bool(n % 2)) for n, part in enumerate(parts) if part)


def plain(text: str) -> str:
    """A line of a finding without its marks of code, for titles and links, in which none is set."""
    return "".join(s.text for s in coded(text))


def cell(*lines: str | Span | tuple[Span, ...], align: Align = "left", header: bool = False) -> Cell:
    """A cell of one line per argument; without any, `not provided`."""
    return Cell(tuple(map(_line, lines)) or ((text_or_gap(None),),), align=align, header=header)


def text_or_gap(value: str | None) -> Span:
    """The text, or `not provided`."""
    return Span(value) if value else Span(NOT_PROVIDED, tone="muted")


def pair(name: str, *values: str | Span | tuple[Span, ...] | None) -> tuple[str, tuple[tuple[Span, ...], ...]]:
    """A row of `Pairs`; None and empty values print `not provided`."""
    return name, tuple(_line(v) for v in values if v) or ((text_or_gap(None),),)


def _line(value: str | Span | tuple[Span, ...]) -> tuple[Span, ...]:
    if isinstance(value, tuple):
        return value
    if isinstance(value, Span):
        return (value,)
    return (Span(value, tone="muted" if value == NOT_PROVIDED else ""),)
