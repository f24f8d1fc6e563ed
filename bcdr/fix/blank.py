"""Blanks: keys that say `unknown`, each with the question behind it that somebody must answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bcdr.fix.phrase import TODO
from bcdr.model.record import Record
from bcdr.source.edit import Noted


def blank(question: str) -> Noted:
    """`unknown`, and behind it what is asked."""
    return Noted(None, TODO + question)


def blanks(record: Record | None, questions: Mapping[str, str]) -> dict[str, Any]:
    """A blank for each key of `questions` that nobody wrote yet: what was said to be unknown is not asked again."""
    # `from` and `class` are spelled `from_` and `class_` in records
    said = {name.rstrip("_") for name in record.__pydantic_fields_set__} if record is not None else ()
    return {key: blank(question) for key, question in questions.items() if key not in said}
