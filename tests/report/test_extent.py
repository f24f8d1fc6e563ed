"""A document is printed as far as paper goes, and says where it ends."""

from __future__ import annotations

from datetime import date

import pytest

from bcdr.report.block import Block, Card, Column, Figure, Items, Pairs, Paragraph, Table, say
from bcdr.report.document import Document, Section
from bcdr.report.extent import printed
from bcdr.report.span import Cell, Span, cell, line, pair


def document(*blocks: Block) -> Document:
    sections = (Section("first", "First", (say("Nothing here."),)), Section("long", "Long", blocks))
    return Document("k", "T", "S", "O", "c", "en", "v", date(2026, 1, 1), (), "d", sections, "", "t")


def blocks_of(found: Document) -> tuple[Block, ...]:
    return found.sections[1].blocks


def words(block: Block) -> str:
    return "".join(s.text for s in block.spans) if isinstance(block, Paragraph) else ""


def table(rows: int) -> Table:
    one = tuple((Cell((line(f"row {n}"),), id=f"row-{n}"),) for n in range(rows))
    return Table("Long", (Column("a", 100),), one)


def card(number: int) -> Card:
    rows = (pair("Object", f"object {number}"), pair("Recommendation", "mend it"), pair("Rule and id", f"f{number}"))
    return Card(f"card-{number}", f"Fault {number}", "high", "bad", rows)


def test_what_fits_is_left_alone() -> None:
    whole = document(table(500), *map(card, range(200)))
    assert printed(whole) is whole


@pytest.mark.parametrize(
    ("block", "attribute", "what"),
    [
        (table(900), "rows", "rows"),
        (Pairs(tuple(pair(f"name {n}", "value") for n in range(900))), "rows", "rows"),
        (Items(tuple(line(f"line {n}") for n in range(900))), "lines", "lines"),
    ],
    ids=["table", "pairs", "items"],
)
def test_a_long_list_is_printed_from_its_beginning(block: Block, attribute: str, what: str) -> None:
    short, note = blocks_of(printed(document(block), pages=10))
    kept = getattr(short, attribute)
    assert len(kept) == 500
    assert kept == getattr(block, attribute)[:500]
    assert words(note).startswith(f"Printed are the first 500 of 900 {what}. All are in the HTML form")


def test_cards_without_room_become_rows_that_links_still_reach() -> None:
    links = say(*(Span(f"{n}", href=f"#card-{n}", page=True) for n in (0, 999)))
    first, *found = blocks_of(printed(document(links, *map(card, range(1000))), pages=20))
    cards = [b for b in found if isinstance(b, Card)]
    note, rest = found[len(cards) : len(cards) + 2]
    assert isinstance(rest, Table)
    assert cards == list(map(card, range(len(cards))))
    assert words(note).startswith(f"Printed are the first {len(cards)} of 1,000 cards. The table names the others.")
    assert [c.id for c, *_ in rest.rows] == [f"card-{n}" for n in range(len(cards), len(cards) + len(rest.rows))]
    assert rest.rows[0] == (
        Cell((line("high"),), header=True, id=f"card-{len(cards)}"),
        cell(f"Fault {len(cards)}", f"object {len(cards)}"),
        cell("mend it"),
    )
    assert isinstance(first, Paragraph)
    is_there = len(cards) + len(rest.rows) == 1000
    assert [s.href for s in first.spans] == ["#card-0", "#card-999" if is_there else ""]
    assert [s.page for s in first.spans] == [True, is_there]


def test_a_link_to_a_row_that_is_not_printed_is_text() -> None:
    links = say(Span("early", href="#row-3"), Span("late", href="#row-899"), Span("out", href="https://example.org"))
    found, *_ = blocks_of(printed(document(links, table(900)), pages=10))
    assert isinstance(found, Paragraph)
    assert [(s.text, s.href) for s in found.spans] == [
        ("early", "#row-3"),
        ("late", ""),
        ("out", "https://example.org"),
    ]


def test_a_link_to_a_section_stays() -> None:
    short = blocks_of(printed(document(say(Span("there", href="#first", page=True)), table(9000)), pages=10))
    assert isinstance(short[0], Paragraph)
    assert short[0].spans[0].href == "#first"


def test_a_line_that_names_thousands_is_cut_between_words_and_never_within_a_link() -> None:
    names = Span("lost: " + ", ".join(f"store {n}" for n in range(900)))
    links = tuple(x for n in range(900) for x in (Span(f"finding-{n}", href="#long"), Span(", ")))
    whole = Table("t", (Column("a"), Column("b")), ((cell(names), cell(links)),))
    (found,) = blocks_of(printed(document(whole), pages=3))
    assert isinstance(found, Table)
    (said,), (linked,) = (c.lines for c in found.rows[0])
    assert said[1].text == linked[-1].text == " … (whole in the HTML form)"
    assert names.text.startswith(f"{said[0].text} ")
    assert linked[:-1] == links[: len(linked) - 1]
    assert 3900 < sum(len(s.text) for s in linked[:-1]) <= 4000


def test_pictures_end_together_with_what_introduces_them() -> None:
    pictures = [b for n in range(60) for b in (say(f"intro {n}"), Figure(f"f{n}", f"{n}", "", ""), table(2))]
    found = blocks_of(printed(document(*pictures), pages=20))
    shown = [b.id for b in found if isinstance(b, Figure)]
    assert shown == [f"f{n}" for n in range(len(shown))]
    assert [words(b) for b in found if isinstance(b, Paragraph)][-2:] == [
        f"intro {len(shown) - 1}",
        words(_left_of(len(shown))),
    ]


def _left_of(number: int) -> Paragraph:
    said = f"Printed are the first {number} of 60 pictures."
    return say(said, " All are in the HTML form of this document, made from the same plan.")


def test_what_is_too_long_even_so_is_printed_as_short_as_it_can_be() -> None:
    found = printed(document(*(table(30) for _ in range(40))), pages=1)
    assert [len(b.rows) for b in blocks_of(found) if isinstance(b, Table)] == [20] * 40


@pytest.mark.parametrize("pages", [300, 50, 10])
def test_it_is_never_longer_than_asked(pages: int) -> None:
    whole = document(*(table(5000) for _ in range(3)), *map(card, range(3000)))
    rows = sum(len(b.rows) + 3 for b in blocks_of(printed(whole, pages)) if isinstance(b, Table | Card))
    assert rows <= 56 * pages
    assert rows > 56 * pages / 5
