"""Which answers of vendors are answers."""

from __future__ import annotations

from datetime import date

import pytest

from bcdr.analysis.inquiry import is_answered
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
