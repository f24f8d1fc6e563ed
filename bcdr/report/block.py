"""The parts of which the sections of a document consist: tables, pairs, cards, figures, forms to fill in.

Plain data that any renderer can set; `Prose` is Markdown that people typed (raw HTML off).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from bcdr.report.command import commands
from bcdr.report.span import Align, Cell, Span, Tone, line

SHORT_TABLE = 13
"""Lines of text up to which a table is not broken across pages: about a fifth of a page."""

NARROW_LIST = 6
"""Lines from which a list of short lines is set in two columns."""

FEW_COLUMNS = 3
"""So many columns stand side by side on a phone."""

TALLEST, LETTERS, NARROWEST, WIDEST = 6, 2.3, 7, 18
"""On a phone: lines of a cell, letters in a rem, and the widths in rem between which a column stays."""

LINE = 116
"""Letters that a line across the whole page holds in the size of a table."""


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
    is_whole: bool = False
    """Kept on one page also where it is longer than a short one: only its caption says whose rows these are."""

    @property
    def widths(self) -> tuple[float, ...]:
        """Share of the width of each column, in percent."""
        total = sum(c.width for c in self.columns)
        return tuple(round(100 * c.width / total, 2) for c in self.columns)

    @property
    def columns_set(self) -> tuple[tuple[float, float], ...]:
        """For each column its share of the width in percent, and the least width in rem that it has on a phone.

        There a table of many columns is wider than the screen and scrolls; a column of long texts is then given so much
        that no cell is taller than `TALLEST`. With few columns nothing scrolls, and the least is 0.
        """
        least = [0.0] * len(self.columns)
        for row in self.rows if len(self.columns) > FEW_COLUMNS else ():
            for n, c in enumerate(row):
                wide = sum(len(s.text) for one in c.lines for s in one) / TALLEST / LETTERS
                least[n] = max(least[n], round(min(wide, WIDEST), 1) if wide > NARROWEST else 0)
        return tuple(zip(self.widths, least, strict=True))

    @property
    def heights(self) -> tuple[int, ...]:
        """Lines of text that each row takes, as far as counting letters can tell."""
        room = [LINE * w / 100 for w in self.widths]
        return tuple(max((_height(c.lines, w) for c, w in zip(r, room, strict=False)), default=0) for r in self.rows)

    @property
    def is_short(self) -> bool:
        """To be kept on one page."""
        return self.is_whole or is_short(self.heights)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names and values, set as a two-column table; `is_large` for what is read at arm's length."""

    rows: tuple[tuple[str, tuple[tuple[Span, ...], ...]], ...]
    caption: str = ""
    kind: Literal["pairs"] = "pairs"
    is_large: bool = False

    @property
    def heights(self) -> tuple[int, ...]:
        """Lines of text that each row takes, as far as counting letters can tell."""
        return tuple(_height(lines, LINE * 2 / 3) for _, lines in self.rows)

    @property
    def is_short(self) -> bool:
        """Short enough to be kept on one page."""
        return is_short(self.heights)


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

    @property
    def heights(self) -> tuple[int, ...]:
        """Lines of text that each row takes, as far as counting letters can tell."""
        return tuple(_height(lines, LINE * 2 / 3) for _, lines in self.rows)


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
    height: float = 0
    """Millimetres of a page that it takes, 0 where that is not known."""
    floats: bool = False
    """It may stand at the foot of this page or the next, while the text beside it goes on.

    Only in documents whose text names no page numbers: WeasyPrint 70 sets such pages twice, and loses the figure or
    draws it again.
    """

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
    def words(self) -> tuple[tuple[str, ...], ...]:
        """The command as a screen sets it: its lines, and what stands between their spaces, which is not broken."""
        return tuple(tuple(x.split(" ")) for x in self.run.split("\n"))

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


def is_short(heights: Sequence[int]) -> bool:
    """Whether rows of so many lines of text are kept together on one page."""
    return len(heights) <= SHORT_TABLE and sum(heights) <= SHORT_TABLE


def _height(lines: Iterable[tuple[Span, ...]], room: float) -> int:
    """Lines of text that take up a cell with room for so many letters, as far as counting letters can tell."""
    return sum(max(1, ceil(sum(len(s.text) for s in one) / room)) for one in lines)


def say(*parts: str | Span) -> Paragraph:
    """A paragraph."""
    return Paragraph(line(*parts))
