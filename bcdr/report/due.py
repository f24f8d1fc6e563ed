"""What has a date, for the person who must act: overdue first, then what is coming, each with its owner by name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from bcdr.analysis.due import Due, DueKind
from bcdr.analysis.facts import Facts
from bcdr.report.calendar import Calendar, Event, uid
from bcdr.report.naming import name_of

TO_DO: Mapping[DueKind, str] = {
    "drill": "Carry it out and record it as a drill.",
    "restore": "Restore it from a backup, check what came back, and record it as a drill.",
    "review": "Read the plan with whoever approves it, and write it down under reviews.",
    "runbook": "Compare it with reality, mend it, and write the day under reviewed.",
    "contract": "Decide whether it goes on, and write the new end under contract.",
    "renewal": "Renew it, and write the new end under ends.",
    "answer": "Ask the vendor again, and write each answer with its day under answers.",
    "evidence": "Get newer evidence, and register it with bcdr evidence add.",
    "waiver": "Mend what was accepted, or have it accepted again with a reason and an end.",
    "action": "Do it and write status: done, or have its owner set another day.",
}
"""What ends each kind, as a sentence."""


class Item(NamedTuple):
    """One thing with a date. `days` are from the day of evaluation, negative when overdue; None: never done."""

    day: date | None
    days: int | None
    kind: DueKind
    ref: str
    what: str
    owner: str
    series: str = ""


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
    return Item(due.day, days, due.kind, due.ref, due.what, owner, due.series)


def when(item: Item) -> str:
    """`never done`, `no date`, `3 days late`, `today`, `in 12 days`."""
    if item.days is None:
        return "no date" if item.kind == "action" else "never done"
    if item.days == 0:
        return "today"
    days = abs(item.days)
    count = f"{days} day{'' if days == 1 else 's'}"
    return f"{count} late" if item.days < 0 else f"in {count}"


def calendar(found: DueList) -> Calendar:
    """The list for a calendar program.

    What is overdue or was never done stands on the day of evaluation, and says so: on its own day, which has passed,
    nobody would see it, and without a day there is no event.
    """
    events = tuple(_event(item, found) for item in (*found.overdue, *found.coming))
    return Calendar(f"{found.organization}: what is due", found.as_of, events)


def _event(item: Item, found: DueList) -> Event:
    title = {"drill": "Drill: ", "action": "Action: "}.get(item.kind, "") + item.what
    about = [TO_DO[item.kind], f"Owner: {item.owner}", f"In the plan: {item.ref}"]
    day = item.day
    if day is None or day < found.as_of:
        title = f"{'Overdue' if day is not None else when(item).capitalize()}: {title}"
        since = f"It was due on {day.isoformat()}" if day is not None else "It has no day"
        about.insert(0, f"{since}; it is shown on {found.as_of.isoformat()}, the day this calendar was made for.")
        day = found.as_of
    id_ = uid(found.organization, item.kind, item.series or item.ref)
    return Event(id_, day, title[:1].upper() + title[1:], tuple(about), ("bcdr", item.kind))
