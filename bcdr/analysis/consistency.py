"""Consistency groups: how far apart the states may lie to which stores that belong together can be restored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from bcdr.analysis.rebuild import fills_itself
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.plan import Plan
from bcdr.model.runbook import Runbook
from bcdr.model.value import UNBOUNDED

Interval = Callable[[Copy], timedelta | None]


class Drift(NamedTuple):
    """The member of the group whose restored state may lie furthest from that of a store, and how far.

    `UNBOUNDED` where the other has no backup at all, or one of them has none with a schedule.
    """

    other: Datastore
    apart: timedelta
    is_unbacked: bool


def groups(stores: Iterable[Datastore]) -> Mapping[str, tuple[Datastore, ...]]:
    """Stores by the name of their group; a group of one is none."""
    found: dict[str, list[Datastore]] = {}
    for store in stores:
        if store.consistency_group is not None:
            found.setdefault(store.consistency_group.casefold(), []).append(store)
    return {name: tuple(members) for name, members in found.items() if len(members) > 1}


def drift(store: Datastore, group: Sequence[Datastore], interval: Interval) -> Drift | None:
    """The worst of the other members; None if the store has no backup, or all others follow it or the group.

    Backups on one written schedule freeze their states together, so they have a common point. All others may be as far
    apart as the longer of the two intervals: the newest state of one against the newest of the other.
    """
    if not _backups(store):
        return None
    names = {member.id for member in group}
    others = [m for m in sorted(group, key=lambda m: m.id) if m is not store and not _follows(m, names)]
    found = [Drift(m, _apart(store, m, interval), not _backups(m)) for m in others]
    return max(found, key=lambda d: d.apart, default=None)


def reconciled(group: Iterable[Datastore], services: Iterable[str], plan: Plan) -> bool:
    """A runbook that recovers one of the group, or a service on it, has a step that makes the stores agree again."""
    refs = {*(s.ref for s in group), *services}
    return any(_reconciles(book) and not refs.isdisjoint(book.recovers) for book in plan.runbooks.values())


def _reconciles(book: Runbook) -> bool:
    return any(step.kind == "reconcile" for step in book.steps)


def _follows(member: Datastore, names: set[str]) -> bool:
    """It is made again from the group after a restore, or fills itself."""
    if member.class_ != "derived":
        return False
    return fills_itself(member) or (member.rebuild is not None and not names.isdisjoint(member.rebuild.from_))


def _apart(a: Datastore, b: Datastore, interval: Interval) -> timedelta:
    if not {_schedule(c) for c in _backups(a)}.isdisjoint({_schedule(c) for c in _backups(b)} - {None}):
        return timedelta()
    return max(_coarseness(a, interval), _coarseness(b, interval))


def _schedule(copy: Copy) -> tuple[str, str | None] | None:
    return (copy.cron, copy.timezone) if copy.cron is not None else None


def _coarseness(store: Datastore, interval: Interval) -> timedelta:
    """Longest time between two states of the finest backup; versions that the storage keeps have every state."""
    gaps = (timedelta() if c.kind == "versioned-objects" else interval(c) for c in _backups(store))
    return min((gap for gap in gaps if gap is not None), default=UNBOUNDED)


def _backups(store: Datastore) -> tuple[Copy, ...]:
    return tuple(c for c in store.copies.values() if c.is_backup)
