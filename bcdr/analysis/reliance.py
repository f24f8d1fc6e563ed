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


def vendors_needed(service: Service, plan: Plan) -> tuple[Vendor, ...]:
    """Vendors that run the service, or that it depends on while it runs, without a fallback."""
    hard = [d.on for d in service.depends_on if d.kind != "recovery" and not d.fallback]
    ids = [ref.removeprefix("vendors/") for ref in hard if ref.startswith("vendors/")]
    named = [service.vendor] if service.vendor is not None and not _has_fallback(service) else []
    found = (plan.vendors.get(i) for i in dict.fromkeys([*named, *ids]))
    return tuple(v for v in found if v is not None)


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
