"""A printed document: its cover, its sections, and the files that travel with it.

A report module composes it; a renderer turns it into HTML and PDF without deciding anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from typing import Literal, NamedTuple

from bcdr.report.block import Block, Figure

MANY = 9
"""Figures from which their list is set in two columns."""


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
    def has_many_figures(self) -> bool:
        """More than a list of figures has room for below the contents, on one page."""
        return len(self.figures) > MANY

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures, as they stand in it."""
        return tuple(_figures(self.sections))


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
