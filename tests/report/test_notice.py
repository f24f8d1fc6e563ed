"""Limits as the law counts them, and who is told after which decision."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bcdr.model.drill import Breach
from bcdr.report.notice import AUTHORITY, PEOPLE, is_told, within


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (timedelta(hours=72), "72 h"),
        (timedelta(days=1), "24 h"),
        (timedelta(hours=73), "3 d 1 h"),
        (timedelta(minutes=30), "30 min"),
        (timedelta(minutes=90), "1 h 30 min"),
        (timedelta(days=7), "7 d"),
        (None, "not provided"),
    ],
)
def test_limits_stand_in_hours_as_the_law_counts(limit: timedelta | None, words: str) -> None:
    assert within(limit) == words


@pytest.mark.parametrize(
    ("decision", "authority", "people"),
    [
        (None, True, True),
        ("authority", True, False),
        ("authority-and-people", True, True),
        ("register-only", False, False),
    ],
)
def test_who_is_told_is_what_was_decided(decision: str | None, authority: bool, people: bool) -> None:
    found = Breach(decision=decision)
    assert (is_told(found, AUTHORITY), is_told(found, PEOPLE)) == (authority, people)
