"""What is due when: drills, restores by tier, reviews, contracts, renewals, answers, evidence, waivers, actions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from bcdr.analysis.repetition import turns
from bcdr.model.value import UNBOUNDED

if TYPE_CHECKING:
    from bcdr.analysis.facts import Facts

DueKind = Literal[
    "drill", "restore", "review", "runbook", "contract", "renewal", "answer", "evidence", "waiver", "action"
]
ANSWERS_VALID = timedelta(days=365)
_LOWEST_DUE = {"std": 3, "micro": 2}
"""Least critical tier whose restores have a date: below it a missing restore is information, not a duty."""


class Due(NamedTuple):
    """One thing with a date. `day` is None for what was never done although it should repeat.

    `series` says what it is about where `ref` does not: the next record of a drill has another id.
    """

    day: date | None
    kind: DueKind
    ref: str
    what: str
    owner: str | None = None
    series: str = ""

    def is_overdue(self, as_of: date) -> bool:
        """Its day has passed, or it was never done at all."""
        return self.day is None or self.day < as_of


def due(facts: Facts) -> tuple[Due, ...]:
    """Everything with a date, never done first, then by date."""
    found = [*_drills(facts), *_restores(facts), *_reviews(facts), *_ends(facts), *_answers(facts), *_actions(facts)]
    return tuple(sorted(found, key=lambda d: (d.day or date.min, d.kind, d.ref)))


def _after(day: date | None, interval: timedelta) -> date | None:
    return None if day is None or interval == UNBOUNDED else day + interval


def _drills(facts: Facts) -> Iterator[Due]:
    for drill, day, series in turns(facts.plan.drills.values(), facts.done_drills):
        yield Due(day, "drill", drill.ref, drill.name_or_id, f"people/{drill.led_by}" if drill.led_by else None, series)


def _restores(facts: Facts) -> Iterator[Due]:
    for store in facts.stores:
        is_dated = facts.store_tier(store) <= _LOWEST_DUE[facts.profile]
        if store.class_ == "derived" or not facts.backups(store) or not is_dated:
            continue
        last = facts.last_passed_restore(store)
        day = _after(last.occurred, facts.restore_cadence(store)) if last else None
        yield Due(day, "restore", store.ref, f"passed restore of {store.name_or_id}", store.owner)


def _reviews(facts: Facts) -> Iterator[Due]:
    if not facts.plan.services and not facts.plan.datastores:
        return
    yield Due(facts.approval.next_review, "review", "plan", "review of the plan", None)
    for runbook in facts.plan.runbooks.values():
        limit = timedelta(days=180 if facts.runbook_tier(runbook) == 1 and facts.profile == "std" else 365)
        yield Due(_after(runbook.reviewed, limit), "runbook", runbook.ref, f"review of {runbook.title}", runbook.owner)


def _ends(facts: Facts) -> Iterator[Due]:
    plan = facts.plan
    for vendor in plan.vendors.values():
        if vendor.contract is not None and vendor.contract.ends is not None:
            what = f"contract with {vendor.name_or_id} ends"
            yield Due(vendor.contract.ends, "contract", vendor.ref, what, vendor.contract.owner)
    for renewal in plan.renewals.values():
        if renewal.ends is not None:
            yield Due(renewal.ends, "renewal", renewal.ref, f"{renewal.title} ends", renewal.owner)
    for waiver in plan.waivers.values():
        if waiver.valid_until is not None:
            what = f"waiver of {waiver.rule} on {waiver.on} ends"
            yield Due(waiver.valid_until, "waiver", waiver.ref, what, waiver.approved_by)
    for evidence in plan.evidence.values():
        if evidence.valid_until is not None:
            what = f"evidence {evidence.name_or_id} stops counting"
            yield Due(evidence.valid_until, "evidence", evidence.ref, what, None)


def _answers(facts: Facts) -> Iterator[Due]:
    for vendor in facts.plan.vendors.values():
        days = [a.occurred for a in vendor.answers.values() if a.occurred is not None and a.answer is not None]
        if days:
            what = f"answers of {vendor.name_or_id} to be asked again"
            yield Due(min(days) + ANSWERS_VALID, "answer", vendor.ref, what, vendor.owner)


def _actions(facts: Facts) -> Iterator[Due]:
    for action in facts.plan.actions.values():
        if action.status in {"open", "in-progress"}:
            yield Due(action.due, "action", action.ref, action.title, action.owner)
