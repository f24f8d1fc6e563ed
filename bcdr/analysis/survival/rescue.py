"""By which way each thing comes back: from which copy, with which runbook, after what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from bcdr.analysis.duration import runbook_time
from bcdr.analysis.needs import needed_to_restore
from bcdr.analysis.stage import has_figures
from bcdr.analysis.survival.fate import DataFate, DataState
from bcdr.analysis.survival.ground import Ground
from bcdr.analysis.survival.outcome import Outcome
from bcdr.analysis.survival.ways import (
    hard_stores,
    leaves,
    own_books,
    runs_with,
    vendor_books,
    whole_books,
    worked_with,
)
from bcdr.analysis.work import Way
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.runbook import Runbook
from bcdr.model.service import Service
from bcdr.model.value import UNBOUNDED

BACK = frozenset({DataState.RESTORABLE, DataState.REBUILT})


class Rescue(NamedTuple):
    """What is known after the events, to choose by. `preferred` are the runbooks of the scenario played."""

    outcome: Outcome
    ground: Ground
    data: Mapping[str, DataFate]
    preferred: tuple[str, ...] = ()


def ways_back(services: Iterable[Service], rescue: Rescue) -> tuple[Way, ...]:
    """One way for every service and datastore that is down and can come back, in no order.

    Left out is a service that is hit and of which nobody wrote how long anything takes: its time is not known.
    """
    found: dict[str, Way] = {}
    for service in services:
        is_hit = _is_hit(service, rescue)
        book = _own_book(service, rescue) if is_hit else None
        if is_hit and book is None and not has_figures(service, Way(service.ref)) and not _is_carried(service, rescue):
            continue
        along = _comes_along(service, book, rescue)
        for store in along:
            copy = rescue.data[store.ref].via
            found[store.ref] = Way(store.ref, book, copy, _awaited(book, store.ref, rescue))
        found[service.ref] = Way(service.ref, book, None, _before(service, book, rescue))
    for fate in rescue.data.values():
        if fate.state in BACK and fate.store.ref not in found:
            found[fate.store.ref] = _data_way(fate, rescue)
    return tuple(found.values())


def _is_carried(service: Service, rescue: Rescue) -> bool:
    """Runbooks of its data bring it back."""
    down = [s for s in hard_stores(service, rescue.ground) if is_down(s.ref, rescue)]
    return any(best_book(whole_books(s, rescue.ground), rescue) is not None for s in down)


def is_down(ref: str, rescue: Rescue) -> bool:
    """A service does not run, or the live data of a datastore is gone."""
    aspect = "source" if ref.startswith("datastores/") else "down"
    return not rescue.outcome.stands(f"{aspect}:{ref}")


def _is_hit(service: Service, rescue: Rescue) -> bool:
    return not rescue.outcome.stands(f"hit:{service.ref}") or _is_left(service, rescue)


def _is_left(service: Service, rescue: Rescue) -> bool:
    return rescue.outcome.is_hit(leaves(service, rescue.ground), is_certain=False)


def _own_book(service: Service, rescue: Rescue) -> Runbook | None:
    """A runbook for the loss of its vendor is none for the loss of its place."""
    books = own_books(service, rescue.ground)
    if _is_left(service, rescue):
        books += vendor_books(service, rescue.ground)
    return best_book(books, rescue)


def best_book(books: Iterable[Runbook], rescue: Rescue) -> Runbook | None:
    """Of those that can be carried out: one of the scenario's, then the quickest."""
    can = [b for b in books if b.steps and rescue.outcome.stands(b.ref)]
    return min(can, key=lambda b: (b.id not in rescue.preferred, runbook_time(b) or UNBOUNDED, b.id), default=None)


def _comes_along(service: Service, book: Runbook | None, rescue: Rescue) -> tuple[Datastore, ...]:
    """Data that comes with the service: a live copy of it is there, so nothing has to be restored."""
    if book is None:
        return ()
    down = [s for s in hard_stores(service, rescue.ground) if is_down(s.ref, rescue)]
    recovered = [s for s in down if s.ref in book.recovers]
    followed = [s for s in down if _is_live(rescue.data[s.ref].via) and rescue.data[s.ref].state in BACK]
    return tuple(dict.fromkeys([*(s for s in recovered if rescue.data[s.ref].state in BACK), *followed]))


def _is_live(copy: Copy | None) -> bool:
    return copy is not None and copy.is_live


def _data_way(fate: DataFate, rescue: Rescue) -> Way:
    store = fate.store
    books: list[Runbook] = list(whole_books(store, rescue.ground))
    if fate.state is DataState.REBUILT and store.rebuild is not None:
        named = rescue.ground.plan.runbooks.get(store.rebuild.runbook or "")
        books = [named] if named is not None else books
        book = best_book(books, rescue)
        sources = tuple(f"datastores/{id_}" for id_ in store.rebuild.from_)
        return Way(store.ref, book, None, _down(sources, store.ref, rescue))
    book = best_book(books, rescue)
    return Way(store.ref, book, fate.via, _awaited(book, store.ref, rescue))


def _before(service: Service, book: Runbook | None, rescue: Rescue) -> tuple[str, ...]:
    """What must be back before the service is: its data, the services it rests on, and what its runbook needs."""
    # what it is only made of is wanted when it has to be set up again
    needed = hard_stores if _is_hit(service, rescue) else worked_with
    stores = (s.ref for s in needed(service, rescue.ground))
    others = (s.ref for s in runs_with(service, rescue.ground)[1:])
    # services that need each other start together: neither waits for the other
    others = (o for o in others if not _needs_back(o, service, rescue))
    awaited = _awaited(book, service.ref, rescue)
    return tuple(dict.fromkeys((*_down((*stores, *others), service.ref, rescue), *awaited)))


def _needs_back(ref: str, service: Service, rescue: Rescue) -> bool:
    other = rescue.ground.plan.services[ref.partition("/")[2]]
    return any(s.ref == service.ref for s in runs_with(other, rescue.ground))


def _awaited(book: Runbook | None, ref: str, rescue: Rescue) -> tuple[str, ...]:
    if book is None:
        return ()
    needed = tuple(r for r in needed_to_restore(book) if r not in book.recovers)
    return _down(tuple(_resting(needed, rescue)), ref, rescue)


def _resting(refs: tuple[str, ...], rescue: Rescue) -> Iterator[str]:
    """Services and stores among the needs, and those behind the logins that are needed."""
    for ref in refs:
        yield ref
        credential = rescue.ground.plan.credentials.get(ref.partition("/")[2]) if ref[:12] == "credentials/" else None
        if credential is not None and not _is_sealed(ref, rescue):
            yield from (r for r in (credential.kept_in, credential.login_via) if r is not None)


def _is_sealed(ref: str, rescue: Rescue) -> bool:
    """A sealed copy is there, so nobody has to wait for the place where the login is kept."""
    credential = rescue.ground.plan.credentials[ref.partition("/")[2]]
    glass = credential.break_glass
    if glass is None or glass.place is None:
        return False
    return not rescue.outcome.is_hit(rescue.ground.losses(f"places/{glass.place}"), is_certain=False)


def _down(refs: tuple[str, ...], own: str, rescue: Rescue) -> tuple[str, ...]:
    known = (r for r in refs if r != own and r.startswith(("services/", "datastores/")))
    return tuple(r for r in dict.fromkeys(known) if is_down(r, rescue))
