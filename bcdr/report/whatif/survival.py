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
    return _made(facts, facts.detection if detection is None else detection)


@lru_cache(maxsize=_KEPT)
def _made(facts: Facts, detection: timedelta) -> Survival:
    return Survival(facts, detection)
