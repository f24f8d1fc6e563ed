"""What the operations of a template may make; what templates see of it is in test_sandbox.py."""

from __future__ import annotations

from datetime import date

import pytest
from jinja2 import TemplateError

from bcdr.render.allowance import LONGEST, Allowance, check_operation, printable

HALF = "x" * (LONGEST // 2)


@pytest.mark.parametrize(
    ("left", "operator", "right", "fits"),
    [
        (HALF, "+", HALF, True),
        (HALF + "x", "+", HALF, False),
        ([0] * LONGEST, "+", [], True),
        ((0,) * LONGEST, "+", (0,), False),
        (LONGEST, "+", LONGEST, True),
        ("x", "*", LONGEST, True),
        ("x", "*", LONGEST + 1, False),
        (LONGEST + 1, "*", [0], False),
        ("x", "*", -1, True),
        (2**5000, "*", 2**4990, True),
        (2**5000, "*", 2**5000, False),
        (2, "**", 5000, True),
        (2, "**", -5001, False),
        (2**100, "**", 101, False),
        (2.5, "**", 10_000, True),
        (2**5000, "**", 2.5, True),
        (2.5, "*", 3, True),
        (3, "*", 2.5, True),
        (HALF, "*", 2.5, True),
        (HALF, "-", HALF + "x", True),
        ("x", "-", 1, True),
        (7, "%", 2, True),
        ("%d", "%", 2, False),
    ],
)
def test_an_operation_that_may_give_too_much_is_refused(left: object, operator: str, right: object, fits: bool) -> None:
    if fits:
        check_operation(operator, left, right)
        return
    with pytest.raises(TemplateError) as refused:
        check_operation(operator, left, right)
    assert str(refused.value) == f"{operator} is not for this here: it may give more than a document can hold"


@pytest.mark.parametrize("value", ["x", 1, 1.5, True, None, date(2026, 11, 21)])
def test_text_and_numbers_are_printed(value: object) -> None:
    assert printable(value) is value


@pytest.mark.parametrize("value", [[], (), {}, set(), object(), range(3)])
def test_nothing_else_is(value: object) -> None:
    with pytest.raises(TemplateError, match="which is no text: name a part of it"):
        printable(value)


def test_what_was_spent_is_gone() -> None:
    allowance = Allowance()
    assert allowance.is_unbounded
    allowance.renew(101)
    assert allowance.spend("x" * 50) == "x" * 50
    assert allowance.spend([1]) == [1]
    assert allowance.spend(7) == 7
    allowance.spend("x")
    with pytest.raises(TemplateError, match="more text than a document can hold"):
        allowance.spend("x")
    allowance.renew(1)
    allowance.spend("x")
