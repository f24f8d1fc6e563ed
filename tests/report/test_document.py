"""A document: its sections and figures."""

from __future__ import annotations

from datetime import date

from bcdr.report.block import Figure, say
from bcdr.report.document import Document, Section, counted_figures, numbered


def test_sections_are_numbered_through_all_levels() -> None:
    inner = Section("b", "B", ())
    one, two = numbered((Section("a", "A", (), (inner, inner)), Section("c", "C", ())))
    assert [one.number, *(s.number for s in one.sections), two.number] == ["1", "1.1", "1.2", "2"]
    assert [one.level, one.sections[0].level] == [1, 2]


def test_figures_are_numbered_as_they_stand_and_listed() -> None:
    inner = Section("b", "B", (Figure("f2", "Two", "", ""),), (Section("c", "C", (Figure("f3", "Three", "", ""),)),))
    found = counted_figures((Section("a", "A", (say("x"), Figure("f1", "One", "", ""))), inner))
    document = Document(
        "k", "T", "S", "O", "c", "en", "v", date(2026, 1, 1), (), "d", sections=found, summary="", tool="t"
    )  # fmt: skip
    assert [(f.label, f.id) for f in document.figures] == [
        ("Figure 1: ", "f1"),
        ("Figure 2: ", "f2"),
        ("Figure 3: ", "f3"),
    ]
    assert not document.has_many_figures
    assert Figure("f", "Alone", "", "").label == ""
