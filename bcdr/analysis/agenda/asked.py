"""All that drills are asked for: what rules ask, what a plan repeats, what failed, what was left without a day."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from itertools import chain

from bcdr.analysis.age import times
from bcdr.analysis.agenda.need import CALLING, TALKING, Need
from bcdr.analysis.alteration import MAJOR
from bcdr.analysis.closure import objects_of
from bcdr.analysis.coverage import exercised_groups
from bcdr.analysis.facts import Facts
from bcdr.analysis.limit import (
    ANY_DRILL,
    CALL_OUT,
    FAILOVER,
    GROWTH,
    RESTORE_SHOWN,
    RESTORE_WHOLE,
    SCENARIO,
    share,
    span,
)
from bcdr.analysis.repetition import series_of
from bcdr.analysis.standby import PEAK
from bcdr.analysis.voiding import shown_by
from bcdr.model.datastore import Datastore
from bcdr.model.drill import Drill
from bcdr.model.exercise import MEANINGS
from bcdr.model.service import Service
from bcdr.model.value import UNBOUNDED

LOWEST = {"std": 4, "micro": 3}
"""Least critical tier whose data is restored in drills."""
LOWEST_FAILOVER = {"std": 3, "micro": 2}
LOWEST_PART = {"std": 2, "micro": 0}
LOWEST_RUNBOOK = {"std": 4, "micro": 2}
LOWEST_LED = {"std": 2, "micro": 1}
WHOLE = 2
"""Tier of what concerns the organisation as a whole: after what harms within hours, before the rest."""
TALK = timedelta(days=365)
"""Once a year somebody plays a disaster round a table: what restores do not show is who decides."""


def asked(facts: Facts) -> tuple[Need, ...]:
    """Every need of the plan, in the order in which they are looked after."""
    found: chain[Need] = chain(_entries(facts), _series(facts), _repeats(facts), _closures(facts))
    if facts.protects_something:
        found = chain(
            found, _restores(facts), _failovers(facts), _runbooks(facts), _peaks(facts),
            _scenarios(facts), _tabletop(facts), _leaders(facts), _whole(facts),
        )  # fmt: skip
    return tuple(found)


def is_open(drill: Drill) -> bool:
    """It has not taken place, and nobody has written a result."""
    return drill.occurred is None and drill.result is None


def _entries(facts: Facts) -> Iterator[Need]:
    """Drills that were prepared and have no day, or whose day went by."""
    done: dict[str, list[Drill]] = {}
    for drill in facts.done_drills:
        done.setdefault(series_of(drill), []).append(drill)
    for drill in facts.plan.drills.values():
        if not is_open(drill) or (drill.planned is not None and drill.planned >= facts.as_of):
            continue
        if drill.planned is None:
            yield Need("entry", drill.ref, _tier(drill, facts), None, None, "undated")
        elif not any(d.occurred and d.occurred >= drill.planned for d in done.get(series_of(drill), ())):
            yield Need("entry", drill.ref, _tier(drill, facts), None, drill.planned, "missed")


def _series(facts: Facts) -> Iterator[Need]:
    """Repeating drills, each series once, with the interval that was written last."""
    series: dict[str, list[Drill]] = {}
    for drill in facts.plan.drills.values():
        if is_open(drill) or facts.is_done(drill):
            series.setdefault(series_of(drill), []).append(drill)
    for drills in series.values():
        drills.sort(key=lambda d: (is_open(d), d.planned or d.occurred or date.min, d.id), reverse=True)
        drill, every = drills[0], next((d.every for d in drills if d.every is not None), None)
        gone = bool(drill.covers) and all(facts.is_retired(r) for r in drill.covers)
        last = max((d.occurred for d in drills if d.occurred), default=None)
        if every is not None and every != UNBOUNDED and not gone:
            yield Need("series", drill.ref, _tier(drill, facts), every, last, "age" if last else "never")


def _repeats(facts: Facts) -> Iterator[Need]:
    """Drills that went wrong or no longer count, and have not been repeated with success."""
    for drill in facts.done_drills:
        left = facts.standing(drill) if drill.result != "passed" else ()
        if left:
            yield Need("repeat", drill.ref, _tier(drill, facts), None, drill.occurred, "failed", covers=frozenset(left))
        gone = facts.lost(drill)
        tier = min((t for r in gone if (e := facts.plan.find(r)) and (t := facts.tier(e))), default=WHOLE)
        if gone and _is_missed(drill, gone, tier, facts):
            yield Need("repeat", drill.ref, tier, None, drill.occurred, "voided", covers=frozenset(gone))


def _is_missed(drill: Drill, gone: Collection[str], tier: int, facts: Facts) -> bool:
    """What no longer counts is worth a drill: of a part of the way only where nothing else shows it, and it is dear."""
    kind = shown_by(drill, gone, facts.plan)
    if kind == "part":
        return tier <= LOWEST_PART[facts.profile] and not all(facts.is_shown_otherwise(drill, r) for r in gone)
    return tier <= (LOWEST_FAILOVER if kind == "failover" else LOWEST)[facts.profile]


def _closures(facts: Facts) -> Iterator[Need]:
    """Actions that are said to be done, and no later drill has shown it."""
    for action in facts.plan.actions.values():
        found = facts.unproven(action)
        if found is not None and found.instead is None and isinstance(found.origin, Drill):
            about = frozenset(objects_of(found.origin, facts.plan))
            tier, last = _tier(found.origin, facts), found.origin.occurred
            yield Need("closure", action.ref, tier, None, last, "unproven", covers=about)


def _restores(facts: Facts) -> Iterator[Need]:
    changes, growth = _planned_changes(facts), share(GROWTH, facts.plan)
    for store in facts.stores:
        if store.class_ == "derived" or not facts.backups(store):
            continue
        shown = facts.gdpr_applies and facts.has_personal_data(store)
        if facts.store_tier(store) > LOWEST[facts.profile] and not shown:
            continue
        every = facts.restore_cadence(store)
        if shown:
            every = min(every, span(RESTORE_SHOWN, facts.plan))
        if any(MEANINGS[d.type].rung == "item" for d in facts.drills(store)):
            every = min(every, span(RESTORE_WHOLE, facts.plan))
        every = min(every, until_grown(store, growth))
        need = Need(
            "restore", store.ref, facts.store_tier(store), every,
            breaks=tuple(sorted(d for r in _refs(store, facts) for d in changes.get(r, ()))),
        )  # fmt: skip
        yield _dated(need, store, facts, growth)


def _dated(need: Need, store: Datastore, facts: Facts, growth: float) -> Need:
    voided = facts.voided_restore(store)
    if voided is not None:
        return need._replace(last=voided.occurred, cause="voided")
    last = facts.last_passed_restore(store)
    if last is None or last.occurred is None:
        return need._replace(cause="never")
    need = need._replace(last=last.occurred)
    changed = facts.changed(store)
    if changed is not None and changed > last.occurred:
        return need._replace(cause="change")
    if any((day := facts.remade(c)) is not None and not facts.is_proven(c, day) for c in facts.backups(store)):
        return need._replace(cause="method")
    if facts.age(last.occurred) > until_grown(store, growth):
        return need._replace(cause="growth")
    return need


def until_grown(store: Datastore, share: float) -> timedelta:
    """Days after which data has grown by more than a share of what it was; `UNBOUNDED` where that is not known.

    With g bytes a day and S bytes today, a restore t days old showed S - g t, and t is the last day on which g t is no
    more than the share of that.
    """
    if store.size is None or not store.growth:
        return UNBOUNDED
    days = share * store.size / (store.growth * 86400 * (1 + share))
    return timedelta(days=int(days)) if days < UNBOUNDED.days else UNBOUNDED


def _refs(store: Datastore, facts: Facts) -> tuple[str, ...]:
    return (store.ref, *(s.ref for s in facts.users(store)))


def _planned_changes(facts: Facts) -> dict[str, list[date]]:
    found: dict[str, list[date]] = {}
    for change in facts.plan.changes.values():
        day = change.planned if change.status == "planned" else change.occurred or change.planned
        if change.status != "cancelled" and change.kind in MAJOR and day is not None and day > facts.as_of:
            for ref in change.affects:
                found.setdefault(ref, []).append(day)
    said = [(e.ref, e.changed) for e in facts.services] + [(e.ref, e.changed) for e in facts.stores]
    for ref, day in said:
        if day is not None and day > facts.as_of:
            found.setdefault(ref, []).append(day)
    return found


def _failovers(facts: Facts) -> Iterator[Need]:
    every = span(FAILOVER, facts.plan)
    for service in facts.services:
        tier = facts.tier(service) or 4
        if service.standby is None or tier > LOWEST_FAILOVER[facts.profile]:
            continue
        last, voided = facts.last_failover(service), facts.voided_takeover(service)
        if voided is not None:
            yield Need("failover", service.ref, tier, every, voided.occurred, "voided")
        else:
            yield Need("failover", service.ref, tier, every, last, "age" if last else "never")


def _runbooks(facts: Facts) -> Iterator[Need]:
    """Runbooks that nobody has used, and in a larger company those of tier 1 and 2 that were used too long ago."""
    for runbook in facts.plan.runbooks.values():
        tier = facts.runbook_tier(runbook)
        gone = bool(runbook.recovers) and all(facts.is_retired(r) for r in runbook.recovers)
        if gone or tier > LOWEST_RUNBOOK[facts.profile] or not (runbook.steps or runbook.recovers):
            continue
        last = facts.exercised(runbook)
        every = times(2, facts.review_cadence(runbook)) if tier <= WHOLE and not facts.is_small else None
        if last is None or every is not None:
            yield Need("runbook", runbook.ref, tier, every, last, "age" if last else "never")


def _peaks(facts: Facts) -> Iterator[Need]:
    for service in facts.services:
        tier = facts.tier(service) or 4
        if facts.profile == "micro" or tier > WHOLE or _states_capacity(service):
            continue
        asks = facts.claims_standby(service) or (tier == 1 and facts.has_target(service))
        if asks and not any(d.load in PEAK for d in facts.loads(service)):
            yield Need("peak", service.ref, tier, None, None, "never")


def _states_capacity(service: Service) -> bool:
    return (
        service.standby is not None
        and service.standby.capacity is not None
        and service.peak is not None
        and service.peak.load is not None
    )


def _scenarios(facts: Facts) -> Iterator[Need]:
    for group, last in exercised_groups(facts.coverage).items():
        yield Need("scenario", group, WHOLE, span(SCENARIO, facts.plan), last, "age" if last else "never")


def _tabletop(facts: Facts) -> Iterator[Need]:
    types = TALKING | {"walkthrough"} if facts.is_one_person else TALKING
    last = max((d.occurred for d in facts.done_drills if d.type in types and d.occurred), default=None)
    yield Need("tabletop", "plan", WHOLE, TALK, last, "age" if last else "never")


def _leaders(facts: Facts) -> Iterator[Need]:
    for runbook in () if facts.is_one_person else facts.plan.runbooks.values():
        tier = facts.runbook_tier(runbook)
        if tier <= LOWEST_LED[facts.profile] and facts.led_only_by(runbook):
            yield Need("leader", runbook.ref, tier, None, _newest(facts.used_in(runbook)), "never")


def _newest(drills: tuple[Drill, ...]) -> date | None:
    return max((d.occurred for d in drills if d.occurred), default=None)


def _whole(facts: Facts) -> Iterator[Need]:
    if not facts.is_one_person:
        last = _newest(tuple(d for d in facts.done_drills if d.type in CALLING))
        yield Need("call-out", "plan", WHOLE, span(CALL_OUT, facts.plan), last, "age" if last else "never")
    last = _newest(facts.done_drills)
    yield Need("exercise", "plan", WHOLE, span(ANY_DRILL, facts.plan), last, "age" if last else "never")


def _tier(drill: Drill, facts: Facts) -> int:
    return facts.tier(drill) or WHOLE
