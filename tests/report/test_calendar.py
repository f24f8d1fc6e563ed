"""The ids of events."""

from __future__ import annotations

import re

import pytest

from bcdr.report.calendar import uid


def test_an_id_says_nothing_and_is_the_same_everywhere() -> None:
    assert uid("Shop", "drill", "drills/a") == "003d9ca395d32d564d2a41f586a063b8@bcdr"
    assert re.fullmatch("[0-9a-f]{32}@bcdr", uid("Ladenbau Müller \ud800\n", ""))


@pytest.mark.parametrize(
    "other",
    [
        ("Shop", "drill", "drills/b"),
        ("Shop 2", "drill", "drills/a"),
        ("Shop", "drilld", "rills/a"),
        ("Shopdrill", "", "drills/a"),
    ],
)
def test_what_differs_has_another_id(other: tuple[str, ...]) -> None:
    assert uid(*other) != uid("Shop", "drill", "drills/a")
