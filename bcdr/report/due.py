"""What has a date, for the person who must act: overdue first, then what is coming, each with its owner by name."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from bcdr.analysis.dangling import nearest
from bcdr.analysis.due import Due, DueKind
from bcdr.analysis.facts import Facts
from bcdr.errors import BcdrError
from bcdr.report.calendar import Calendar, Event, uid
from bcdr.report.naming import name_of

TO_DO: Mapping[DueKind, str] = {
    "drill": "Carry it out and record it as a drill.",
    "restore": "Restore it from a backup, check what came back, and record it as a drill.",
    "exercise": "Try it with the people who would do it, and record it as a drill.",
    "review": "Read it with those who answer for it, and write down what came of it, with the day.",
    "runbook": "Compare it with reality, mend it, and write the day under reviewed.",
    "check": "Look at it, mend what is wrong, and write the day into the plan.",
    "training": "Attend it, and write the day under training.",
    "contract": "Decide whether it goes on, and write the new end under contract.",
    "renewal": "Renew it, and write the new end under ends.",
    "certificate": "Get the new one, and write its end under valid_until.",
    "support": "Replace it, or write how it is rebuilt and how long that takes.",
    "handover": "Hand over to a successor, and write the day under handover.",
    "answer": "Ask the vendor again, and write each answer with its day under answers.",
    "evidence": "Get newer evidence, and register it with bcdr evidence add.",
    "waiver": "Mend what was accepted, or have it accepted again with a reason and an end.",
    "risk": "Decide anew whether it is accepted, by whom and until when.",
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
    """Overdue and coming items of one plan, never done first, then by date.

    `whose` names the person or role that the list is limited to; empty for everybody.
    """

    plan: str
    organization: str
    as_of: date
    within: timedelta
    overdue: tuple[Item, ...]
    coming: tuple[Item, ...]
    whose: str = ""


def due_list(
    plan: str, facts: Facts, within: timedelta, *, owner: str | None = None, kinds: Container[str] | None = None
) -> DueList:
    """Everything overdue, and everything that falls due in the time ahead.

    `owner` limits it to what a person or role looks after, a person also in a role; BcdrError when there is none of
    that id. `kinds` limits it to those.
    """
    last = facts.as_of + min(within, date.max - facts.as_of)
    mine = owned_by(owner, facts) if owner is not None else None
    found = [d for d in facts.due if (mine is None or d.owner in mine) and (kinds is None or d.kind in kinds)]
    overdue = tuple(_item(d, facts) for d in found if d.is_overdue(facts.as_of))
    coming = tuple(
        _item(d, facts) for d in found if d.day is not None and not d.is_overdue(facts.as_of) and d.day <= last
    )
    whose = name_of(facts, mine[0]) if mine else ""
    return DueList(plan, facts.plan.organization.name, facts.as_of, within, overdue, coming, whose)


def owned_by(name: str, facts: Facts) -> tuple[str, ...]:
    """References under which things belong to a person or role of that id: itself, and the roles of a person."""
    plan = facts.plan
    person, role = plan.people.get(name.removeprefix("people/")), plan.roles.get(name.removeprefix("roles/"))
    if person is not None:
        held = (r.ref for r in plan.roles.values() if facts.holder(r) == person or person in facts.members(r))
        return (person.ref, *held)
    if role is not None:
        return (role.ref,)
    near = nearest(name, (*plan.people, *plan.roles))
    raise BcdrError(f"there is no person or role {name} in the plan", f"did you mean {near}?" if near else "")


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
    whose = f" ({found.whose})" if found.whose else ""
    return Calendar(f"{found.organization}: what is due{whose}", found.as_of, events)


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
