"""Changes to a plan that might make it survive: one function a kind. Each gives the plan as it would be then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from math import ceil
from types import MappingProxyType
from typing import NamedTuple

from bcdr.analysis.place import Label, Labels, same
from bcdr.analysis.survival.domain import Unknown
from bcdr.analysis.survival.event import HOSTILE
from bcdr.analysis.survival.gate import Why
from bcdr.analysis.survival.ground import Ground
from bcdr.analysis.survival.outcome import Cause
from bcdr.model.datastore import Copy, CopyEncryption, Datastore, Immutability, Key
from bcdr.model.people import BreakGlass, Credential
from bcdr.model.place import Place
from bcdr.model.plan import Plan
from bcdr.model.record import Entry
from bcdr.model.runbook import Runbook, Step
from bcdr.model.service import Service

DAY = timedelta(days=1)
LEAST_LOCK = timedelta(days=14)
"""A lock shorter than this is not worth setting up; it is what `no-undeletable-copy` asks for."""
MOST_PLACES = 6
"""So many places are tried for one more copy; each is known to be out of reach of the events."""
NEAR: tuple[Label, ...] = ("storage", "site", "account")
"""What a key may not share with the data that it opens."""
ELSEWHERE = "?"
"""A label, a place or a copy that is like no other one of the plan."""


class Cure(NamedTuple):
    """One change, by kind.

    `record` write down the `label` of an object; `lock` a copy for `amount`; `keep` it for `amount`; `key` a second
    copy of its key at `place`; `seal` a copy of a login at `place`; `right` take the right of `login` over a copy away;
    `copy` one more copy at `place`; `elsewhere` one more copy outside everything the plan names; `runbook` write a way
    back that does without what is gone.
    """

    kind: str
    ref: str
    label: str = ""
    amount: timedelta | None = None
    place: str = ""
    login: str = ""


class Attempt(NamedTuple):
    """A change, and the plan as it would be after it."""

    cure: Cure
    plan: Plan


def record(entry: Entry | None, cause: Cause, ground: Ground) -> Iterator[Attempt]:
    """A fact that nobody wrote: where it is, how long it is kept, who may delete it, where its key is."""
    if cause.is_shown:
        return
    for event in cause.events:
        if isinstance(event, Unknown) and isinstance(entry, (Copy, Datastore)):
            yield from _labelled(entry, event, ground)
    if not isinstance(entry, Copy):
        return
    if cause.why is Why.LATE and entry.keep is None:
        yield _with(
            entry, Cure("record", entry.ref, label="keep"), ground, keep=timedelta(days=36500), generations=None
        )
    if cause.why is Why.TAKEN and not entry.deletable_by:
        yield _with(entry, Cure("record", entry.ref, label="deletable_by"), ground, pulled=True)
    if cause.why is Why.KEY and entry.encrypted is not None:
        opened = entry.encrypted.but(key=None, applied=False)
        yield _with(entry, Cure("record", entry.ref, label="key"), ground, encrypted=opened)


def _labelled(entry: Copy | Datastore, unknown: Unknown, ground: Ground) -> Iterator[Attempt]:
    """The place of an object, had its unknown label been written and been another one."""
    at = ground.where(entry)
    place = ground.plan.places.get(at.partition("/")[2]) if at is not None and at.startswith("places/") else None
    if place is None:
        plan = _changed(ground.plan, entry.but(at=f"places/{ELSEWHERE}"))
        yield Attempt(Cure("record", entry.ref, label="at"), _with_elsewhere(plan))
    else:
        cure = Cure("record", place.ref, label=unknown.label)
        yield Attempt(cure, _changed(ground.plan, place.but(**{unknown.label: ELSEWHERE})))


def lock(copy: Copy, ground: Ground) -> Iterator[Attempt]:
    """A lock without bypass that outlasts the time until damage is found."""
    needed = ground.must_reach(copy)
    if needed is None or ground.facts.labels(copy).offline:
        return
    amount = max(LEAST_LOCK, DAY * ceil(needed / DAY))
    lock = Immutability(for_=amount, mode="compliance")
    longer = {} if copy.keep is None or copy.keep >= amount else {"keep": amount}
    yield _with(copy, Cure("lock", copy.ref, amount=amount), ground, immutable=lock, **longer)


def keep(copy: Copy, ground: Ground) -> Iterator[Attempt]:
    """Recovery points kept until damage is found."""
    needed = ground.must_reach(copy)
    if needed is not None:
        amount = DAY * ceil(needed / DAY)
        yield _with(copy, Cure("keep", copy.ref, amount=amount), ground, keep=amount, generations=None)


def key_copy(copy: Copy, away: tuple[Place, ...], ground: Ground) -> Iterator[Attempt]:
    """A second copy of its key, sealed where the events do not reach and never beside what it opens, or elsewhere."""
    if copy.encrypted is None or not copy.encrypted.applied:
        return
    key = copy.encrypted.key or Key()
    lies = ground.facts.labels(ground.where(copy))
    for place in _sealed(away):
        if not _is_beside(ground.facts.labels(place.ref), lies):
            encrypted: CopyEncryption = copy.encrypted.but(key=key.but(second_copy=place.ref))
            yield _with(copy, Cure("key", copy.ref, place=place.ref), ground, encrypted=encrypted)
    encrypted = copy.encrypted.but(key=key.but(second_copy=f"places/{ELSEWHERE}"))
    attempt = _with(copy, Cure("key", copy.ref), ground, encrypted=encrypted)
    yield attempt._replace(plan=_with_elsewhere(attempt.plan))


def _is_beside(key: Labels, data: Labels) -> bool:
    return any(same(key, data, label) for label in NEAR)


def seal(login: Credential, away: tuple[Place, ...], ground: Ground) -> Iterator[Attempt]:
    """A sealed copy of a login where the events do not reach."""
    for place in _sealed(away):
        sealed = login.but(break_glass=BreakGlass(place=place.id), login_via=None)
        yield Attempt(Cure("seal", login.ref, place=place.ref), _changed(ground.plan, sealed))


def right(copy: Entry | None, cause: Cause, ground: Ground) -> Iterator[Attempt]:
    """Take the right to delete away from the one login that has it."""
    logins = [e.removeprefix(HOSTILE) for e in cause.events if isinstance(e, str) and e.startswith(f"{HOSTILE}cred")]
    if not isinstance(copy, Copy) or cause.why is not Why.TAKEN or len(logins) != 1:
        return
    login = ground.plan.credentials.get(logins[0].partition("/")[2])
    if login is None:
        return
    places = ground.facts.labels(ground.where(copy)).places
    rights = login.can
    if rights is not None:
        kept = {n: tuple(r for r in getattr(rights, n) if r not in places) for n in ("write", "delete")}
        login = login.but(can=rights.but(**kept))
    owned = copy.but(deletable_by=tuple(d for d in copy.deletable_by if d != login.ref), pulled=True)
    plan = _changed(_changed(ground.plan, login), owned)
    yield Attempt(Cure("right", copy.ref, login=login.ref), plan)


def more(store: Datastore, away: tuple[Place, ...], ground: Ground) -> Iterator[Attempt]:
    """One more copy, fetched every day from the other side: at a place that the plan knows, else anywhere else."""
    for place in away[:MOST_PLACES]:
        yield Attempt(
            Cure("copy", store.ref, place=place.ref), _changed(ground.plan, _copied(store, place.ref, ground))
        )
    plan = _changed(ground.plan, _copied(store, f"places/{ELSEWHERE}", ground))
    yield Attempt(Cure("elsewhere", store.ref), _with_elsewhere(plan))


def _with_elsewhere(plan: Plan) -> Plan:
    """The plan with a place that shares nothing with any other one, and that no attacker reaches."""
    labels = dict.fromkeys(("storage", "site", "region", "provider", "account", "admin"), ELSEWHERE)
    place = Place.standing(("places", ELSEWHERE), offline=True, **labels)
    return plan.but(places=MappingProxyType({**plan.places, ELSEWHERE: place}))


def _copied(store: Datastore, place: str, ground: Ground) -> Datastore:
    copy = Copy.standing(
        (*store.path, "copies", ELSEWHERE),
        kind="image",
        at=place,
        every=DAY,
        duration=timedelta(),
        keep=ground.detection + 2 * DAY,
        pulled=True,
    )
    return store.but(copies=MappingProxyType({**store.copies, ELSEWHERE: copy}))


def way(service: Service, ground: Ground) -> Attempt:
    """A written way back that needs nothing of what is gone."""
    steps = (Step(do=ELSEWHERE),)
    book = Runbook.standing(("runbooks", ELSEWHERE), title=ELSEWHERE, recovers=(service.ref,), steps=steps)
    plan = ground.plan.but(runbooks=MappingProxyType({**ground.plan.runbooks, ELSEWHERE: book}))
    return Attempt(Cure("runbook", service.ref), plan)


def _sealed(places: tuple[Place, ...]) -> list[Place]:
    """A key or login is of use only where somebody can fetch it without another login: an envelope, offline."""
    return [p for p in places if p.offline][:MOST_PLACES]


def _with(copy: Copy, cure: Cure, ground: Ground, **values: object) -> Attempt:
    return Attempt(cure, _changed(ground.plan, copy.but(**values)))


def _changed(plan: Plan, entry: Entry) -> Plan:
    """The plan with one object exchanged for another of the same place."""
    kind, id_ = str(entry.path[0]), str(entry.path[1])
    whole: Entry = entry
    if isinstance(entry, Copy):
        store = plan.datastores[id_]
        whole = store.but(copies=MappingProxyType({**store.copies, entry.id: entry}))
    return plan.but(**{kind: MappingProxyType({**plan.collection(kind), id_: whole})})
