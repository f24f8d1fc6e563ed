"""What a service needs of its vendors, and whether it could come back without them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bcdr.model.datastore import Datastore
from bcdr.model.plan import Plan
from bcdr.model.record import Entry
from bcdr.model.runbook import Runbook
from bcdr.model.service import Service
from bcdr.model.vendor import Vendor


def vendors_needed(service: Service, plan: Plan, rto_of: Callable[[Service], timedelta | None]) -> tuple[Vendor, ...]:
    """Vendors that run the service, or that it depends on while it runs, without a fallback.

    Those of another service that it needs count too, if that one has no objective of its own to hold them to.
    """
    found: dict[str, None] = {}
    waiting, seen = [service], {service.ref}
    while waiting:
        one = waiting.pop(0)
        hard = [d.on for d in one.depends_on if d.kind != "recovery" and not d.fallback]
        if one.vendor is not None and not _has_fallback(one):
            found[one.vendor] = None
        found.update((ref.removeprefix("vendors/"), None) for ref in hard if ref.startswith("vendors/"))
        for needed in (plan.find(ref) for ref in hard):
            if isinstance(needed, Service) and needed.active and needed.ref not in seen and rto_of(needed) is None:
                seen.add(needed.ref)
                waiting.append(needed)
    return tuple(plan.vendors[id_] for id_ in found if id_ in plan.vendors)


def _has_fallback(service: Service) -> bool:
    return any(d.on == f"vendors/{service.vendor}" and d.fallback for d in service.depends_on)


def has_own_route(service: Service, vendor: Vendor, runbooks: Callable[[Entry], tuple[Runbook, ...]]) -> bool:
    """A runbook brings vendor or service back without this vendor: for its outage, or one of the service."""
    if any(band.runbook is not None for band in vendor.outage) or runbooks(vendor):
        return True
    return any(vendor.ref not in book.needs for book in runbooks(service))


def held_alone(stores: tuple[Datastore, ...], vendor: Vendor, provider: Callable[[Datastore], str | None]) -> bool:
    """The vendor keeps data of which the organisation has no backup outside its hands."""
    for store in stores:
        theirs = store.run_by == vendor.id or provider(store) == vendor.id
        own = [c for c in store.copies.values() if c.is_backup and c.run_by != vendor.id]
        if theirs and store.class_ != "derived" and not own:
            return True
    return False


def is_weaker(promised: timedelta | None, needed: timedelta | None) -> bool:
    """Nothing is promised, or less than what is needed; where nothing is needed, no promise is weak."""
    return needed is not None and (promised is None or promised > needed)
