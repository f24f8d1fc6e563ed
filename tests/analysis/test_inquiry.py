"""Which answers of vendors are answers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bcdr.analysis.inquiry import Standing, is_answered, standing
from bcdr.model.vendor import Answer

DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer(answer="here", basis="contract", occurred=DAY), True),
        (Answer(answer="here", occurred=DAY), True),
        (Answer(answer="here", basis="contract"), False),
        (Answer(answer="here", basis="assumption", occurred=DAY), False),
        (Answer(asked=DAY, occurred=DAY), False),
    ],
)
def test_is_answered(answer: Answer, expected: bool) -> None:
    assert is_answered(answer) is expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (None, "open"),
        (Answer(), "open"),
        (Answer(answer="here", occurred=date(2025, 11, 21)), "answered"),
        (Answer(answer="here", occurred=date(2025, 11, 20)), "old"),
        (Answer(answer="here", basis="assumption", occurred=DAY), "assumed"),
        (Answer(answer="here"), "assumed"),
        (Answer(asked=date(2026, 9, 22)), "waiting"),
        (Answer(asked=date(2026, 9, 21)), "open"),
        (Answer(answer="here", basis="assumption", occurred=DAY, asked=date(2026, 11, 1)), "waiting"),
    ],
)
def test_where_a_question_stands(answer: Answer | None, expected: Standing) -> None:
    assert standing(answer, date(2026, 11, 21), timedelta(days=365), timedelta(days=60)) == expected
