"""Values of two plans beside each other, short enough for a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from typing import Any

from bcdr.model.record import Record
from bcdr.model.value import Money
from bcdr.report.document import NOT_PROVIDED
from bcdr.report.wording import clock, counted, day, duration, flag, listed, money

LONGEST = 70
"""Longer texts are said to have changed, and are not printed twice."""


def value_words(value: Any) -> str:
    """A value of the plan in words; what a list of records or a whole object holds is counted."""
    if isinstance(value, (Mapping, tuple)):
        if isinstance(value, tuple) and all(isinstance(v, str) for v in value):
            return listed(value, "nothing")
        return counted(len(value), "entry", "entries")
    for kind, words in _WORDS:
        if isinstance(value, kind):
            return words(value)
    return NOT_PROVIDED if value is None else str(value)


_WORDS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, flag),
    (timedelta, duration),
    (date, day),
    (time, clock),
    (Money, money),
    (Record, lambda _: "given"),
)


def change_words(old: Any, new: Any) -> str:
    """`4 h to 8 h`; of long texts that they changed."""
    before, after = value_words(old), value_words(new)
    if len(before) > LONGEST or len(after) > LONGEST:
        return "written for the first time" if old is None else "removed" if new is None else "text changed"
    return f"{before} → {after}" if before != after else "changed inside"
