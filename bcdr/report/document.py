"""The parts of a printed document: sections, tables, cards, figures. Plain data that any renderer can set.

A report module composes these; a renderer turns them into HTML and PDF without deciding anything. All text is text:
nothing here is markup, and `Prose` is Markdown that people typed (raw HTML off).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from math import ceil
from typing import Literal, NamedTuple

from bcdr.report.command import commands

NOT_PROVIDED = "not provided"
"""What a document prints where the plan says nothing: unknown is shown as unknown, never blank."""

SHORT_TABLE = 13
"""Lines of text up to which a table is not broken across pages: about a fifth of a page."""

NARROW_LIST = 6
"""Lines from which a list of short lines is set in two columns."""

LINE = 116
"""Letters that a line across the whole page holds in the size of a table."""

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


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, the share of the width it gets, and how its cells align."""

    title: str
    width: int = 10
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption. `empty` is printed instead when there is no row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = "none"
    kind: Literal["table"] = "table"
    compact: bool = False
    is_fixed: bool = False
    """Columns keep their shares of the width on a screen too, whatever stands in them; on paper they always do."""

    @property
    def widths(self) -> tuple[float, ...]:
        """Share of the width of each column, in percent."""
        total = sum(c.width for c in self.columns)
        return tuple(round(100 * c.width / total, 2) for c in self.columns)

    @property
    def is_short(self) -> bool:
        """Short enough to be kept on one page."""
        room = [LINE * w / 100 for w in self.widths]
        return is_short(
            [max((_height(c.lines, w) for c, w in zip(r, room, strict=False)), default=0) for r in self.rows]
        )


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names and values, set as a two-column table."""

    rows: tuple[tuple[str, tuple[tuple[Span, ...], ...]], ...]
    caption: str = ""
    kind: Literal["pairs"] = "pairs"

    @property
    def is_short(self) -> bool:
        """Short enough to be kept on one page."""
        return is_short([_height(lines, LINE * 2 / 3) for _, lines in self.rows])


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of spans."""

    spans: tuple[Span, ...]
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown that people typed in the plan, with the field it comes from and its author where there is one."""

    text: str
    source: str = ""
    kind: Literal["prose"] = "prose"


@dataclass(frozen=True, slots=True)
class Items:
    """A list of lines; `ordered` numbers them."""

    lines: tuple[tuple[Span, ...], ...]
    ordered: bool = False
    kind: Literal["items"] = "items"

    @property
    def is_narrow(self) -> bool:
        """Many lines that all fit into half of the width: paper is saved by setting them in two columns."""
        return len(self.lines) >= NARROW_LIST and all(_height((one,), LINE / 2) == 1 for one in self.lines)


@dataclass(frozen=True, slots=True)
class Callout:
    """A boxed remark that must not be missed."""

    title: str
    lines: tuple[tuple[Span, ...], ...]
    tone: Tone = "note"
    kind: Literal["callout"] = "callout"


@dataclass(frozen=True, slots=True)
class Card:
    """One finding in full: object, condition, criterion, effect, recommendation, response."""

    id: str
    title: str
    grade: str
    tone: Tone
    rows: tuple[tuple[str, tuple[tuple[Span, ...], ...]], ...]
    kind: Literal["card"] = "card"


@dataclass(frozen=True, slots=True)
class Tiles:
    """A row of figures that summarise: number, label, tone."""

    tiles: tuple[tuple[str, str, Tone], ...]
    kind: Literal["tiles"] = "tiles"


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing as SVG elements from trusted code, with the sentence that says the same."""

    id: str
    caption: str
    alt: str
    svg: str
    kind: Literal["figure"] = "figure"
    number: int = 0
    """Its number in the document, 0 where figures are not counted."""

    @property
    def entry(self) -> str:
        """The first sentence of the caption, for a list of figures."""
        return self.caption.partition(". ")[0]

    @property
    def label(self) -> str:
        """What stands before the caption."""
        return f"Figure {self.number}: " if self.number else ""


@dataclass(frozen=True, slots=True)
class Signer:
    """A line to sign on: for which role, whose name is known, the name of the line, and what the line is for."""

    role: str
    name: str
    field: str
    label: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on, by hand or with a key: two columns that say who, then room for date, place and signature."""

    signers: tuple[Signer, ...]
    columns: tuple[str, str] = ("Role", "Name")
    caption: str = ""
    kind: Literal["signatures"] = "signatures"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a checklist: what, who with a phone, how long, the command to copy, and what shows that it worked."""

    number: int
    anchor: str
    do: str
    sort: str
    by: tuple[tuple[Span, ...], ...]
    takes: str
    limit: str
    after: str
    run: str
    expect: str
    if_fails: str
    needs: tuple[Span, ...]
    note: str

    @property
    def commands(self) -> tuple[tuple[str, ...], ...]:
        """The command, line by line, as paper sets it."""
        return commands(self.run)

    @property
    def has_remarks(self) -> bool:
        """Something is to be read beside what is to be done."""
        return bool(self.expect or self.if_fails or self.needs or self.note)


