"""What is to be tried: drills, restores, failovers, a call-out, kinds of disaster, the use of runbooks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bcdr.analysis.age import times
from bcdr.analysis.coverage import exercised_groups
from bcdr.analysis.due.due import Due, again
from bcdr.analysis.limit import ANY_DRILL, CALL_OUT, FAILOVER, RESTORE_SHOWN, SCENARIO, span
from bcdr.analysis.repetition import turns
from bcdr.model.catalogue import GROUPS

if TYPE_CHECKING:
    from bcdr.analysis.facts import Facts
    from bcdr.model.datastore import Datastore

_LOWEST_RESTORE = {"std": 3, "micro": 2}
_LOWEST_FAILOVER = {"std": 2, "micro": 1}
"""Least critical tier for which it is a duty: below it the lack is only noted."""
_LOWEST_USE = 2


def exercised(facts: Facts) -> Iterator[Due]:
    """Everything that is shown by doing it."""
    for drill, day, series in turns(facts.plan.drills.values(), facts.done_drills):
        yield Due(day, "drill", drill.ref, drill.name_or_id, f"people/{drill.led_by}" if drill.led_by else None, series)
    for store in facts.stores:
        yield from _restore(store, facts)
    yield from _failovers(facts)
    yield from _uses(facts)
    if facts.protects_something:
        yield from _whole(facts)


def _restore(store: Datastore, facts: Facts) -> Iterator[Due]:
    """As often as its tier asks; personal data of any tier at least as often as an authority does, once it was done."""
    if store.class_ == "derived" or not facts.backups(store):
        return
    last = facts.last_passed_restore(store)
    is_duty = facts.store_tier(store) <= _LOWEST_RESTORE[facts.profile]
    spans = [facts.restore_cadence(store)] if is_duty else []
    if last is not None and facts.gdpr_applies and facts.has_personal_data(store):
        spans.append(span(RESTORE_SHOWN, facts.plan))
    if spans:
        what = f"passed restore of {store.name_or_id}"
        yield from again(last.occurred if last else None, min(spans), "restore", store.ref, what, store.owner)


def _failovers(facts: Facts) -> Iterator[Due]:
    every = span(FAILOVER, facts.plan)
    for service in facts.services:
        if service.standby is not None and (facts.tier(service) or 0) <= _LOWEST_FAILOVER[facts.profile]:
            what = f"passed failover of {service.name_or_id} to its standby"
            yield from again(facts.last_failover(service), every, "exercise", service.ref, what, service.owner)


def _uses(facts: Facts) -> Iterator[Due]:
    """Runbooks that nobody has worked by for twice the time in which they are to be reviewed."""
    for runbook in facts.plan.runbooks.values():
        if facts.is_small or facts.is_obsolete(runbook) or facts.runbook_tier(runbook) > _LOWEST_USE:
            continue
        every = times(2, facts.review_cadence(runbook))
        what = f"use of '{runbook.title}' in a drill"
        yield from again(facts.exercised(runbook), every, "exercise", runbook.ref, what, runbook.owner)


def _whole(facts: Facts) -> Iterator[Due]:
    """The plan as such, by any drill; in more than a small company also the contact list and each kind of disaster."""
    newest = facts.done_drills[-1].occurred if facts.done_drills else None
    yield from again(newest, span(ANY_DRILL, facts.plan), "exercise", "plan", "a drill of any kind", series="any")
    if facts.is_small:
        return
    if not facts.is_one_person:
        what = "call-out by the contact list"
        yield from again(facts.last_call_out, span(CALL_OUT, facts.plan), "exercise", "plan", what, series="call-out")
    every, days = span(SCENARIO, facts.plan), exercised_groups(facts.coverage)
    if days and not any(days.values()):
        yield from again(None, every, "exercise", "plan", "any kind of disaster to be exercised", series="disasters")
        return
    for group, day in days.items():
        what = f"disaster to be exercised: {GROUPS[group].lower()}"
        yield from again(day, every, "exercise", "plan", what, series=group)
