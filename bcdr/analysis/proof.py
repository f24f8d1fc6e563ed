"""What drills prove: which object a drill exercised, whether it counts as a restore, and the newest of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import takewhile

from bcdr.model.datastore import Copy, Datastore
from bcdr.model.drill import Drill
from bcdr.model.exercise import MEANINGS
from bcdr.model.plan import Plan
from bcdr.model.runbook import Runbook


def is_done(drill: Drill, as_of: date) -> bool:
    """It took place on or before `as_of` and has a result."""
    return drill.occurred is not None and drill.occurred <= as_of and drill.result is not None


def is_restore(drill: Drill) -> bool:
    """Its type recovers from copies: a failover, a tabletop or a checksum is none."""
    return MEANINGS[drill.type].restores


def is_recovery(drill: Drill) -> bool:
    """Something comes back in it, from copies or elsewhere."""
    return MEANINGS[drill.type].recovers


def is_part(drill: Drill) -> bool:
    """Its time is the restore part of a recovery: switch-over and users are not in it."""
    return MEANINGS[drill.type].rto == "part"


def covered(drill: Drill, plan: Plan) -> tuple[str, ...]:
    """References of everything the drill exercised: what it names, and what the runbooks it names recover.

    A drill that itself names some of the data that the runbook recovers says with that which of them came back: other
    data of the runbook were not exercised. The same holds for services. Where the record has a digest of the runbook,
    what the runbook came to recover later was not exercised either.
    """
    found = list(drill.covers)
    for ref in drill.covers:
        runbook = plan.find(ref)
        if isinstance(runbook, Runbook):
            told = {_kind(r) for r in runbook.recovers if r in drill.covers}
            known = (r for r in runbook.recovers if ref not in drill.digests or r in drill.digests)
            found += [r for r in known if _kind(r) not in told]
    return tuple(dict.fromkeys(found))


def _kind(ref: str) -> str:
    return ref.partition("/")[0]


def drills_by_object(plan: Plan, as_of: date) -> Mapping[str, tuple[Drill, ...]]:
    """For each reference the drills done on it by `as_of`, oldest first."""
    found: dict[str, list[Drill]] = {}
    done = [d for d in plan.drills.values() if is_done(d, as_of)]
    for drill in sorted(done, key=lambda d: (d.occurred or date.min, d.id)):
        for ref in covered(drill, plan):
            found.setdefault(ref, []).append(drill)
    return {ref: tuple(drills) for ref, drills in found.items()}


def newest_passed(drills: tuple[Drill, ...]) -> Drill | None:
    """The newest passed drill of an oldest-first series."""
    return next((d for d in reversed(drills) if d.result == "passed"), None)


def measured_rto(drills: tuple[Drill, ...]) -> tuple[timedelta, Drill] | None:
    """Newest measured recovery time (RTA) and its drill, of the types that measure one: no tabletop ever does."""
    for drill in reversed(drills):
        if MEANINGS[drill.type].rto and drill.measured is not None and drill.measured.rto is not None:
            return drill.measured.rto, drill
    return None


def service_rto(drills: tuple[Drill, ...]) -> tuple[timedelta, Drill] | None:
    """The same for a service, which is back only after the switch-over: a time that is a part of it never shortens it.

    So the newest whole time counts, or a newer part that took longer than that. A part alone is better than nothing.
    """
    whole = measured_rto(tuple(d for d in drills if not is_part(d)))
    newest = measured_rto(drills)
    if whole is None or newest is None or newest[0] > whole[0]:
        return newest
    return whole


def answers(later: Drill, earlier: Drill) -> bool:
    """A later drill takes the place of an earlier one: the same type, or one that proves at least as much."""
    more, less = MEANINGS[later.type], MEANINGS[earlier.type]
    if later.type == earlier.type or (more.restores and more.moves and more.calls):
        return True
    return more.restores and bool(less.rung)


def standing(drill: Drill, plan: Plan, by_object: Mapping[str, tuple[Drill, ...]]) -> tuple[str, ...]:
    """References of what this drill still is the newest word on.

    Data, services, vendors, places and credentials if it exercised any, else whatever it covers. Retired ones are
    left out.
    """
    return newest_on(drill, tangible(r for r in covered(drill, plan) if not is_retired(r, plan)), by_object)


def newest_on(drill: Drill, refs: Iterable[str], by_object: Mapping[str, tuple[Drill, ...]]) -> tuple[str, ...]:
    """Those of `refs` on which no later drill is a word as good."""
    return tuple(r for r in refs if not any(answers(d, drill) for d in _after(drill, by_object.get(r, ()))))


def tangible(refs: Iterable[str]) -> tuple[str, ...]:
    """References of data, services, vendors, places and credentials if there are any among them, else all."""
    found = tuple(refs)
    return tuple(r for r in found if r.partition("/")[0] in _TANGIBLE) or found


_TANGIBLE = frozenset({"datastores", "services", "vendors", "places", "credentials"})


def _after(drill: Drill, drills: tuple[Drill, ...]) -> Iterator[Drill]:
    return takewhile(lambda later: later is not drill, reversed(drills))


def is_retired(ref: str, plan: Plan) -> bool:
    """The object is marked as no longer in use."""
    entry = plan.find(ref)
    return entry is not None and not entry.__dict__.get("active", True)


def follow_ups(plan: Plan) -> frozenset[str]:
    """Ids of the actions that drills and own incidents left behind."""
    found = {a.id for a in plan.actions.values() if a.from_ and a.from_.startswith(("drills/", "incidents/"))}
    found.update(i.action for d in plan.drills.values() for i in d.issues if i.action)
    found.update(id_ for i in plan.incidents.values() for id_ in i.actions)
    return frozenset(found)


def restored_store(drill: Drill) -> str | None:
    """Id of the datastore whose state the drill restored and dated; None where it names no copy, or one without it."""
    named = drill.recovery_point.copy if drill.recovery_point is not None else None
    store, slash, _ = (named or "").removeprefix("datastores/").rpartition("/")
    return store.removesuffix("/copies") if slash else None


def is_dated(drill: Drill, store: Datastore) -> bool:
    """The age of data that the drill measured is that of the store, as far as the record says: it names no other."""
    return restored_store(drill) in {None, store.id}


def restored_from(drill: Drill, copy: Copy) -> bool:
    """The drill says that it restored from this copy, or does not say from which."""
    point = drill.recovery_point.copy if drill.recovery_point is not None else None
    return point is None or point.rpartition("/")[2] == copy.id


def shows(drill: Drill, copy: Copy, siblings: Mapping[str, Copy]) -> bool:
    """The drill restored from this copy, or from one that is made of it or builds on it."""
    named = drill.recovery_point.copy if drill.recovery_point is not None else None
    if named is None:
        return True
    waiting = [named.rpartition("/")[2]]
    for id_ in waiting:  # each sibling once, so that two copies made from each other end the walk
        sibling = siblings.get(id_)
        if sibling is not None:
            waiting += [i for i in (sibling.from_, sibling.base) if i is not None and i not in waiting]
    return copy.id in waiting
