"""The parts of a document."""

from __future__ import annotations

from bcdr.report.document import NOT_PROVIDED, Column, Section, Table, cell, numbered, pair


def test_sections_are_numbered_through_all_levels() -> None:
    inner = Section("b", "B", ())
    one, two = numbered((Section("a", "A", (), (inner, inner)), Section("c", "C", ())))
    assert [one.number, *(s.number for s in one.sections), two.number] == ["1", "1.1", "1.2", "2"]
    assert [one.level, one.sections[0].level] == [1, 2]


def test_widths_are_shares_of_a_hundred() -> None:
    assert Table("t", (Column("a", 30), Column("b", 10)), ()).widths == (75.0, 25.0)


def test_a_gap_is_printed_and_never_blank() -> None:
    assert cell().lines[0][0].text == NOT_PROVIDED
    assert pair("Name", None, "")[1][0][0].text == NOT_PROVIDED
