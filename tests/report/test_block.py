"""The parts of a section."""

from __future__ import annotations

import pytest

from bcdr.report.block import Column, Items, Pairs, Step, Table
from bcdr.report.span import cell, line, pair


def test_widths_are_shares_of_a_hundred() -> None:
    assert Table("t", (Column("a", 30), Column("b", 10)), ()).widths == (75.0, 25.0)


@pytest.mark.parametrize(
    ("columns", "letters", "least"),
    [
        pytest.param(3, 500, 0, id="few columns do not scroll"),
        pytest.param(4, 90, 0, id="a short text"),
        pytest.param(4, 138, 10.0, id="138 letters in six lines of 23"),
        pytest.param(4, 5000, 18, id="no end of text"),
    ],
)
def test_on_a_phone_a_column_of_long_texts_has_room(columns: int, letters: int, least: float) -> None:
    row = (cell("x" * letters), *(cell("y") for _ in range(columns - 1)))
    made = Table("t", tuple(Column("c") for _ in range(columns)), (row,))
    share = round(100 / columns, 2)
    assert made.columns_set == ((share, least), *((share, 0) for _ in range(columns - 1)))
    assert Table("t", made.columns, ()).columns_set == tuple((share, 0) for _ in range(columns))


@pytest.mark.parametrize(
    ("rows", "letters", "is_short"),
    [
        pytest.param(13, 5, True, id="13 rows of one line"),
        pytest.param(14, 5, False, id="14 rows of one line"),
        pytest.param(1, 13 * 58, True, id="one row of 13 lines in half of the width"),
        pytest.param(1, 13 * 58 + 1, False, id="one row of 14 lines"),
        pytest.param(4, 4 * 58, False, id="few rows that are tall"),
    ],
)
def test_a_table_is_kept_on_one_page_by_its_height(rows: int, letters: int, *, is_short: bool) -> None:
    columns = (Column("a", 50), Column("b", 50))
    assert Table("t", columns, tuple((cell("x"), cell("y" * letters)) for _ in range(rows))).is_short is is_short


def test_names_and_values_are_kept_on_one_page_by_their_height() -> None:
    assert Pairs((pair("Name", "x" * 500),)).is_short
    assert not Pairs(tuple(pair("Name", "x" * 500) for _ in range(3))).is_short


@pytest.mark.parametrize(
    ("lines", "letters", "is_narrow"), [(6, 58, True), (5, 58, False), (6, 59, False)], ids=["many", "few", "wide"]
)
def test_many_narrow_lines_are_set_in_two_columns(lines: int, letters: int, *, is_narrow: bool) -> None:
    assert Items(tuple(line("x" * letters) for _ in range(lines))).is_narrow is is_narrow


@pytest.mark.parametrize("run", ["", "one", "a -b --c=d\n\n  two  spaces\ttab \n", "psql -c 'a  b' && \\\n  true"])
def test_a_command_on_a_screen_is_what_was_typed(run: str) -> None:
    step = Step(1, "a", "do", "", (), "", "", "", run, "", "", (), "")
    assert "\n".join(" ".join(words) for words in step.words) == run
    assert all(" " not in word for words in step.words for word in words)
