"""How often what is asked: the options of the rules whose findings a calendar of drills keeps away.

The defaults are those of the rules; a test compares them. Who knows the rules hands in what a plan's policy set.
"""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

YEAR = timedelta(days=365)
HALF = timedelta(days=180)


class Limits(NamedTuple):
    """Longest times between two drills. `growth` is the share by which data may grow since its last restore."""

    restore: timedelta = YEAR
    restore_tier1: timedelta = HALF
    restore_micro: timedelta = YEAR
    growth: float = 0.5
    sampled: timedelta = YEAR
    evidence: timedelta = YEAR
    failover: timedelta = YEAR
    runbook: timedelta = YEAR
    runbook_tier1: timedelta = HALF
    callout: timedelta = YEAR
    scenario: timedelta = 2 * YEAR
    exercise: timedelta = YEAR
