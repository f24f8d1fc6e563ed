"""Which written way brings a service back: its fastest runbook, else those of its data; the same for what it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from bcdr.analysis.duration import runbook_time
from bcdr.analysis.work import Way
from bcdr.model.datastore import Datastore
from bcdr.model.runbook import Runbook
from bcdr.model.service import Service

if TYPE_CHECKING:
    from bcdr.analysis.facts.recovery import Recoveries


class Route(NamedTuple):
    """The ways to take, and references of needed services that are taken to be there: no way back is known."""

    ways: tuple[Way, ...]
    assumed: tuple[str, ...]


def fastest(books: Iterable[Runbook]) -> Runbook | None:
    """The runbook whose steps, read on their own, take the shortest time; None when none has a known time."""
    timed = [(t, b.ref, b) for b in books if (t := runbook_time(b)) is not None]
    return min(timed, key=_time, default=(timedelta(), "", None))[2]


def _time(timed: tuple[timedelta, str, Runbook]) -> tuple[timedelta, str]:
    return timed[:2]


def route(service: Service, facts: Recoveries) -> Route:
    """The fastest written route of `service` and of the services without which it does not run or come back.

    A runbook that is carried out anyway is used for everything that it recovers.
    """
    found = _Finder(facts)
    found.take(service)
    while found.waiting:
        found.follow(found.waiting.pop(0))
    ways = tuple(Way(ref, book, None, tuple(found.after[ref])) for ref, book in found.books.items())
    return Route(ways, tuple(found.assumed))


class _Finder:
    def __init__(self, facts: Recoveries) -> None:
        self._facts = facts
        self.books: dict[str, Runbook | None] = {}
        self.after: dict[str, dict[str, None]] = {}
        self.assumed: dict[str, None] = {}
        self.waiting: list[Service] = []

    def take(self, entry: Service | Datastore) -> None:
        """Choose how it comes back."""
        if entry.ref not in self.books:
            running = (b for b in self.books.values() if b is not None and entry.ref in b.recovers)
            self.books[entry.ref] = next(running, None) or fastest(self._written(entry))
            self.after[entry.ref] = {}
            if isinstance(entry, Service):
                self.waiting.append(entry)

    def _written(self, entry: Service | Datastore) -> Iterator[Runbook]:
        yield from self._facts.runbooks(entry)
        if isinstance(entry, Datastore) and entry.rebuild is not None and entry.rebuild.runbook is not None:
            yield self._facts.plan.runbooks[entry.rebuild.runbook]

    def follow(self, service: Service) -> None:
        """What it needs: its data, unless its own runbook brings that along, and other services."""
        if self.books[service.ref] is None:
            stores = self._stores(service)
            for store in stores:
                self.take(store)
                self._link(service.ref, store.ref)
            for store in stores:
                for source in store.rebuild.from_ if store.rebuild is not None else ():
                    if f"datastores/{source}" in self.books:
                        self._link(store.ref, f"datastores/{source}")
        for needed, is_recovery in self._services(service):
            self.take(needed)
            self._link(service.ref, needed.ref, is_recovery=is_recovery)

    def _stores(self, service: Service) -> tuple[Datastore, ...]:
        """Its data, without what it can do without for a while."""
        soft = {d.on for d in service.depends_on if d.fallback}
        return tuple(s for s in self._facts.stores_of(service) if s.ref not in soft)

    def _services(self, service: Service) -> Iterator[tuple[Service, bool]]:
        """Services that it needs, and whether to come back; those without any known way are looked through."""
        waiting, seen = [service], {service.ref}
        while waiting:
            for dependency in waiting.pop(0).depends_on:
                entry = self._facts.plan.find(dependency.on)
                if dependency.fallback or not isinstance(entry, Service) or not entry.active or entry.ref in seen:
                    continue
                seen.add(entry.ref)
                if self._facts.runbooks(entry) or self._stores(entry) or entry.estimate is not None:
                    yield entry, dependency.kind != "runtime"
                else:
                    self.assumed[entry.ref] = None
                    waiting.append(entry)

    def _link(self, ref: str, before: str, *, is_recovery: bool = False) -> None:
        """`before` is back first; two services that only run together do not wait for each other."""
        if is_recovery or not self._waits(before, ref):
            self.after[ref][before] = None

    def _key(self, ref: str) -> str:
        book = self.books[ref]
        return book.ref if book is not None else ref

    def _waits(self, ref: str, other: str) -> bool:
        """`ref`, or what comes back together with it, waits for `other`."""
        if self._key(ref) == self._key(other):
            return False
        waiting, seen = [self._key(ref)], {self._key(ref)}
        while waiting:
            here = waiting.pop()
            after = {a for r, found in self.after.items() if found and self._key(r) == here for a in found}
            new = {self._key(a) for a in after} - seen
            if self._key(other) in new:
                return True
            seen |= new
            waiting += new
        return False
