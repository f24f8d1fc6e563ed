"""The questions that every provider must answer: which are answered, and which were asked and are open."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from bcdr.analysis.age import age
from bcdr.model.vendor import Answer


def is_answered(answer: Answer) -> bool:
    """It was given on a day, and rests on more than an assumption."""
    return answer.answer is not None and answer.occurred is not None and answer.basis != "assumption"


Standing = Literal["answered", "old", "assumed", "waiting", "open"]
"""Where a question stands: answered, answered too long ago, only assumed, asked not long ago, or open."""


def standing(answer: Answer | None, as_of: date, valid: timedelta, patience: timedelta) -> Standing:
    """Where a question stands on a day: answers count for `valid`, an open question counts as asked for `patience`."""
    if answer is not None and is_answered(answer):
        return "old" if age(answer.occurred, as_of) > valid else "answered"
    if answer is not None and answer.asked is not None and age(answer.asked, as_of) <= patience:
        return "waiting"
    return "assumed" if answer is not None and answer.answer is not None else "open"
