"""Where the contacts of customers are, besides the service that may be lost with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from bcdr.analysis.age import age
from bcdr.analysis.blast import is_outside
from bcdr.analysis.place import Labels
from bcdr.model.communication import Communication
from bcdr.model.datastore import Datastore
from bcdr.model.plan import Plan
from bcdr.model.service import Service

CURRENT = timedelta(days=30)
"""A list older than this misses the customers of a month (rules of the catalogue, 3.7)."""


class Book(Enum):
    """How well customers could be reached when the service is gone."""

    ELSEWHERE = "a current list lies elsewhere"
    OLD = "a list lies elsewhere, and is old or undated"
    INSIDE = "the list lies in what can be lost"
    NONE = "no list is recorded"


def has_customers(service: Service, stores: Iterable[Datastore]) -> bool:
    """People outside use it, and it keeps something of them."""
    if not service.public:
        return False
    personal = any(s.multi_tenant or (s.personal is not None and s.personal.level != "none") for s in stores)
    return personal or service.multi_tenant or bool(service.keeps_others_data)


class Listed(NamedTuple):
    """One list of contacts: whether it lies elsewhere, and when it was last made anew (`date.max`: always current)."""

    is_elsewhere: bool
    refreshed: date | None


def lists(
    plan: Plan,
    stores: Iterable[Datastore],
    homes: Iterable[Labels],
    labels: Callable[[Datastore | str | None], Labels],
) -> Iterator[Listed]:
    """Judged against `stores` and `homes`, the data of the services with customers and where these run."""
    written = (plan.communication or Communication()).customer_contacts
    known = list(homes)
    if written is not None and written.at is not None:
        kept = plan.find(written.at)
        own = isinstance(kept, Datastore) and kept in stores
        place = labels(kept if isinstance(kept, Datastore) else written.at)
        yield Listed(not own and is_outside(place, known), written.refreshed)
    for pack in plan.kept.values():
        if "customer-contacts" in pack.includes and is_outside(labels(pack.at), known):
            yield Listed(is_elsewhere=True, refreshed=date.max if pack.always_current else pack.occurred)


def book(found: Iterable[Listed], as_of: date) -> Book:
    """The best that any of the lists gives."""
    return min((_book(listed, as_of) for listed in found), key=list(Book).index, default=Book.NONE)


def _book(listed: Listed, as_of: date) -> Book:
    if not listed.is_elsewhere:
        return Book.INSIDE
    return Book.ELSEWHERE if age(listed.refreshed, as_of) <= CURRENT else Book.OLD
