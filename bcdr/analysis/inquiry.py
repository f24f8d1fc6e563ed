"""The questions that every provider must answer: which are answered, and which were asked and are open."""

from __future__ import annotations

from bcdr.model.vendor import Answer


def is_answered(answer: Answer) -> bool:
    """It was given on a day, and rests on more than an assumption."""
    return answer.answer is not None and answer.occurred is not None and answer.basis != "assumption"
