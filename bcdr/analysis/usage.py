"""Who uses what: services of a datastore, tiers inherited from them, and the objective that follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import NamedTuple

from bcdr.analysis.place import Labels
from bcdr.model.datastore import Datastore
from bcdr.model.plan import Plan
from bcdr.model.record import fields_of
from bcdr.model.service import Parts, Service

UNUSED_TIER = 3
"""Tier of what no service claims: an unknown importance is not treated as a low one."""


SET_UP = frozenset({"config", "secrets", "code"})
"""Classes of what a service is made of, as opposed to what it works with."""


def stores_of(service: Service) -> tuple[str, ...]:
    """Ids of the datastores that a service needs: its dependencies and its declared parts, in order, once each."""
    found = [d.on.partition("/")[2] for d in service.depends_on if d.on.startswith("datastores/")]
    if service.parts is not None:
        for name in fields_of(Parts):
            found += service.parts.__dict__[name] or ()
    return tuple(dict.fromkeys(found))


def users_by_store(plan: Plan) -> Mapping[str, tuple[Service, ...]]:
    """For each datastore id the active services that need it directly."""
    found: dict[str, list[Service]] = {}
    for service in plan.services.values():
        if service.active:
            for store in stores_of(service):
                found.setdefault(store, []).append(service)
    return {store: tuple(services) for store, services in found.items()}


def tier_of(store: Datastore, users: tuple[Service, ...]) -> int:
    """Own tier if set, else the most critical tier of its users, else `UNUSED_TIER`."""
    if store.tier is not None:
        return store.tier
    return min((service_tier(s) for s in users), default=UNUSED_TIER)


class TierOrigin(NamedTuple):
    """A tier and where it comes from: what is written, the services that need the data, or nothing at all."""

    tier: int
    is_own: bool
    services: tuple[Service, ...]


def tier_origin(store: Datastore, users: tuple[Service, ...]) -> TierOrigin:
    """Why a datastore has its tier: `services` are those of its users that are as critical, in order."""
    tier = tier_of(store, users)
    if store.tier is not None:
        return TierOrigin(tier, True, ())  # noqa: FBT003 - the field says what it is
    return TierOrigin(tier, False, tuple(s for s in users if service_tier(s) == tier))  # noqa: FBT003


def service_tier(service: Service) -> int:
    """Own tier if set, else the one that its MTPD means (up to 24 h: 1, 7 d: 2, 30 d: 3), else `UNUSED_TIER`."""
    if service.tier is not None:
        return service.tier
    if service.mtpd is None:
        return UNUSED_TIER
    return next((tier for tier, longest in _HARM_WITHIN if service.mtpd <= longest), 4)


_HARM_WITHIN = ((1, timedelta(hours=24)), (2, timedelta(days=7)), (3, timedelta(days=30)))


def rpo_of(store: Datastore, of_users: Iterable[timedelta | None]) -> timedelta | None:
    """Own objective if set, else the strictest of its users; None when nobody set one.

    A service's objective is about its data: configuration, secrets and code change seldom and have none but their own.
    """
    return objective_of(store, store.rpo, of_users)


def objective_of(store: Datastore, own: timedelta | None, of_users: Iterable[timedelta | None]) -> timedelta | None:
    """The `own` objective of a store as `rpo_of` has it, or another one that services have of their data."""
    if own is not None or store.class_ in SET_UP:
        return own
    return strictest(of_users)


def strictest(objectives: Iterable[timedelta | None]) -> timedelta | None:
    """The shortest; None when nobody set one."""
    return min((o for o in objectives if o is not None), default=None)


def served_by_vendors(plan: Plan, labels: Callable[[Service | Datastore], Labels]) -> Mapping[str, tuple[str, ...]]:
    """By vendor, references of active services and datastores that depend on it, or that it runs or hosts."""
    found: dict[str, list[str]] = {}
    for service in plan.services.values():
        if service.active:
            named = [d.on[8:] for d in service.depends_on if d.on.startswith("vendors/")]
            for id_ in dict.fromkeys((service.vendor, *named, labels(service).provider)):
                if id_ is not None:
                    found.setdefault(id_, []).append(service.ref)
    for store in plan.datastores.values():
        if store.active:
            for id_ in dict.fromkeys((store.run_by, labels(store).provider)):
                if id_ is not None:
                    found.setdefault(id_, []).append(store.ref)
    return {id_: tuple(refs) for id_, refs in found.items()}
