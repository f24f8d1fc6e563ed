"""Ceilings: how long until a store, a medium or a place is full, and until a job no longer ends before its next start.

What is not known counts as nothing: a time until full is the longest that the written figures allow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from bcdr.analysis.place import Labels
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.place import Limit, Place
from bcdr.model.plan import Plan
from bcdr.model.record import Pointer
from bcdr.model.value import UNBOUNDED


class Ceiling(NamedTuple):
    """A known limit, where it is written, how much is used, and growth in bytes per second.

    `place` names the place whose limit it is; None for a limit of the store or of the medium of the copy itself.
    """

    at: Pointer
    size: int
    used: float
    growth: float
    place: str | None = None

    @property
    def left(self) -> timedelta:
        """Time until it is full; `UNBOUNDED` where nothing grows."""
        if self.used >= self.size:
            return timedelta()
        if self.growth <= 0:
            return UNBOUNDED
        try:
            return timedelta(seconds=(self.size - self.used) / self.growth)
        except OverflowError:
            return UNBOUNDED


class Load(NamedTuple):
    """How much something takes of the place where it lies, and how fast that grows, as far as it is known."""

    used: float
    growth: float


def _of_store(store: Datastore) -> Load:
    """The data itself."""
    return Load(store.size or 0, store.growth or 0)


def _of_copy(copy: Copy, store: Datastore) -> Load:
    """A live copy is as large as its source. Of a backup only the newest run is known, and it grows like its source."""
    if copy.is_live:
        return _of_store(store)
    size = copy.last_success.size if copy.last_success is not None else None
    if not size or not store.size:
        return Load(size or 0, 0)
    return Load(size, (store.growth or 0) * size / store.size)


def ceilings(
    stores: Iterable[Datastore],
    plan: Plan,
    labels: Callable[[Datastore | Copy], Labels],
    tier: Callable[[Datastore], int],
) -> Mapping[str, tuple[Ceiling, ...]]:
    """By store or copy its known limits. That of a place is told of one thing only: the most critical that lies there.

    Stores go before copies, then the more critical, then the first by name.
    """
    found: dict[str, list[Ceiling]] = {}
    there: dict[str, list[tuple[tuple[bool, int, str], Load]]] = {}
    for store, copy in ((s, c) for s in stores for c in (None, *s.copies.values()) if c is None or c.active):
        entry, load = (store, _of_store(store)) if copy is None else (copy, _of_copy(copy, store))
        if entry.limit is not None:
            _add(found, entry.ref, ceiling(entry.limit, entry.pointer("limit"), [load]))
        for place in labels(entry).places:
            there.setdefault(place, []).append(((copy is not None, tier(store), entry.ref), load))
    for ref, content in there.items():
        place_ = plan.find(ref)
        if isinstance(place_, Place) and place_.limit is not None:
            bearer = min(rank for rank, _ in content)[2]
            _add(found, bearer, ceiling(place_.limit, place_.pointer("limit"), [load for _, load in content], ref))
    return {ref: tuple(each) for ref, each in found.items()}


def ceiling(limit: Limit, at: Pointer, loads: Sequence[Load], place: str | None = None) -> Ceiling | None:
    """The limit against what is written there of use and growth, else the sum of `loads`; None without a figure."""
    if limit.size is None:
        return None
    used = limit.used if limit.used is not None else sum(load.used for load in loads)
    growth = limit.growth if limit.growth is not None else sum(load.growth for load in loads)
    return Ceiling(at, limit.size, used, growth, place)


def _add(found: dict[str, list[Ceiling]], ref: str, one: Ceiling | None) -> None:
    if one is not None:
        found.setdefault(ref, []).append(one)


def share(copy: Copy, store: Datastore, gap: timedelta | None, after: timedelta = timedelta()) -> float | None:
    """Part of the time between two starts that the job takes, `after` some growth of its source; None if not known."""
    if copy.duration is None or not gap or UNBOUNDED in {gap, copy.duration}:
        return None
    grown = 1.0
    if store.size and store.growth:
        grown += store.growth * after.total_seconds() / store.size
    return copy.duration / gap * grown
