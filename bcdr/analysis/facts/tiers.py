"""Who uses what, the tier and the objectives that follow from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import cached_property

from bcdr.analysis import duty, proof, usage
from bcdr.analysis.facts.inventory import Inventory
from bcdr.model.change import Automation, Change, Component
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.drill import Drill
from bcdr.model.people import Credential
from bcdr.model.place import Place
from bcdr.model.record import Entry
from bcdr.model.runbook import Runbook
from bcdr.model.service import Service
from bcdr.model.vendor import Vendor

_TIERED = (Service, Datastore, Vendor, Credential, Automation, Component)
"""Kinds that pass their tier on to what touches or covers them."""


class Tiers(Inventory):
    """Who uses what, the tier and the objectives that follow from it."""

    @cached_property
    def _users(self) -> Mapping[str, tuple[Service, ...]]:
        return usage.users_by_store(self.plan)

    @cached_property
    def protects_something(self) -> bool:
        """There is a service or a datastore: of an empty plan nothing is asked."""
        return bool(self.services or self.stores)

    def users(self, store: Datastore) -> tuple[Service, ...]:
        """Active services that need the store directly."""
        return self._users.get(store.id, ())

    def stores_of(self, service: Service) -> tuple[Datastore, ...]:
        """Active datastores that a service needs directly."""
        found = (self.plan.datastores.get(i) for i in usage.stores_of(service))
        return tuple(s for s in found if s is not None and s.active)

    def tier(self, entry: Entry) -> int | None:  # noqa: PLR0911 - one line a kind
        """Tier of an object; None for kinds that have none, such as channels and waivers.

        A service has its own, a datastore that of its most critical user, a copy that of its datastore; vendors,
        credentials, runbooks, drills, changes and the like take the most critical tier of what they serve.
        """
        if isinstance(entry, Service):
            return usage.service_tier(entry)
        if isinstance(entry, Datastore):
            return self.store_tier(entry)
        if isinstance(entry, Copy):
            return self.store_tier(self.plan.datastores[str(entry.path[1])])
        if isinstance(entry, Runbook):
            return self.runbook_tier(entry)
        if isinstance(entry, Drill):
            return self._tier_of_refs(proof.covered(entry, self.plan))
        if isinstance(entry, (Change, Automation)):
            return self._tier_of_refs(entry.affects)
        if isinstance(entry, Component):
            return self._tier_of_refs(entry.used_by)
        if isinstance(entry, Vendor):
            return self._tier_of_refs(self.served_by_vendor(entry))
        if isinstance(entry, Credential):
            return self._tier_of_refs(self.reached_by(entry))
        return None

    def _tier_of_refs(self, refs: Iterable[str]) -> int:
        tiers: list[int | None] = []
        for ref in refs:
            entry = self.plan.find(ref)
            if isinstance(entry, Credential):
                # by what it can do; what needs it may be recovered by it, and so on in a circle
                tiers.append(self._tier_of_refs(_rights(entry)))
            elif isinstance(entry, _TIERED):
                tiers.append(self.tier(entry))
            elif isinstance(entry, Place):
                tiers += map(self.tier, self.held.get(ref, ()))
        return min((t for t in tiers if t is not None), default=usage.UNUSED_TIER)

    @cached_property
    def held(self) -> Mapping[str, tuple[Entry, ...]]:
        """By place the services, datastores and copies that are in it, by name."""
        found: dict[str, list[Entry]] = {}
        everything: Iterable[Service | Datastore | Copy] = (*self.services, *self.stores, *self.copies)
        for entry in everything:
            for place in self.labels(entry).places:
                found.setdefault(place, []).append(entry)
        return {place: tuple(sorted(entries, key=lambda e: e.ref)) for place, entries in found.items()}

    def store_tier(self, store: Datastore) -> int:
        """Tier of a datastore."""
        return self._once("tier", store, lambda: usage.tier_of(store, self.users(store)))

    def tier_origin(self, store: Datastore) -> usage.TierOrigin:
        """Why a datastore has its tier: its own, or inherited from which services."""
        return usage.tier_origin(store, self.users(store))

    def served_by_vendor(self, vendor: Vendor) -> tuple[str, ...]:
        """References of services and datastores that rest on a vendor: by dependency, place or as their operator."""
        return self._served.get(vendor.id, ())

    @cached_property
    def _served(self) -> Mapping[str, tuple[str, ...]]:
        return usage.served_by_vendors(self.plan, self.labels)

    def reached_by(self, credential: Credential) -> tuple[str, ...]:
        """References of services and datastores that a credential can touch or whose recovery needs it."""
        named = [*_rights(credential)]
        named += [r for b in self.needing(credential) for r in b.recovers]
        for ref in dict.fromkeys(named):
            if ref.startswith("places/"):
                named += [s.ref for s in self._stores_in.get(ref, ())]
        return tuple(dict.fromkeys(named))

    def alterable(self, credential: Credential) -> tuple[Datastore, ...]:
        """Datastores in use that a credential can change or delete: by themselves, by service, or by place."""
        if credential.can is None:
            return ()
        found: list[Datastore] = []
        for ref in (*credential.can.write, *credential.can.delete):
            entry = self.plan.find(ref)
            if isinstance(entry, Datastore):
                found += [entry] if entry.active else []
            elif isinstance(entry, Service):
                found += self.stores_of(entry) if entry.active else ()
            else:
                found += self._stores_in.get(ref, ())
        return tuple({s.id: s for s in found}.values())

    @cached_property
    def _stores_in(self) -> Mapping[str, tuple[Datastore, ...]]:
        found: dict[str, list[Datastore]] = {}
        for store in self.stores:
            for place in self.labels(store).places:
                found.setdefault(place, []).append(store)
        return {place: tuple(stores) for place, stores in found.items()}

    def needing(self, entry: Entry) -> tuple[Runbook, ...]:
        """Runbooks that name the object among what they, or one of their steps, need."""
        return self._needing.get(entry.ref, ())

    @cached_property
    def _needing(self) -> Mapping[str, tuple[Runbook, ...]]:
        found: dict[str, list[Runbook]] = {}
        for runbook in self.plan.runbooks.values():
            for ref in duty.needed_by(runbook):
                found.setdefault(ref, []).append(runbook)
        return {ref: tuple(books) for ref, books in found.items()}

    def runbook_tier(self, runbook: Runbook) -> int:
        """Most critical tier of what the runbook recovers."""
        return self._tier_of_refs(runbook.recovers)

    def rpo(self, store: Datastore) -> timedelta | None:
        """Objective that applies to the store: its own, else the strictest of its users."""
        return usage.rpo_of(store, (self.rpo_of(s) for s in self.users(store)))

    def rto(self, store: Datastore) -> timedelta | None:
        """Strictest recovery time objective of the services that use the store."""
        return usage.strictest(self.rto_of(s) for s in self.users(store))

    def rto_of(self, service: Service) -> timedelta | None:
        """Recovery time objective of a service: its own, else that of its tier."""
        policy = self.plan.policy.tiers.get(str(self.tier(service)))
        return service.rto if service.rto is not None or policy is None else policy.rto

    def rpo_of(self, service: Service) -> timedelta | None:
        """Recovery point objective of a service: its own, else that of its tier."""
        policy = self.plan.policy.tiers.get(str(self.tier(service)))
        return service.rpo if service.rpo is not None or policy is None else policy.rpo


def _rights(credential: Credential) -> tuple[str, ...]:
    can = credential.can
    return () if can is None else (*can.read, *can.write, *can.delete, *can.restore)
