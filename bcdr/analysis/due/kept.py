"""What is kept for the day and grows old: alarms that were tried, the plan elsewhere, the list of customers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from bcdr.analysis.addressbook import CURRENT
from bcdr.analysis.blast import NEEDED
from bcdr.analysis.due.due import Due, again
from bcdr.analysis.limit import ALARM, PLAN_KEPT, span

if TYPE_CHECKING:
    from bcdr.analysis.facts import Facts
    from bcdr.model.datastore import Copy

_LOWEST_ALARM = {"std": 3, "micro": 2}
_LOWEST_UNTRIED = {"std": 2, "micro": 0}
"""Least critical tier for which the age of an alarm is spoken of, and for which one that was never tried is a duty."""


def kept(facts: Facts) -> Iterator[Due]:
    """Everything that is fresh only for a time."""
    yield from _alarms(facts)
    if facts.protects_something:
        yield from _plan(facts)
    yield from _customers(facts)


def _alarms(facts: Facts) -> Iterator[Due]:
    """One for each thing that watches, with the day of the backup whose alarm was tried longest ago."""
    watched: dict[str, list[tuple[date | None, Copy, str]]] = {}
    for copy in facts.copies:
        watcher = copy.monitor
        if watcher is None or not copy.is_backup or facts.is_setting(copy):
            continue
        reached = next((ref for ref in watcher.alerts if facts.people(ref)), None)
        lowest = _LOWEST_UNTRIED if watcher.alarm_tested is None else _LOWEST_ALARM
        if reached is not None and facts.store_tier(facts.source(copy)) <= lowest[facts.profile]:
            watched.setdefault(watcher.by, []).append((watcher.alarm_tested, copy, reached))
    for name, found in watched.items():
        tested, copy, reached = min(found, key=lambda f: (f[0] or date.min, f[1].ref))
        number = f" and {len(found) - 1} more" if len(found) > 1 else ""
        what = f"trial of an alarm ({name}): {copy.id} of {facts.source(copy).name_or_id}{number}"
        yield from again(tested, span(ALARM, facts.plan), "check", copy.ref, what, reached, name)


def _plan(facts: Facts) -> Iterator[Due]:
    """A copy elsewhere, with the day of the part that was copied longest ago."""
    safe = [k for k in facts.plan.kept.values() if facts.is_outside_blast(k.at)]
    oldest: tuple[date | None, str] | None = None
    for part in NEEDED:
        holding = [k for k in safe if part in k.includes]
        if any(k.always_current for k in holding):
            continue
        newest = max(holding, key=lambda k: (k.occurred or date.min, k.id), default=None)
        found = (newest.occurred, newest.ref) if newest is not None else (None, "plan")
        if oldest is None or (found[0] or date.min) < (oldest[0] or date.min):
            oldest = found
    if oldest is not None:
        what = "fresh copy of the plan, outside of what it recovers"
        yield from again(oldest[0], span(PLAN_KEPT, facts.plan), "check", oldest[1], what, series="plan elsewhere")


def _customers(facts: Facts) -> Iterator[Due]:
    lists = [found.refreshed for found in facts.customer_lists or () if found.is_elsewhere]
    newest = max((day for day in lists if day is not None), default=date.max)
    if not facts.is_small and newest != date.max:
        what = "fresh list of the contacts of customers"
        yield from again(newest, CURRENT, "check", "plan", what, series="customer contacts")
