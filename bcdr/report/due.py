"""What has a date, for the person who must act: overdue first, then what is coming, each with its owner by name."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from bcdr.analysis.due import Due
from bcdr.analysis.facts import Facts
from bcdr.report.naming import name_of


class Item(NamedTuple):
    """One thing with a date. `days` are from the day of evaluation, negative when overdue; None: never done."""

    day: date | None
    days: int | None
    kind: str
    ref: str
    what: str
    owner: str


class DueList(NamedTuple):
    """Overdue and coming items of one plan, never done first, then by date."""

    plan: str
    organization: str
    as_of: date
    within: timedelta
    overdue: tuple[Item, ...]
    coming: tuple[Item, ...]


def due_list(plan: str, facts: Facts, within: timedelta) -> DueList:
    """Everything overdue, and everything that falls due in the time ahead."""
    last = facts.as_of + min(within, date.max - facts.as_of)
    overdue = tuple(_item(d, facts) for d in facts.due if d.is_overdue(facts.as_of))
    coming = tuple(
        _item(d, facts) for d in facts.due if d.day is not None and not d.is_overdue(facts.as_of) and d.day <= last
    )
    return DueList(plan, facts.plan.organization.name, facts.as_of, within, overdue, coming)


def _item(due: Due, facts: Facts) -> Item:
    days = None if due.day is None else (due.day - facts.as_of).days
    owner = name_of(facts, due.owner) if due.owner else "nobody"
    return Item(due.day, days, due.kind, due.ref, due.what, owner)


def when(item: Item) -> str:
    """`never done`, `3 days late`, `today`, `in 12 days`."""
    if item.days is None:
        return "never done"
    if item.days == 0:
        return "today"
    days = abs(item.days)
    count = f"{days} day{'' if days == 1 else 's'}"
    return f"{count} late" if item.days < 0 else f"in {count}"
