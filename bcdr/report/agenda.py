"""A year of drills for the people who hold them: when, what, who, and why then; what could not be placed, and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from bcdr.analysis.agenda import Limits, Met, Missing, Session, agenda
from bcdr.analysis.facts import Facts
from bcdr.errors import BcdrError
from bcdr.model.catalogue import GROUPS
from bcdr.model.drill import Drill
from bcdr.model.exercise import MEANINGS
from bcdr.model.plan import Plan
from bcdr.report.naming import name_of
from bcdr.report.wording import counted
from bcdr.rules.phrase import listed
from bcdr.rules.registry import rule_named

OPTIONS: Mapping[str, tuple[str, str]] = {
    "restore": ("restore-test-stale", "limit"),
    "restore_tier1": ("restore-test-stale", "tier1"),
    "restore_micro": ("restore-test-stale", "micro"),
    "growth": ("restore-test-stale", "growth"),
    "sampled": ("restore-test-partial", "window"),
    "evidence": ("availability-evidence-missing", "limit"),
    "failover": ("failover-never-tested", "limit"),
    "runbook": ("runbook-stale", "limit"),
    "runbook_tier1": ("runbook-stale", "tier1"),
    "callout": ("callout-untested", "limit"),
    "scenario": ("scenario-not-exercised", "limit"),
    "exercise": ("plan-never-exercised", "limit"),
}
"""Which option of which rule each limit is."""


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
    found = agenda(facts, first, last, limits_of(facts.plan))
    taken = set(facts.plan.drills)
    rows = tuple(_row(s, facts, last, taken) for s in found.sessions)
    unplaced = tuple(_unplaced(m, facts, last) for m in found.missing)
    return DrillCalendar(
        plan, facts.plan.organization.name, facts.as_of, first, last, rows, unplaced, tuple(_shares(rows, facts))
    )


def limits_of(plan: Plan) -> Limits:
    """How often what is asked under the plan's policy; BcdrError when it sets an option to what is no value of it."""
    found: dict[str, Any] = {}
    for name, (rule_name, option) in OPTIONS.items():
        rule = rule_named(rule_name)
        text = plan.policy.rules.get(rule_name, {}).get(option)
        if rule is None or text is None:
            continue
        try:
            value = rule.options[option].parse(text)
        except ValueError:
            raise BcdrError(
                f"policy.rules.{rule_name}.{option} is {text}, which cannot be read", "bcdr lint says more"
            ) from None
        found[name] = timedelta(days=value) if isinstance(value, int) and name != "growth" else value
    return Limits(**found)


# -- one drill --


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
        why=tuple(_why(session, facts, last)),
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


# -- why it is there, and why that day --


def _why(session: Session, facts: Facts, last: date) -> Iterator[str]:
    wanted = [m for m in session.meets if _is_wanted(m, last)]
    binding = min((m.due for m in wanted if m.due is not None), default=session.day)
    near = max(binding, session.day) + min(NEAR, date.max - max(binding, session.day))
    wanted = [m for m in wanted if m.due is None or m.due <= near]
    said = tuple(dict.fromkeys(_reasons(wanted, facts)))
    yield from said[:SAID]
    if len(said) > SAID:
        yield f"and {counted(len(said) - SAID, 'other reason')}"
    season = listed([facts.name_of(r) for r in session.in_way], 2)
    if session.origin == "planned":
        if season:
            yield f"planned for the busy season of {season}"
        if not said:
            yield "planned by you"
    elif session.why == "before-season":
        yield f"held before the busy season of {season}" if season else "held early: no free day was left nearer to it"
    elif session.is_late and session.why == "late":
        yield f"late: before that lies the busy season of {season}" if season else "late: no free day was left before"
    if session.part is not None and session.part.is_barred:
        yield "led by who writes or keeps the runbook, because the plan names nobody else"
    elif session.part is not None and session.part.leader is None:
        yield "nobody is named who could lead it"


SAID = 3
"""So many reasons are given for a drill."""
NEAR = timedelta(days=60)
"""What is due so long after a drill is among its reasons; what is due later is only met on the way."""


def _is_wanted(met: Met, last: date) -> bool:
    return met.is_asked_at_once or (met.due is not None and met.due <= last) or met.is_after_change


_KINDS = ("entry", "repeat", "restore", "failover", "peak", "leader", "runbook", "series", "call-out", "scenario",
          "tabletop", "exercise")  # fmt: skip


