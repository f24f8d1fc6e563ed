"""A plan ready to be asked what it survives. The fault tree costs more than its answers, so it is made once."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.aftermath import Survival

_KEPT = 16
"""More than the different times that scenarios of a plan name."""


def survival_of(facts: Facts, detection: timedelta | None = None) -> Survival:
    """What survives what, if corruption is found after `detection`; None for the time of the plan."""
    of_plan = _made(facts)
    return of_plan if detection is None else _again(of_plan, detection)


@lru_cache(maxsize=_KEPT)
def _made(facts: Facts) -> Survival:
    return Survival(facts)


@lru_cache(maxsize=_KEPT)
def _again(survival: Survival, detection: timedelta) -> Survival:
    return survival.found_after(detection)
