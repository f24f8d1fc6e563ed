"""How much one vendor carries: which of the six supports of a recovery would go with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple

from bcdr.analysis.outward import is_outward
from bcdr.analysis.place import Labels
from bcdr.analysis.responders import RESPONDING, is_internal
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.plan import Plan
from bcdr.model.service import Service
from bcdr.model.vendor import Provision

Support = Literal["primary", "backup", "names", "login", "status", "chat"]
SUPPORTS: tuple[Support, ...] = ("primary", "backup", "names", "login", "status", "chat")
_PROVIDES: Mapping[Provision, Support] = {
    "backup": "backup", "dns": "names", "domain": "names", "login": "login", "status-page": "status", "chat": "chat",
}  # fmt: skip
"""What a vendor says it provides, where nothing else in the plan shows it."""


class _Held(NamedTuple):
    vendor: str | None
    support: Support


def supports(
    plan: Plan,
    carried: Mapping[str, tuple[Service | Datastore, ...]],
    labels: Callable[[Datastore | Copy | Service | str | None], Labels],
) -> Mapping[str, tuple[Support, ...]]:
    """By vendor id, what it holds for us, in the order of `SUPPORTS`."""
    found: dict[str, set[Support]] = {}
    for held in _held(plan, carried, labels):
        if held.vendor in plan.vendors:
            found.setdefault(str(held.vendor), set()).add(held.support)
    return {vendor: tuple(s for s in SUPPORTS if s in each) for vendor, each in found.items()}


def _held(
    plan: Plan,
    carried: Mapping[str, tuple[Service | Datastore, ...]],
    labels: Callable[[Datastore | Copy | Service | str | None], Labels],
) -> Iterator[_Held]:
    for vendor in plan.vendors.values():
        yield from (_Held(vendor.id, _PROVIDES[p]) for p in vendor.provides if p in _PROVIDES)
        if carried.get(vendor.id):
            yield _Held(vendor.id, "primary")
    for store in plan.datastores.values():
        for copy in store.copies.values():
            if store.active and copy.is_backup:
                yield _Held(labels(copy).provider or copy.run_by, "backup")
    for renewal in plan.renewals.values():
        if renewal.kind == "domain":
            yield _Held(renewal.vendor, "names")
    for credential in plan.credentials.values():
        yield _Held(_operator(plan, credential.login_via, labels), "login")
    for channel in plan.channels.values():
        provider = labels(channel.at).provider
        if channel.kind == "status-page" and is_outward(channel):
            yield _Held(provider, "status")
        elif channel.kind in RESPONDING and is_internal(channel):
            yield _Held(provider, "chat")


def _operator(
    plan: Plan, ref: str | None, labels: Callable[[Datastore | Copy | Service | str | None], Labels]
) -> str | None:
    """Who runs the service or vendor that `ref` names."""
    if ref is not None and ref.startswith("vendors/"):
        return ref[8:]
    service = plan.find(ref)
    return (service.vendor or labels(service).provider) if isinstance(service, Service) else None


def is_accepted(plan: Plan, vendor: str, as_of: date) -> bool:
    """A risk that names the vendor was accepted by somebody, and still is."""
    return any(
        vendor in risk.affects
        and risk.accepted is not None
        and risk.accepted.by is not None
        and risk.accepted.valid_until is not None
        and risk.accepted.valid_until >= as_of
        for risk in plan.risks.values()
    )
