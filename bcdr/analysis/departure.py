"""Leaving a vendor, or being left by it: what lies with it, what lies only with it, and how long it takes to fetch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import NamedTuple

from bcdr.analysis.age import times
from bcdr.analysis.place import Labels
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.plan import Plan
from bcdr.model.record import Entry
from bcdr.model.service import Service
from bcdr.model.value import UNBOUNDED
from bcdr.model.vendor import Exit, Vendor

Place = Callable[[Datastore | Copy | Service], Labels]

UNKNOWN_NOTICE = timedelta(days=14)
"""What a vendor gave its customers once, and what is assumed where nobody knows (rules of the catalogue, 3.8)."""


class Tight(NamedTuple):
    """The first datastore that does not come out in time, when all that lies only with `vendor` is fetched in order."""

    vendor: Vendor
    needed: timedelta
    notice: timedelta


def carried(plan: Plan, labels: Place) -> Mapping[str, tuple[Service | Datastore, ...]]:
    """By vendor id, the services and datastores in use that lie with the vendor: in its places, or run by it alone."""
    found: dict[str, list[Service | Datastore]] = {}
    entries: tuple[Service | Datastore, ...] = (*plan.services.values(), *plan.datastores.values())
    for entry in entries:
        if not entry.active:
            continue
        # where it lies goes first: somebody who looks after a machine in the own house has no account to close
        vendor = labels(entry).provider or (entry.vendor if isinstance(entry, Service) else entry.run_by)
        if vendor in plan.vendors:
            found.setdefault(str(vendor), []).append(entry)
    return {vendor: tuple(entries) for vendor, entries in found.items()}


def is_elsewhere(copy: Copy, place: Labels, vendor: str) -> bool:
    """The copy is shown to lie with somebody else, and is not made by this vendor; live copies count as well."""
    if not copy.active or copy.kind == "unstated" or copy.run_by == vendor:
        return False
    return place.provider != vendor if place.provider is not None else place.offline


def tight(
    vendor: Vendor, entries: Iterable[Entry], tier: Callable[[Datastore], int], labels: Place
) -> tuple[Datastore, Tight] | None:
    """Where the export does not end within the notice; None where it does, or where speed or sizes are not known.

    Fetched is what exists nowhere else and cannot be made again: the most critical tier first, then the largest. The
    length that the exit sheet states is that of everything there, shared by size, and counts where it is longer.
    """
    way = vendor.exit or Exit()
    kept = sorted(
        (e for e in entries if isinstance(e, Datastore) and e.class_ != "derived"),
        key=lambda s: (tier(s), -(s.size or 0), s.id),
    )
    notice = vendor.contract.notice if vendor.contract is not None else None
    allowed = UNKNOWN_NOTICE if notice is None else notice
    whole = sum(s.size or 0 for s in kept)
    amount = 0.0
    for store in kept:
        if any(is_elsewhere(c, labels(c), vendor.id) for c in store.copies.values()):
            continue
        amount += store.size or 0
        by_speed = _span(amount / way.throughput) if way.throughput else timedelta()
        stated = way.duration or timedelta()
        needed = max(by_speed, times(amount / whole, stated) if whole else stated)
        if needed > allowed:
            return store, Tight(vendor, needed, allowed)
    return None


def _span(seconds: float) -> timedelta:
    try:
        return timedelta(seconds=seconds)
    except OverflowError:
        return UNBOUNDED
