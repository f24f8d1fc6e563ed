"""Why a drill stands in the calendar, why on that day, and why something else does not: sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bcdr.analysis.agenda import Met, Missing, Session
from bcdr.analysis.facts import Facts
from bcdr.model.catalogue import GROUPS
from bcdr.report.wording import counted
from bcdr.rules.phrase import listed
from bcdr.rules.since import changed


def why(session: Session, facts: Facts, last: date) -> Iterator[str]:
    """What the drill is for, with the dates that bind; why it is held then; what is wrong with who leads it."""
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


_KINDS = (
    "entry", "repeat", "closure", "restore", "failover", "peak", "leader", "runbook", "series", "call-out", "scenario",
    "tabletop", "exercise",
)  # fmt: skip


def _reasons(wanted: list[Met], facts: Facts) -> Iterator[str]:
    """Sentences: the same about several objects in one, with the date that binds."""
    groups: dict[tuple[str, str, date | None, date | None], list[Met]] = {}
    for met in sorted(wanted, key=lambda m: (_KINDS.index(m.need.kind), m.due or date.min)):
        cause: str = "planned-change" if met.is_after_change else met.need.cause if met.due is None else "age"
        groups.setdefault((met.need.kind, cause, met.since, met.due), []).append(met)
    dated = {m.due for (kind, *_), ms in groups.items() for m in ms if kind in {"restore", "failover"}}
    voided = any(m.need.kind == "repeat" and m.need.cause == "voided" for m in wanted)
    for (kind, cause, since, due), found in groups.items():
        if voided and cause == "voided" and kind != "repeat":
            continue  # the drill that no longer counts says so, and what changed
        if kind == "series" and due in dated:
            continue  # the restore in it says so already
        if kind == "exercise" and len(groups) > 1:
            continue
        if kind == "repeat" and cause == "voided":
            yield from (_no_longer(m, facts) for m in found)
            continue
        names = listed([about(m, facts) for m in found], 3)
        yield _reason(kind, cause, names, since, due, found[0])


def _no_longer(met: Met, facts: Facts) -> str:
    """Of what a passed drill is no proof any more, and why."""
    drill = facts.plan.drills[met.need.ref.removeprefix("drills/")]
    gone = facts.lost(drill)
    what = changed((d for found in gone.values() for d in found), facts)
    return f"{drill.name_or_id} of {drill.occurred} no longer counts for {listed(map(facts.name_of, gone))}: {what}"


def about(met: Met, facts: Facts) -> str:
    """What people call the thing that a need is about."""
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
    "closure": "the action {} is said to be done, and no drill has shown it",
}
_AGAIN = {
    "unproven": "the action {} is said to be done, and no drill since {} has shown it",
    "failed": "{} of {} did not pass, and was not repeated since",
    "change": "{} changed since the restore of {}",
    "method": "a backup of {} is made in another way since the restore of {}",
    "voided": "the newest proof of {}, of {}, no longer counts, because what it showed has changed",
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
    "closure": "{} last tried",
}


def obstacle(missing: Missing, facts: Facts, last: date) -> str:
    """Why a need has no drill in a calendar that ends on `last`."""
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
