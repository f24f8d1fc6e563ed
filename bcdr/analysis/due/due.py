"""One thing that is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from bcdr.analysis.age import after
from bcdr.model.value import UNBOUNDED

DueKind = Literal[
    "drill", "restore", "exercise", "review", "runbook", "check", "training", "contract", "renewal", "certificate",
    "support", "handover", "waiver", "risk", "answer", "evidence", "action",
]  # fmt: skip


class Due(NamedTuple):
    """One thing with a date. `day` is None for what was never done although it should repeat, or has no date.

    `owner` refers to a role or person. `series` says what it is about where kind and `ref` do not: the next record of a
    drill has another id.
    """

    day: date | None
    kind: DueKind
    ref: str
    what: str
    owner: str | None = None
    series: str = ""

    def is_overdue(self, as_of: date) -> bool:
        """Its day has passed, or it was never done at all."""
        return self.day is None or self.day < as_of


def again(
    last: date | None, every: timedelta, kind: DueKind, ref: str, what: str, owner: str | None = None, series: str = ""
) -> Iterator[Due]:
    """What is due that long after it was `last` done, or was never done; nothing where once is enough."""
    if every == UNBOUNDED:
        return
    day = after(last, every)
    if last is None or day is not None:
        yield Due(day, kind, ref, what, owner, series)
