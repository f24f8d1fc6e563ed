"""Names as long as a page and words without an end: nothing leaves the page, and nothing lies over anything else.

The pages are laid out by WeasyPrint itself and measured in millimetres.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import pytest
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import TextBox

from bcdr.render.html import html
from bcdr.report.block import (
    Blanks,
    Callout,
    Card,
    Column,
    Items,
    Note,
    Pairs,
    Paragraph,
    Prose,
    Signatures,
    Signer,
    Step,
    Steps,
    Table,
    Ticks,
    Tiles,
)
from bcdr.report.document import Document, Section, numbered
from bcdr.report.span import Span, cell, line, pair

from .test_html import document

WORD = "W" * 320
NAMES = {
    "a-word": WORD,
    "a-name": "Mill " * 60 + WORD,
    "thousands-of-letters": "N" * 1_500,
    "a-long-name": "Harbour Books and Everything Else " * 100,
    "accents": ("Z" + "\u0301\u0308" * 40) * 30,
}
PAPER_WIDTH, PAPER_HEIGHT, SIDE = 210.0, 297.0, 18.0

ELLIPSIS = 3.5
"""WeasyPrint sets it behind a full line."""


class Line(NamedTuple):
    """A line of text on a page: its edges in millimetres from the upper left corner."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


def every_block(name: str) -> tuple[Any, ...]:
    said = Span(name)
    return (
        Paragraph((said,)),
        Prose(f"{name}\n\n- {name}\n\n`{name}`", name),
        Items((line(name),)),
        Items((line(name),), ordered=True),
        Table(name, (Column(name, 1), Column(name, 5)), ((cell(name, header=True), cell(name)),)),
        Table(name, (Column("A"),), (), empty=name),
        Table(name, tuple(Column(name) for _ in range(8)), (tuple(cell(name) for _ in range(8)),), compact=True),
        Pairs((pair(name, name),), name),
        Card("c", name, name, "bad", (pair(name, name),)),
        Callout(name, (line(name),), "bad"),
        Tiles(((name, name, "bad"), ("2", name, ""))),
        Signatures((Signer(name, name, "f1", name),), (name, name), name),
        Ticks((line(name),), name),
        Blanks(((name, name),), name),
        Note(((name, name),), (name,)),
        Steps((step(name),), "d"),
    )


def step(name: str) -> Step:
    return Step(
        number=1, anchor="s", sort="", do=name, run=name, expect=name, if_fails=name, by=(line(name),), takes="5 min",
        limit="1 h", after=name, needs=line(name), note=name,
    )  # fmt: skip


def laid_out(made: Document) -> list[Line]:
    found = []
    for number, page in enumerate(HTML(string=html(made)).render().pages, start=1):
        boxes = page._page_box.descendants()
        found += [
            Line(number, b.text, *(v * 25.4 / 96 for v in edges(b)))
            for b in boxes
            if isinstance(b, TextBox) and b.text.strip()
        ]
    return found


def edges(box: TextBox) -> Iterator[float]:
    yield box.position_x
    yield box.position_y
    yield box.position_x + box.width
    yield box.position_y + box.height


def full(name: str, *blocks: Any) -> Document:
    made = replace(
        document(*blocks, name=name),
        title=name,
        subtitle=name,
        classification=name,
        version=f"revision {name}",
        cover=tuple((f"{n} {name}", name) for n in range(6)),
        draft=("20 findings of level error are open", "the plan was changed after its approval of 2026-11-21"),
        disclaimer="This document shows what the plan contains. " * 4,
    )
    inner = numbered((Section("one", name, blocks, (Section("two", name, blocks[:1]),)), Section("three", name, ())))
    return replace(made, sections=inner)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_nothing_leaves_the_page(name: str) -> None:
    name = name[:800]
    blocks = every_block(name)
    found = laid_out(replace(full(name, *blocks), sections=numbered((Section("one", name, blocks),))))
    assert len(found) > 100
    outside = [
        x
        for x in found
        if x.left < SIDE - 0.5 or x.right > PAPER_WIDTH - SIDE + ELLIPSIS or x.top < 3 or x.bottom > PAPER_HEIGHT - 3
    ]
    assert [x._replace(text=x.text[:20]) for x in outside] == []


@pytest.mark.parametrize("is_deep", [False, True], ids=["flat", "deep"])
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_nothing_lies_over_anything_else(name: str, is_deep: bool) -> None:
    found = laid_out(replace(full(name, Paragraph((Span("text"),))), is_deep=is_deep))
    assert any(x.text.startswith("End of document") for x in found)
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            if one.page == other.page:
                wide = min(one.right, other.right) - max(one.left, other.left)
                high = min(one.bottom, other.bottom) - max(one.top, other.top)
                # a box of text is higher than its letters
                room = 0.3 * min(one.bottom - one.top, other.bottom - other.top)
                assert not (wide > 0.5 and high > room), (one, other)


@pytest.mark.parametrize("lines", [2, 5])
def test_a_step_stands_on_one_page_with_its_command_and_none_is_left_alone_at_the_end(lines: int) -> None:
    count = 23
    long = tuple(
        replace(
            step("x"),
            number=n,
            anchor=f"s{n}",
            do=f"do{n}",
            run="\n".join(f"run{n} {'word ' * (9 + n % 4 * 7)}" for _ in range(1 + (n * lines) % 9)),
        )
        for n in range(1, count + 1)
    )
    pages: dict[str, set[int]] = {}
    for found in laid_out(document(Steps(long, "d"), name="Steps")):
        pages.setdefault(found.text.split()[0], set()).add(found.page)
    assert max(*pages["do1"], *pages[f"do{count}"]) > 1
    for n in range(1, count + 1):
        assert pages[f"run{n}"] == pages[f"do{n}"], n
        assert len(pages[f"do{n}"]) == 1, n
    assert pages[f"do{count}"] == pages[f"do{count - 1}"]
