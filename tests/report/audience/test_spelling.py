"""Other ways to write a name."""

from __future__ import annotations

import pytest

from bcdr.report.audience.spelling import logins, names

ANNA = {
    "Anna Berg", "Anna", "ANNA", "Berg", "BERG", "A. Berg", "A.Berg", "A Berg", "Berg, Anna", "Berg, A.", "Berg A.", "A.B.", "A. B.",
}  # fmt: skip


@pytest.mark.parametrize(("name", "found"), [("Anna Berg", ANNA), ("Bo", set()), ("Madonna", {"Madonna", "MADONNA"})])
def test_names(name: str, found: set[str]) -> None:
    assert set(names(name)) == found


def test_a_title_may_be_left_out() -> None:
    assert {"Dr Ada Roth", "Ada Roth", "Dr Ada"} <= set(names("Dr Ada Roth"))


def test_a_name_of_three_letters_counts_and_one_of_two_does_not() -> None:
    assert {"Ada", "ADA"} <= set(names("Ada Bo"))
    assert not {"Bo", "BO"} & set(names("Ada Bo"))


def test_parts_of_a_double_name_and_letters_that_a_keyboard_lacks() -> None:
    found = set(names("Anne-Marie K\u00fchn"))
    assert {"Anne-Marie", "Anne", "Marie", "K\u00fchn", "K\u00dcHN", "Kuehn", "Kuhn", "A. Kuehn"} <= found


def test_logins() -> None:
    found = set(logins("Anna Berg"))
    assert {"annaberg", "anna.berg", "anna_berg", "berg-anna", "aberg", "a.berg", "berga", "annab"} <= found
    assert {"annabaerg", "anna.barg", "ab\u00e4rg"} <= set(logins("Anna B\u00e4rg"))
    assert set(logins("Al Bo")) == {f"{a}{s}{b}" for a, b in (("al", "bo"), ("bo", "al")) for s in "._-"}
    assert list(logins("Madonna")) == []
