"""What is due when: everything in a plan that has a day, an end or an interval, one topic a module.

What has a day of its own in the plan is listed whatever it is for. What follows only from drills that were or were not
done is listed where it is a duty: where a lint would warn, not only note. Jobs of backups are left to what watches
them, and forecasts (a disk that fills up) to the rule that makes them: neither is a day in the plan.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bcdr.analysis.due.due import Due, DueKind
from bcdr.analysis.due.ending import ending
from bcdr.analysis.due.exercised import exercised
from bcdr.analysis.due.kept import kept
from bcdr.analysis.due.owed import owed
from bcdr.analysis.due.reviewed import reviewed

if TYPE_CHECKING:
    from bcdr.analysis.facts import Facts

__all__ = ["Due", "DueKind", "due"]


def due(facts: Facts) -> tuple[Due, ...]:
    """Everything with a date, never done first, then by date."""
    found = [*exercised(facts), *reviewed(facts), *kept(facts), *ending(facts), *owed(facts)]
    return tuple(sorted(found, key=lambda d: (d.day or date.min, d.kind, d.ref, d.series)))
