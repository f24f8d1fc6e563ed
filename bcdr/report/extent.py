"""How much of a document is printed. What a plan of thousands of objects has to say does not fit into a book.

Paper has an end, and so has the memory of the machine that sets it: 3 to 5 MB a page. A document that would be longer
is printed as far as the first rows of its tables, its first cards and pictures, and says of each how many there are. No
figure is worked out otherwise, and the HTML form leaves nothing out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, NamedTuple

from bcdr.report.block import Block, Card, Column, Figure, Items, Pairs, Paragraph, Steps, Table, say
from bcdr.report.document import Document, Section
from bcdr.report.span import Cell, Span, cell

PAGES = 300
"""So many pages are printed of one document: a thick folder."""
_PAGE = 56
"""Lines of a page, counted as here: what documents of 50 to 240 pages come to."""
_HEAD, _FIGURE, _STEP = 3, 30, 9
"""Lines that a heading with its space takes, a picture, and a step of a runbook."""


class _Limit(NamedTuple):
    """The most of each kind that one section prints, and the most letters of a line, which may name thousands."""

    rows: int
    cards: int
    figures: int
    letters: int


_LIMITS = tuple(
    _Limit(n, n // 5, max(1, n // 20), max(200, 2 * n))
    for n in (2000, 1500, 1000, 700, 500, 350, 250, 150, 100, 50, 20)
)
_WHOLE = Span(" … (whole in the HTML form)", tone="muted")


def printed(document: Document, pages: int = PAGES) -> Document:
    """The document itself if it has at most so many pages, else with the beginning of whatever is longest."""
    most = pages * _PAGE
    found = document
    for limit in _LIMITS:
        if sum(map(_lines_of, found.sections)) <= most:
            break
        found = replace(document, sections=tuple(_cut(s, limit) for s in document.sections))
    return document if found is document else _without_dead_links(found)


def _lines_of(section: Section) -> int:
    return _HEAD + sum(map(_lines, section.blocks)) + sum(map(_lines_of, section.sections))


def _lines(block: Block) -> int:
    if isinstance(block, Table | Pairs | Card):
        return _HEAD + sum(block.heights)
    if isinstance(block, Figure):
        return _FIGURE
    if isinstance(block, Steps):
        return _STEP * len(block.steps)
    return len(block.lines) if isinstance(block, Items) else 1


def _cut(section: Section, limit: _Limit) -> Section:
    blocks = [_brief(b, limit.letters) for one in _first(section.blocks, limit) for b in _shortened(one, limit.rows)]
    return replace(section, blocks=tuple(blocks), sections=tuple(_cut(s, limit) for s in section.sections))


def _first(blocks: tuple[Block, ...], limit: _Limit) -> Iterator[Block]:
    """The blocks of a section: cards beyond the limit as rows of a table, nothing from the first picture beyond it."""
    cards = [b for b in blocks if isinstance(b, Card)]
    figures = [n for n, b in enumerate(blocks) if isinstance(b, Figure)]
    end = len(blocks)
    if len(figures) > limit.figures:
        end = figures[limit.figures]
        end -= isinstance(blocks[end - 1], Paragraph)  # which introduces the picture
    rest = frozenset(c.id for c in cards[limit.cards :])
    for block in blocks[:end]:
        if not isinstance(block, Card) or block.id not in rest:
            yield block
        elif block.id == cards[limit.cards].id:
            yield _left("cards", limit.cards, len(cards), " The table names the others.")
            yield _as_table(cards[limit.cards :])
    if end < len(blocks):
        yield _left("pictures", limit.figures, len(figures))


def _as_table(cards: Iterable[Card]) -> Table:
    columns = (Column("Grade", 10), Column("What", 56), Column("What ends it", 34))
    return Table("Without a card of their own", columns, tuple(map(_as_row, cards)), compact=True)


def _as_row(card: Card) -> tuple[Cell, ...]:
    said = dict(card.rows)
    first = Cell(((Span(card.grade),),), header=True, id=card.id)
    return first, cell(card.title, *said.get("Object", ())[:1]), Cell(said.get("Recommendation", ((Span("-"),),)))


def _shortened(block: Block, most: int) -> tuple[Block, ...]:
    if isinstance(block, Table) and len(block.rows) > most:
        return replace(block, rows=block.rows[:most]), _left("rows", most, len(block.rows))
    if isinstance(block, Pairs) and len(block.rows) > most:
        return replace(block, rows=block.rows[:most]), _left("rows", most, len(block.rows))
    if isinstance(block, Items) and len(block.lines) > most:
        return replace(block, lines=block.lines[:most]), _left("lines", most, len(block.lines))
    return (block,)


def _brief(value: Any, letters: int) -> Any:
    """The same with every line of text cut that is longer than so many letters."""
    if isinstance(value, tuple):
        if not all(isinstance(one, Span) for one in value):
            return tuple(_brief(one, letters) for one in value)
        return value if sum(len(s.text) for s in value) <= letters else (*_beginning(value, letters), _WHOLE)
    parts = _parts(value)
    return replace(value, **{name: _brief(part, letters) for name, part in parts.items()}) if parts else value


def _beginning(line: tuple[Span, ...], letters: int) -> Iterator[Span]:
    """The spans of a line that fit; of the first that does not, the words that fit."""
    for span in line:
        if len(span.text) > letters:
            words = span.text[:letters].rpartition(" ")[0]
            if words and not span.href:
                yield replace(span, text=words)
            return
        yield span
        letters -= len(span.text)


def _left(what: str, number: int, of: int, more: str = "") -> Paragraph:
    shown = f"Printed are the first {number:,} of {of:,} {what}."
    return say(Span(shown, strong=True), f"{more} All are in the HTML form of this document, made from the same plan.")


def _without_dead_links(document: Document) -> Document:
    places = frozenset(_places(document.sections))
    return replace(document, sections=_alive(document.sections, places))


def _places(value: Any) -> Iterator[str]:
    """Every name that a link can lead to."""
    if isinstance(value, tuple):
        for one in value:
            yield from _places(one)
    elif is_dataclass(value):
        yield from (getattr(value, f.name) for f in fields(value) if f.name in {"id", "anchor"})
        yield from _places(tuple(_parts(value).values()))


def _alive(value: Any, places: frozenset[str]) -> Any:
    """The same, in which what led to a place that is not printed is plain text."""
    if isinstance(value, Span):
        is_dead = value.href.startswith("#") and value.href[1:] not in places
        return replace(value, href="", page=False) if is_dead else value
    if isinstance(value, tuple):
        return tuple(_alive(one, places) for one in value)
    parts = _parts(value)
    return replace(value, **{name: _alive(part, places) for name, part in parts.items()}) if parts else value


def _parts(value: Any) -> dict[str, tuple[Any, ...]]:
    """The fields of a part of a document that hold parts."""
    if not is_dataclass(value):
        return {}
    return {f.name: found for f in fields(value) if isinstance(found := getattr(value, f.name), tuple)}
