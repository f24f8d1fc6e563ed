"""The width of the page is shared so that a table needs the fewest lines."""

from __future__ import annotations

import pytest

from bcdr.report.block import Column, Table
from bcdr.report.book.breadth import WIDTH, shares
from bcdr.report.span import Cell, Span, cell

LONG = "a sentence that goes on and on for more than one line of a narrow column, " * 3


@pytest.mark.parametrize(
    ("row", "wider"),
    [
        pytest.param((cell("x"), cell(LONG)), 1, id="long text beside a letter"),
        pytest.param((cell(LONG), cell("x")), 0, id="the other way round"),
        pytest.param((cell(LONG), cell(*["one", "two", "three"] * 4)), 0, id="many short lines need no width"),
        pytest.param(
            (cell("short words only"), cell((Span("mobile "), Span("kept in safe", by_hand=True)))),
            1,
            id="room for a hand",
        ),
    ],
)
def test_width_goes_where_it_saves_lines(row: tuple[Cell, ...], wider: int) -> None:
    widths = shares(Table("T", (Column("A"), Column("B")), (row,)))
    assert widths[wider] == max(widths)
    assert widths[wider] > widths[1 - wider]
    assert sum(widths) <= WIDTH


@pytest.mark.parametrize("word", ["2026-11-20", "not-yet-approved", "Administration", "30\u00a0min"])
def test_a_word_is_not_broken_for_the_sake_of_its_neighbour(word: str) -> None:
    table = Table("T", (Column("A"), Column("B")), ((cell(LONG * 9), cell(word)),))
    assert shares(table)[1] > len(word)


def test_a_digest_does_not_push_everything_else_aside() -> None:
    table = Table("T", (Column("A"), Column("B")), ((cell("f" * 300), cell(LONG)),))
    assert shares(table)[1] > WIDTH / 3
