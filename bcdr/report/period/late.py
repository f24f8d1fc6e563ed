"""What was true on a day although it was written down later: records with an effective date, laid over the plan.

A drill, a review, the closing of an action and the success of a backup happen on one day and are recorded on another.
A waiver is not among them: an acceptance that is signed later does not reach back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from bcdr.model.plan import Plan
from bcdr.model.record import Entry
from bcdr.report.period.state import State


class Late(NamedTuple):
    """A record that took effect on a day and stands in the plan since a later one.

    `kind` and `id` name it; of the success of a copy, `id` is datastore and copy.
    """

    effective: date
    recorded: date
    kind: str
    id: str
    entry: Any


def late_records(states: tuple[State, ...]) -> tuple[Late, ...]:
    """Everything that was recorded after the day on which it took effect, by effective day."""
    seen: set[tuple[str, str, date]] = set()
    found: list[Late] = []
    for state in states:
        if state.plan is None:
            continue
        for kind, id_, effective, entry in _events(state.plan):
            key = (kind, id_, effective)
            if key in seen:
                continue
            seen.add(key)
            if effective < state.since:
                found.append(Late(effective, state.since, kind, id_, entry))
    return tuple(sorted(found, key=lambda one: (one.effective, one.recorded, one.kind, one.id)))


def _events(plan: Plan) -> Iterator[tuple[str, str, date, Any]]:
    for drill in plan.drills.values():
        if drill.occurred is not None and drill.result is not None:
            yield "drills", drill.id, drill.occurred, drill
    for review in plan.reviews.values():
        if review.occurred is not None:
            yield "reviews", review.id, review.occurred, review
    for action in plan.actions.values():
        if action.closed is not None and action.status in {"done", "cancelled"}:
            yield "actions", action.id, action.closed, action
    for store in plan.datastores.values():
        for copy in store.copies.values():
            done = copy.last_success
            if done is not None:
                yield "successes", f"{store.id}/{copy.id}", day_of(done.occurred), done


def day_of(moment: date | datetime) -> date:
    """The day of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment


def as_it_was(plan: Plan, day: date, late: tuple[Late, ...], evidence: Mapping[str, Any]) -> Plan | None:
    """The plan with what had happened by `day` and was recorded after it; None when that changes nothing.

    `evidence` are the entries that such drills may name.
    """
    happened = [one for one in late if one.effective <= day < one.recorded]
    if not happened:
        return None
    entries: dict[str, dict[str, Entry]] = {}
    filed: dict[str, Entry] = {}
    for one in happened:
        if one.kind in {"drills", "reviews", "actions"}:
            entry = _known(one.entry, plan) if one.kind == "drills" else one.entry
            if entry is None or (one.kind == "actions" and one.id not in plan.actions):
                continue
            entries.setdefault(one.kind, {})[one.id] = entry
            if one.kind == "drills":
                filed |= {e: evidence[e] for e in entry.evidence if e in evidence and e not in plan.evidence}
    values: dict[str, Any] = {
        kind: MappingProxyType({**plan.__dict__[kind], **found}) for kind, found in entries.items()
    }
    if filed:
        values["evidence"] = MappingProxyType({**plan.evidence, **filed})
    stores = _with_successes(plan, [one for one in happened if one.kind == "successes"])
    if stores is not None:
        values["datastores"] = stores
    return plan.but(**values) if values else None


def _known(drill: Any, plan: Plan) -> Any:
    """The drill, as far as its objects stood in the plan then; None when none of them did."""
    covers = tuple(ref for ref in drill.covers if plan.find(ref) is not None)
    if drill.covers and not covers:
        return None
    people = tuple(p for p in drill.participants if p in plan.people)
    led = drill.led_by if drill.led_by in plan.people else None
    return drill.but(covers=covers, participants=people, led_by=led)


def _with_successes(plan: Plan, happened: list[Late]) -> Mapping[str, Any] | None:
    newest: dict[tuple[str, str], Late] = {}
    for one in happened:
        store, _, copy = one.id.partition("/")
        known = plan.datastores.get(store)
        if known is None or copy not in known.copies:
            continue
        said = known.copies[copy].last_success
        if said is None or day_of(said.occurred) < one.effective:
            newest[store, copy] = one  # by effective day: the last one wins
    if not newest:
        return None
    stores = dict(plan.datastores)
    for (store, copy), one in newest.items():
        old = stores[store]
        changed = old.copies[copy].but(last_success=one.entry)
        stores[store] = old.but(copies=MappingProxyType({**old.copies, copy: changed}))
    return MappingProxyType(stores)