def _reasons(wanted: list[Met], facts: Facts) -> Iterator[str]:
    """Sentences: the same about several objects in one, with the date that binds."""
    groups: dict[tuple[str, str, date | None, date | None], list[Met]] = {}
    for met in sorted(wanted, key=lambda m: (_KINDS.index(m.need.kind), m.due or date.min)):
        cause: str = "planned-change" if met.is_after_change else met.need.cause if met.due is None else "age"
        groups.setdefault((met.need.kind, cause, met.since, met.due), []).append(met)
    dated = {m.due for (kind, *_), ms in groups.items() for m in ms if kind in {"restore", "failover"}}
    for (kind, cause, since, due), found in groups.items():
        if kind == "series" and due in dated:
            continue  # the restore in it says so already
        if kind == "exercise" and len(groups) > 1:
            continue
        names = listed([_about(m, facts) for m in found], 3)
        yield _reason(kind, cause, names, since, due, found[0])


def _about(met: Met, facts: Facts) -> str:
    if met.need.kind == "scenario":
        return GROUPS[met.need.ref].lower()
    return facts.name_of(met.need.ref)


def _reason(kind: str, cause: str, names: str, since: date | None, due: date | None, met: Met) -> str:
    if cause == "planned-change":
        return f"{names} will have changed: what was restored before no longer counts then"
    if cause in {"missed", "undated"}:
        return f"was planned for {since} and is not recorded" if cause == "missed" else "was prepared, and has no day"
    if due is None and since is None:
        return _NEVER[kind].format(names)
    if due is None:
        return _AGAIN.get(cause, _AGAIN["never"]).format(names, since)
    every = f", every {counted(met.need.every.days, 'day')}" if met.need.every is not None else ""
    return f"{_LAST[kind].format(names)} on {since}{every}: due by {due}"


_NEVER = {
    "restore": "{} was never restored",
    "failover": "{} never took over",
    "peak": "nobody knows how {} bears its heaviest load where it would run then",
    "runbook": "nobody has ever used the runbook {}",
    "leader": "nobody but its author or keeper has led the runbook {}",
    "call-out": "nobody was ever called out",
    "scenario": "never played: {}",
    "tabletop": "nothing was ever talked through round a table",
    "exercise": "the plan was never exercised",
    "series": "{} repeats, and was never done",
    "repeat": "{} has to be repeated",
}
_AGAIN = {
    "failed": "{} of {} did not pass, and was not repeated since",
    "change": "{} changed since the restore of {}",
    "method": "a backup of {} is made in another way since the restore of {}",
    "growth": "{} grew too much since the restore of {}",
    "never": "every drill of {} was led by its author or keeper, the last on {}",
}
_LAST = {
    "restore": "{} last restored",
    "failover": "{} last taken over",
    "runbook": "runbook {} last used",
    "scenario": "{} last played",
    "tabletop": "last talked through round a table",
    "call-out": "people last called out",
    "exercise": "last drill of any kind",
    "series": "last held",
    "repeat": "{} last tried",
    "peak": "{} last tried",
    "leader": "{} last led",
}


# -- what has no place --


def _unplaced(missing: Missing, facts: Facts, last: date) -> Unplaced:
    need = missing.need
    names = _about(Met(need, None, None), facts)
    whole = {"call-out": "A call-out", "tabletop": "A tabletop", "exercise": "A drill of any kind"}
    what = whole.get(need.kind) or {
        "restore": f"Restore of {names}",
        "failover": f"Failover of {names}",
        "runbook": f"Use of the runbook {names}",
        "leader": f"The runbook {names}, led by another",
        "peak": f"{names} under its heaviest load",
        "scenario": f"{names[:1].upper()}{names[1:]}",
    }.get(need.kind, names)
    return Unplaced(need.kind, need.ref, what, _obstacle(missing, facts, last))


def _obstacle(missing: Missing, facts: Facts, last: date) -> str:
    every = missing.need.every
    seasons = listed([facts.name_of(r) for r in missing.in_way], 2)
    due = f"due by {missing.due}, and " if missing.due is not None else ""
    match missing.reason:
        case "no-scenario":
            return "the plan has no scenario of this kind that can happen here: add one under `scenarios`"
        case "too-often":
            often = (
                f"every {counted(every.days, 'day')}" if every is not None and every.days else "more than once a day"
            )
            return (
                f"asked {often}, which is no matter of a calendar: let a job do it and record it; "
                "here it stands at most once in 28 days"
            )
        case "nobody-else":
            return "the plan names nobody who neither writes nor keeps it"
        case "nobody":
            return f"{due}everybody who could lead it has another drill on each free day"
    return f"{due}no free day until {last}" + (f": the busy season of {seasons} leaves none" if seasons else "")


# -- who carries how much --


def _shares(rows: Collection[Row], facts: Facts) -> Iterator[Share]:
    leads = Counter(r.leader for r in rows if r.leader is not None)
    parts = Counter(p for r in rows for p in {*r.others, r.leader} if p is not None)
    for person in sorted(parts, key=lambda p: (-leads[p], -parts[p], p)):
        yield Share(person, _person(facts, person), leads[person], parts[person])
