"""The five words a clause may be marked with; none says "compliant", for software shows and people judge."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from bcdr.frameworks.reading import rows

StatusId = Literal["evidenced", "partly-evidenced", "no-evidence", "not-applicable", "for-human-assessment"]


@dataclass(frozen=True, slots=True)
class Status:
    """One word, and what a reader may conclude from it."""

    id: StatusId
    title: str
    """The word as documents print it."""
    meaning: str
    needs_reason: bool
    """Whether the word may only be printed together with a reason."""


@cache
def statuses() -> tuple[Status, ...]:
    """The five, from most to least shown, and then the one that waits for a person."""
    return rows("status.yaml", "statuses", Status)


def status(id: StatusId) -> Status:
    """The status with this id."""
    return next(one for one in statuses() if one.id == id)


def earned(*, shown: bool, lacking: bool, judged: bool = True) -> StatusId:
    """The word that evidence earns: something must be shown, nothing may lack, and somebody must have looked.

    What nothing has `judged`, however much the plan holds of it, waits for a person.
    """
    if not shown:
        return "no-evidence"
    if lacking:
        return "partly-evidenced"
    return "evidenced" if judged else "for-human-assessment"
