"""The parts of the runbook site: pages, sections, and the blocks that only a site has. Plain data, nothing is markup.

Every `href` of a span is one of three: a place in the site, from its root (`/services/web-shop.html#parts`), an address
that a person follows (`https:`, `mailto:`, `tel:`), or empty. A renderer refuses all others.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from bcdr.report.block import Callout, Card, Figure, Items, Pairs, Paragraph, Prose, Steps, Table, Tiles
from bcdr.report.calendar import Calendar
from bcdr.report.span import Span, Tone

Line = tuple[Span, ...]
NOT_KNOWN = "not known"
"""What the site shows where the plan says nothing: unknown is never blank and never zero."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose from: a linked title, a line below it, and a word on its state."""

    title: str
    href: str
    text: str = ""
    word: str = ""
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """Linked cards side by side. `title` names the group, if it is one of several."""

    choices: tuple[Choice, ...]
    title: str = ""
    kind: Literal["choices"] = "choices"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that the alarm box asks for, with its lines."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Alarm:
    """The box for somebody who has no time: a few tasks in order, then where to go."""

    title: str
    tasks: tuple[Task, ...]
    go: tuple[Span, ...]
    kind: Literal["alarm"] = "alarm"


@dataclass(frozen=True, slots=True)
class Measure:
    """An objective beside its design and its proof of a day, and the word that compares them."""

    what: str
    promised: str
    design: str
    proven: str
    proven_on: str
    state: str
    tone: Tone
    remark: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One service: how it stands against its objectives."""

    title: str
    href: str
    tier: str
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Standings:
    """All services against their objectives."""

    rows: tuple[Standing, ...]
    empty: str = "The plan names no service."
    kind: Literal["standings"] = "standings"


@dataclass(frozen=True, slots=True)
class Message:
    """A text prepared in calm, to copy when it is needed."""

    title: str
    about: str
    text: str
    kind: Literal["message"] = "message"


@dataclass(frozen=True, slots=True)
class Code:
    """A fragment of a plan to read or copy; `tone` says whether it is a good example."""

    title: str
    text: str
    tone: Tone = ""
    kind: Literal["code"] = "code"


@dataclass(frozen=True, slots=True)
class Fold:
    """Tables behind a line to click on; open on paper."""

    title: str
    tables: tuple[Table, ...]
    kind: Literal["fold"] = "fold"


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
    | Fold
    | Steps
    | Choices
    | Alarm
    | Standings
    | Message
    | Code
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page with a heading; without a title it only holds blocks."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `path` is its place in the site without a suffix; `label` is what the navigation calls it."""

    path: str
    title: str
    kind: str
    sections: tuple[Section, ...]
    label: str = ""
    badges: tuple[Span, ...] = ()
    lead: Line = ()
    is_printable: bool = False

    @property
    def url(self) -> str:
        """Its address from the root of the site."""
        return f"/{self.path}.html"


@dataclass(frozen=True, slots=True)
class Group:
    """Pages of a chapter that the navigation keeps together under a title."""

    title: str
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """An entry of the navigation: a page, or an index page with the pages below it, some of them in groups."""

    page: Page
    pages: tuple[Page, ...] = ()
    groups: tuple[Group, ...] = ()

    @property
    def all_pages(self) -> tuple[Page, ...]:
        """Every page of the chapter once, its own first."""
        return (self.page, *self.pages, *(page for group in self.groups for page in group.pages))


@dataclass(frozen=True, slots=True)
class Site:
    """The whole site, chapters in the order in which an operator at three in the morning needs them."""

    title: str
    organization: str
    classification: str
    as_of: date
    version: str
    tool: str
    language: str
    chapters: tuple[Chapter, ...] = field(repr=False)
    diary: Calendar = field(repr=False)
    """What is due, for a calendar program."""

    @property
    def pages(self) -> tuple[Page, ...]:
        """Every page once."""
        return tuple(page for chapter in self.chapters for page in chapter.all_pages)
