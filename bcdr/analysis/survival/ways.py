"""Gates of services: what takes one down, and when nothing in the plan brings it back."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.survival.domain import Atom
from bcdr.analysis.survival.gate import Gate, Part, Why
from bcdr.analysis.survival.ground import Ground
from bcdr.analysis.survival.means import need
from bcdr.model.datastore import Datastore
from bcdr.model.runbook import Runbook
from bcdr.model.service import Service


def service_gate(service: Service, ground: Ground) -> Gate:
    """Nothing in the plan brings it back: data it works with is lost for good, or it is hit and there is no way.

    What it needs to run is taken together, service by service: services that need each other start together.
    """
    parts: list[Part] = []
    for each in runs_with(service, ground):
        parts.append(Part(Why.NOTHING, gate=f"stuck:{each.ref}"))
        parts += [Part(Why.NEED, gate=s.ref) for s in worked_with(each, ground)]
        parts += [Part(Why.NEED, gate=f"vendor:{each.ref}#{v}") for v in hard_vendors(each)]
    return Gate(is_any=True, parts=tuple(dict.fromkeys(parts)))


def down_gate(service: Service, ground: Ground) -> Gate:
    """It does not run at the moment: hit, or something it cannot do without is."""
    parts: list[Part] = []
    for each in runs_with(service, ground):
        parts.append(Part(Why.PLACE, leaves(each, ground), gate=f"hit:{each.ref}"))
        parts += [Part(Why.NEED, gate=f"source:{s.ref}") for s in worked_with(each, ground)]
        parts += [need(v, ground) for v in hard_vendors(each)]
    return Gate(is_any=True, parts=tuple(p for p in dict.fromkeys(parts) if p.atoms or p.gate))


def stuck_gate(service: Service, ground: Ground) -> Gate:
    """It is hit itself or its vendor is gone, and there is no way back."""
    parts = [Part(Why.NOTHING, gate=f"struck:{service.ref}")]
    if leaves(service, ground):
        parts.append(Part(Why.NOTHING, gate=f"left:{service.ref}"))
    return Gate(is_any=True, parts=tuple(parts))


def struck_gate(service: Service) -> Gate:
    """It is hit where it runs, and cannot be set up again."""
    return Gate(
        is_any=False,
        parts=(Part(Why.PLACE, gate=f"hit:{service.ref}"), Part(Why.NOTHING, gate=f"unbuilt:{service.ref}")),
    )


def left_gate(service: Service, ground: Ground) -> Gate:
    """The vendor that runs it is gone, and neither its runbooks nor those for the vendor bring it back."""
    books = tuple(Part(Why.NEED, gate=b.ref) for b in vendor_books(service, ground))
    gone = Part(Why.PLACE, leaves(service, ground))
    return Gate(is_any=False, parts=(gone, Part(Why.NOTHING, gate=f"unbuilt:{service.ref}"), *books))


def hit_gate(service: Service, ground: Ground) -> Gate:
    """It is hit where it runs; where nobody wrote that, whatever takes the place of its data may hit it."""
    parts = [Part(Why.PLACE, hits(service, ground))]
    if ground.where(service) is None:
        for store in hard_stores(service, ground):
            there = ground.losses_of(store) | ground.masters(ground.where(store))
            parts.append(Part(Why.PLACE, there, is_shown=False))
    return Gate(is_any=True, parts=tuple(parts))


def unbuilt_gate(service: Service, ground: Ground) -> Gate:
    """It cannot be set up again: there is no way, or what it is made of (configuration, secrets, code) is lost."""
    runs = {s.ref for s in worked_with(service, ground)}
    made_of = [Part(Why.NEED, gate=s.ref) for s in hard_stores(service, ground) if s.ref not in runs]
    return Gate(is_any=True, parts=(Part(Why.NOTHING, gate=f"route:{service.ref}"), *made_of))


def route_gate(service: Service, ground: Ground) -> Gate:
    """No way back is left: its standby, a runbook of its own, or the runbooks of all its data."""
    parts = []
    if service.standby is not None and service.standby.at is not None:
        parts.append(Part(Why.PLACE, gate=f"standby:{service.ref}"))
    parts += [Part(Why.NEED, gate=b.ref) for b in own_books(service, ground)]
    if _has_books(service, ground):
        parts.append(Part(Why.NEED, gate=f"books:{service.ref}"))
    return Gate(is_any=False, parts=tuple(parts))


def standby_gate(service: Service, ground: Ground) -> Gate:
    """The standby is lost or taken as well; of the same build, it is not shown to work where the service failed."""
    standby = service.standby
    if standby is None or standby.at is None:
        return Gate(is_any=False, parts=())
    at = f"places/{standby.at}"
    parts = [Part(Why.PLACE, ground.losses(at) | ground.takeovers(at))]
    if standby.same_build:
        parts.append(Part(Why.SOFTWARE, frozenset({service.ref}), is_shown=False))
    return Gate(is_any=True, parts=tuple(parts))


def books_gate(service: Service, ground: Ground) -> Gate:
    """One of its datastores cannot be restored by any runbook."""
    stores = [s for s in hard_stores(service, ground) if s.class_ == "truth"]
    return Gate(is_any=True, parts=tuple(Part(Why.NEED, gate=f"books:{s.ref}") for s in stores))


def store_books_gate(store: Datastore, ground: Ground) -> Gate:
    """None of the runbooks that restore it can be carried out."""
    books = [b for b in whole_books(store, ground) if b.steps]
    return Gate(is_any=False, parts=tuple(Part(Why.NEED, gate=b.ref) for b in books))


def vendor_gate(service: Service, vendor: str, ground: Ground) -> Gate:
    """A vendor that it cannot do without is gone, and no runbook is for that, nor for the service that it runs."""
    parts = [need(vendor, ground), *(Part(Why.NEED, gate=b.ref) for b in _without(service, vendor, ground))]
    return Gate(is_any=False, parts=tuple(parts))


def hits(service: Service, ground: Ground) -> frozenset[Atom]:
    """Events that take the service where it runs, wherever its data is."""
    found = ground.destroyers(service) | {service.ref}
    return found | ground.losses(service.at) if service.at is not None else found


def leaves(service: Service, ground: Ground) -> frozenset[Atom]:
    """Events that take the vendor that runs it; none when something stands in for the vendor."""
    vendor = f"vendors/{service.vendor}"
    if service.vendor is None or any(d.on == vendor and d.fallback for d in service.depends_on):
        return frozenset()
    return ground.domains.owners(service.vendor)


def runs_with(service: Service, ground: Ground) -> tuple[Service, ...]:
    """The service and every other one that it cannot do without, directly or through others."""
    found = {service.id: service}
    for each in (waiting := [service]):
        for dependency in each.depends_on:
            kind, _, id_ = dependency.on.partition("/")
            other = ground.plan.services.get(id_) if kind == "services" else None
            if other is not None and other.active and is_hard(dependency.kind, dependency.fallback):
                if id_ not in found:
                    waiting.append(other)
                found.setdefault(id_, other)
    return tuple(found.values())


def is_hard(kind: str, fallback: str | None) -> bool:
    """Needed to run, and nothing stands in for it."""
    return kind != "recovery" and not fallback


def hard_stores(service: Service, ground: Ground) -> tuple[Datastore, ...]:
    """Datastores that the service cannot do without."""
    soft = {d.on for d in service.depends_on if not is_hard(d.kind, d.fallback)}
    return tuple(s for s in ground.facts.stores_of(service) if s.ref not in soft)


def worked_with(service: Service, ground: Ground) -> tuple[Datastore, ...]:
    """Those without which it does not run: not its configuration, secrets and code, of which it is only made."""
    named = {d.on.partition("/")[2] for d in service.depends_on}
    parts = service.parts
    used = () if parts is None else (parts.data, parts.uploads, parts.dns, parts.domain)
    named.update(store for stores in used for store in stores or ())
    return tuple(s for s in hard_stores(service, ground) if s.id in named)


def hard_vendors(service: Service) -> tuple[str, ...]:
    """Vendors that it needs to run, without a fallback."""
    named = (d.on for d in service.depends_on if is_hard(d.kind, d.fallback))
    return tuple(dict.fromkeys(ref for ref in named if ref.startswith("vendors/")))


def own_books(service: Service, ground: Ground) -> tuple[Runbook, ...]:
    """Runbooks with steps that bring back the service itself."""
    return tuple(b for b in ground.facts.runbooks(service) if b.steps)


def vendor_books(service: Service, ground: Ground) -> tuple[Runbook, ...]:
    """Runbooks with steps for the loss of the vendor that runs it."""
    vendor = ground.plan.vendors.get(service.vendor) if service.vendor is not None else None
    return tuple(b for b in ground.facts.runbooks(vendor) if b.steps) if vendor is not None else ()


def whole_books(store: Datastore, ground: Ground) -> tuple[Runbook, ...]:
    """Runbooks that bring back all of it; one for a single customer of a shared store does not."""
    tenants = store.tenants
    single = tenants.one.runbook if tenants is not None and tenants.one is not None else None
    many = tenants.many.runbook if tenants is not None and tenants.many is not None else None
    return tuple(b for b in ground.facts.runbooks(store) if b.id != single or b.id == many)


def _has_books(service: Service, ground: Ground) -> bool:
    truth = [s for s in hard_stores(service, ground) if s.class_ == "truth"]
    return bool(truth) and all(any(b.steps for b in whole_books(s, ground)) for s in truth)


def _without(service: Service, vendor: str, ground: Ground) -> Iterator[Runbook]:
    entry = ground.plan.vendors[vendor.partition("/")[2]]
    yield from ground.facts.runbooks(entry)
    yield from (ground.plan.runbooks[b.runbook] for b in entry.outage if b.runbook is not None)
    if service.vendor is not None and vendor == f"vendors/{service.vendor}":
        yield from (b for b in ground.facts.runbooks(service) if vendor not in b.needs)