@dataclass(frozen=True, slots=True)
class Steps:
    """A checklist. `digest` changes when the steps do, so that old ticks of a browser are forgotten."""

    steps: tuple[Step, ...]
    digest: str
    kind: Literal["steps"] = "steps"


@dataclass(frozen=True, slots=True)
class Ticks:
    """Things to do or to check, each with a box to tick and room for the time."""

    lines: tuple[tuple[Span, ...], ...]
    caption: str = ""
    kind: Literal["ticks"] = "ticks"


@dataclass(frozen=True, slots=True)
class Note:
    """A message to be read at a table: who gets it from whom, and its text in large letters."""

    rows: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]
    kind: Literal["note"] = "note"


@dataclass(frozen=True, slots=True)
class Blanks:
    """A form to fill in by hand: what belongs into each line, and a hint where one helps."""

    rows: tuple[tuple[str, str], ...]
    caption: str = ""
    kind: Literal["blanks"] = "blanks"


Block = (
    Table
    | Pairs
    | Paragraph
    | Prose
    | Items
    | Callout
    | Card
    | Tiles
    | Figure
    | Signatures
    | Steps
    | Ticks
    | Note
    | Blanks
)


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section. `level` is 1 for chapters; subsections nest. `starts_page` puts it on a page of its own."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...] = ()
    number: str = ""
    level: int = 1
    starts_page: bool = False

    @property
    def heading(self) -> str:
        """The HTML heading of its level: the title of the document is the only h1."""
        return f"h{min(self.level + 1, 6)}"


class Attachment(NamedTuple):
    """A file that travels inside a PDF: its name there, what it is, how it relates to the pages, and its media type.

    `relation` is one of the relationships of ISO 32000-2, 7.11.3: `Source` is what the pages were made from, `Data`
    what they show in another form.
    """

    name: str
    about: str
    relation: Literal["Source", "Data"]
    media: str
    data: bytes


class Listed(NamedTuple):
    """A file that belongs to the document. `attachment` is its name in the PDF, or empty with the reason in `why`."""

    name: str
    sha256: str
    size: int
    attachment: str = ""
    why: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document, ready to be set.

    `properties` are what the metadata of a PDF says beyond title and dates: name, value, and what the name means.
    """

    kind: str
    title: str
    subtitle: str
    organization: str
    classification: str
    language: str
    version: str
    as_of: date
    cover: tuple[tuple[str, str], ...]
    disclaimer: str
    sections: tuple[Section, ...]
    summary: str
    tool: str
    keywords: tuple[str, ...] = ()
    draft: tuple[str, ...] = ()
    """Why it is only a draft; nothing when it is none."""
    attachments: tuple[Attachment, ...] = field(default=(), repr=False)
    listed: tuple[Listed, ...] = ()
    """The files that belong to it, whether they are attached or too large: first those of the plan."""
    properties: tuple[tuple[str, str, str], ...] = ()
    is_letter: bool = False
    """A few pages to send to one reader: no cover and no contents, its head says whom it is for."""
    is_deep: bool = False
    """The contents list subsections too: a book in which people look things up in a hurry."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures, as they stand in it."""
        return tuple(_figures(self.sections))


def is_short(heights: Sequence[int]) -> bool:
    """Whether rows of so many lines of text are kept together on one page."""
    return len(heights) <= SHORT_TABLE and sum(heights) <= SHORT_TABLE


def _height(lines: Iterable[tuple[Span, ...]], room: float) -> int:
    """Lines of text that take up a cell with room for so many letters, as far as counting letters can tell."""
    return sum(max(1, ceil(sum(len(s.text) for s in one) / room)) for one in lines)


def numbered(sections: tuple[Section, ...], prefix: str = "", level: int = 1) -> tuple[Section, ...]:
    """The same sections with numbers and levels set."""
    return tuple(
        replace(s, sections=numbered(s.sections, f"{prefix}{i}.", level + 1), number=f"{prefix}{i}", level=level)
        for i, s in enumerate(sections, start=1)
    )


def counted_figures(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The same sections with their figures numbered in the order in which they stand."""
    numbers = count(1)

    def within(section: Section) -> Section:
        blocks = tuple(replace(b, number=next(numbers)) if isinstance(b, Figure) else b for b in section.blocks)
        return replace(section, blocks=blocks, sections=tuple(map(within, section.sections)))

    return tuple(map(within, sections))


def _figures(sections: tuple[Section, ...]) -> Iterator[Figure]:
    for section in sections:
        yield from (b for b in section.blocks if isinstance(b, Figure))
        yield from _figures(section.sections)


def line(*parts: str | Span) -> tuple[Span, ...]:
    """A line of text and spans."""
    return tuple(Span(p) if isinstance(p, str) else p for p in parts)


def coded(text: str) -> tuple[Span, ...]:
    """A line in which `backticks` mark code, as findings write it."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return (Span(text),)
    return tuple(Span(part, code=bool(n % 2)) for n, part in enumerate(parts) if part)


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


def say(*parts: str | Span) -> Paragraph:
    """A paragraph."""
    return Paragraph(line(*parts))
