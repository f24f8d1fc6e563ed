"""Telling others of a breach: limits as the law counts them, and whether a decision asks for it."""

from __future__ import annotations

from datetime import timedelta

from bcdr.frameworks.deadlines import deadline
from bcdr.model.drill import Breach
from bcdr.report.wording import duration

AUTHORITY = frozenset(("authority", "authority-and-people"))
"""Decisions after which the authority is told, Art. 33."""
PEOPLE = frozenset(("authority-and-people",))
"""Decisions after which the people concerned are told, Art. 34."""


def is_told(found: Breach, telling: frozenset[str]) -> bool:
    """Whether those are to be told, as far as is known: where nothing is decided yet, they are."""
    return not found.decision or found.decision in telling


def within(limit: timedelta | None) -> str:
    """A limit as the law counts it: in hours up to 72, so that nobody has to translate `3 d`."""
    hours = limit / timedelta(hours=1) if limit is not None else 0
    return (
        f"{hours:g} h" if hours == int(hours) and 1 <= hours <= deadline("authority-notice").amount else duration(limit)
    )
