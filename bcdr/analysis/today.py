"""Which day it is for an organisation, told from the clock."""

from __future__ import annotations

from datetime import date, datetime

from bcdr.analysis.age import day_of
from bcdr.analysis.crontab import zone_of


def today(now: datetime, timezone: str) -> date:
    """The day on which `now` falls in the IANA zone, or in UTC where that is later.

    A drill is dated where the organisation is, and a backup by its day in UTC: on the later of both days nothing that
    has happened lies ahead. It depends on the clock and the plan alone, not on the machine that asks.
    """
    return max(day_of(now), now.astimezone(zone_of(timezone)).date())
