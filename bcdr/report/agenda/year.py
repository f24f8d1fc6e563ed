"""A year of drills for the people who hold them: when, what, who, and why then; what could not be placed, and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from bcdr.analysis.agenda import Met, Missing, Session, agenda
from bcdr.analysis.facts import Facts
from bcdr.analysis.repetition import turns
from bcdr.model.drill import Drill
from bcdr.model.exercise import MEANINGS
from bcdr.report.agenda.why import about, obstacle, why
from bcdr.report.calendar import Calendar, Event, uid
from bcdr.report.naming import name_of
from bcdr.rules.phrase import listed


class Row(NamedTuple):
    """One drill of the calendar. `state` is new, moved or planned; `why` are sentences; `entry` is what is written."""

    day: date
    id: str
    title: str
    type: str
    covers: tuple[str, ...]
    scenario: str | None
    load: str | None
    tier: int | None
    leader: str | None
    leader_name: str
    leader_as: str
    others: tuple[str, ...]
    other_names: tuple[str, ...]
    is_announced: bool
    state: str
    due: date | None
    days_late: int
    why: tuple[str, ...]
    entry: Mapping[str, Any]
    series: str = ""


class Unplaced(NamedTuple):
    """Something that is asked and stands in no calendar."""

    kind: str
    ref: str
    what: str
    reason: str


class Share(NamedTuple):
    """How much of the calendar one person carries."""

    person: str
    name: str
    leads: int
    takes_part: int


class DrillCalendar(NamedTuple):
    """A year of drills, by day; what has no place in it; how the load is shared, most first."""

    plan: str
    organization: str
    as_of: date
    first: date
    last: date
    rows: tuple[Row, ...]
    unplaced: tuple[Unplaced, ...]
    shares: tuple[Share, ...]

    def count(self, state: str) -> int:
        """How many drills are in that state."""
        return sum(r.state == state for r in self.rows)


def drill_calendar(plan: str, facts: Facts, first: date, last: date) -> DrillCalendar:
    """The calendar from `first` to `last`, with the options that the plan's policy sets."""
    found = agenda(facts, first, last)
    taken = set(facts.plan.drills)
    rows = _in_series([_row(s, facts, last, taken) for s in found.sessions], facts)
    unplaced = tuple(_unplaced(m, facts, last) for m in found.missing)
    return DrillCalendar(
        plan, facts.plan.organization.name, facts.as_of, first, last, rows, unplaced, tuple(_shares(rows, facts))
    )


def _in_series(rows: Sequence[Row], facts: Facts) -> tuple[Row, ...]:
    """The rows, each with the series by which a calendar program knows the drill again once it is in the plan."""
    drills = dict(facts.plan.drills)
    for row in rows:
        known = drills.get(row.id)
        drills[row.id] = (
            Drill.standing(("drills", row.id), type=row.type, covers=row.covers, scenario=row.scenario, planned=row.day)
            if known is None
            else known.but(planned=row.day)
        )
    series = {t.drill.id: t.series for t in turns(drills.values(), facts.done_drills)}
    return tuple(r._replace(series=series.get(r.id, r.id)) for r in rows)


def calendar(found: DrillCalendar) -> Calendar:
    """The drills for a calendar program: what is not in the plan yet is a proposal, which `bcdr due` confirms later."""
    events = tuple(_event(row, found) for row in found.rows)
    return Calendar(f"{found.organization}: drills", found.as_of, events)


def _event(row: Row, found: DrillCalendar) -> Event:
    people = ", ".join((row.leader_name, *row.other_names)) if row.leader is not None else "nobody is named yet"
    about = (
        f"{row.type} of tier {row.tier}" if row.tier is not None else row.type, f"People: {people}",
        f"In the plan: drills/{row.id}" if row.state != "new" else "Proposed; not in the plan yet",
        *(f"{why[:1].upper()}{why[1:]}." for why in row.why),
    )  # fmt: skip
    id_ = uid(found.organization, "drill", row.series)
    return Event(id_, row.day, f"Drill: {row.title}", about, ("bcdr", "drill"), is_proposal=row.state != "planned")


def _row(session: Session, facts: Facts, last: date, taken: set[str]) -> Row:
    drill = session.drill
    id_ = drill.id or _free_id(session, facts, taken)
    title = _title(session, facts)
    due = min((m.due for m in session.meets if m.due is not None), default=None)
    late = (session.day - due).days if due is not None and due < session.day else 0
    people = [p for p in drill.participants if p != drill.led_by]
    return Row(
        day=session.day,
        id=id_,
        title=title,
        type=drill.type,
        covers=drill.covers,
        scenario=drill.scenario,
        load=drill.load,
        tier=facts.tier(drill),
        leader=drill.led_by,
        leader_name=_person(facts, drill.led_by),
        leader_as=_standing(session),
        others=tuple(people),
        other_names=tuple(_person(facts, p) for p in people),
        is_announced=bool(drill.announced),
        state={"proposed": "new"}.get(session.origin, session.origin),
        due=due,
        days_late=late,
        why=tuple(why(session, facts, last)),
        entry=_entry(drill, title),
    )


