"""Where the contacts of customers are, besides the service that may be lost with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from enum import Enum

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


def book(
    plan: Plan,
    stores: Iterable[Datastore],
    homes: Iterable[Labels],
    labels: Callable[[Datastore | str | None], Labels],
    as_of: date,
) -> Book:
    """Judged against `stores` and `homes`, the data of the services with customers and where these run."""
    written = (plan.communication or Communication()).customer_contacts
    known = list(homes)
    found = [Book.NONE]
    if written is not None and written.at is not None:
        kept = plan.find(written.at)
        own = isinstance(kept, Datastore) and kept in stores
        place = labels(kept if isinstance(kept, Datastore) else written.at)
        outside = not own and is_outside(place, known)
        found.append(_dated(written.refreshed, as_of) if outside else Book.INSIDE)
    packs = (p for p in plan.kept.values() if "customer-contacts" in p.includes and is_outside(labels(p.at), known))
    found += (Book.ELSEWHERE if p.always_current else _dated(p.occurred, as_of) for p in packs)
    return min(found, key=list(Book).index)


def _dated(refreshed: date | None, as_of: date) -> Book:
    return Book.ELSEWHERE if age(refreshed, as_of) <= CURRENT else Book.OLD