_STANDING = {"deputy": "deputy", "helper": "not in its steps", "other": "not in the runbook"}


def _standing(session: Session) -> str:
    standing = session.part.standing if session.part is not None else None
    return _STANDING.get(standing or "", "")


def _person(facts: Facts, id_: str | None) -> str:
    person = facts.plan.people.get(id_ or "")
    return person.name if person is not None else "nobody"


_WORD = {
    "notification-test": "call-out", "failover": "failover", "tabletop": "tabletop", "walkthrough": "walkthrough",
    "integrity-check": "check", "fault-injection": "fault",
}  # fmt: skip


def _free_id(session: Session, facts: Facts, taken: set[str]) -> str:
    like = facts.plan.drills.get(session.form.like or "")
    if like is not None:
        name = re.sub(r"^\d{4}(-\d{2}){0,2}-(?=.)", "", like.id)
    else:
        word = _WORD.get(session.drill.type, "restore")
        first = next((r.partition("/")[2] for r in session.drill.covers), "")
        about = session.drill.scenario or first if session.drill.type == "tabletop" else first
        name = f"{word}-{about}" if about and word != "call-out" else word
    wish = f"{session.day:%Y-%m}-{name}"
    found = next(i for n in range(1, len(taken) + 2) if (i := wish if n == 1 else f"{wish}-{n}") not in taken)
    taken.add(found)
    return found


def _title(session: Session, facts: Facts) -> str:
    drill = session.drill
    like = facts.plan.drills.get(session.form.like or "")
    if drill.title or (like is not None and like.title):
        return drill.title or str(like.title if like is not None else "")
    books = [name_of(facts, r) for r in drill.covers if r.startswith("runbooks/")]
    things = [name_of(facts, r) for r in drill.covers if r.startswith(("datastores/", "services/", "vendors/"))]
    match drill.type:
        case "notification-test":
            return "Call-out of everybody who holds a role"
        case "tabletop" if drill.scenario:
            return f"Tabletop: {name_of(facts, f'scenarios/{drill.scenario}')}"
        case "walkthrough":
            return f"Walkthrough: {listed(books or things or [name_of(facts, f'scenarios/{drill.scenario}')])}"
        case "failover":
            return f"Failover of {listed(things, 3) or 'the services'}"
        case "system-restore":
            return f"Restore of {listed(things, 3)}" if things else MEANINGS[drill.type].title
        case "export-restore":
            return f"Export of {listed(things, 3)}, loaded elsewhere" if things else MEANINGS[drill.type].title
    return (
        f"{MEANINGS[drill.type].title}: {listed(books or things, 3)}" if books or things else MEANINGS[drill.type].title
    )


def _entry(drill: Drill, title: str) -> dict[str, Any]:
    """A planned drill as a plan writes it: without `every`, which the earlier drill of its series carries."""
    said: dict[str, Any] = {
        "title": title,
        "type": drill.type,
        "covers": list(drill.covers),
        "scenario": drill.scenario,
        "planned": drill.planned.isoformat() if drill.planned is not None else None,
        "announced": None if drill.announced else "no",
        "led_by": drill.led_by,
        "participants": list(drill.participants),
        "load": drill.load,
    }
    return {key: value for key, value in said.items() if value}


def _unplaced(missing: Missing, facts: Facts, last: date) -> Unplaced:
    need = missing.need
    names = about(Met(need, None, None), facts)
    whole = {"call-out": "A call-out", "tabletop": "A tabletop", "exercise": "A drill of any kind"}
    what = whole.get(need.kind) or {
        "restore": f"Restore of {names}",
        "failover": f"Failover of {names}",
        "runbook": f"Use of the runbook {names}",
        "leader": f"The runbook {names}, led by another",
        "peak": f"{names} under its heaviest load",
        "scenario": f"{names[:1].upper()}{names[1:]}",
    }.get(need.kind, names)
    return Unplaced(need.kind, need.ref, what, obstacle(missing, facts, last))


def _shares(rows: Collection[Row], facts: Facts) -> Iterator[Share]:
    leads = Counter(r.leader for r in rows if r.leader is not None)
    parts = Counter(p for r in rows for p in {*r.others, r.leader} if p is not None)
    for person in sorted(parts, key=lambda p: (-leads[p], -parts[p], p)):
        yield Share(person, _person(facts, person), leads[person], parts[person])
