"""What everybody must pass before anything can be recovered, and whether it would still be there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from bcdr.analysis.facts.duties import Duties
from bcdr.analysis.identity import Gate, gates, has_emergency_login, is_outside
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.service import Service
from bcdr.model.vendor import Vendor


class Entrances(Duties):
    """What everybody must pass before anything can be recovered, and whether it would still be there."""

    def gate(self, store: Datastore) -> Gate | None:
        """What the store is to every recovery: a directory, a zone, or nothing special."""
        return self._gates.get(store.id)

    @cached_property
    def _gates(self) -> Mapping[str, Gate]:
        return gates(self.stores, self.users, self.store_tier, self._keeper)

    def _keeper(self, store: Datastore) -> Vendor | None:
        """The vendor that runs or hosts a store."""
        for id_ in (store.run_by, self.labels(store).provider):
            if id_ is not None and id_ in self.plan.vendors:
                return self.plan.vendors[id_]
        return None

    def copies_outside(self, store: Datastore) -> tuple[Copy, ...]:
        """Backups that whoever administers the store cannot reach."""
        return tuple(c for c in self.backups(store) if is_outside(c, self.labels(c), self.labels(store)))

    @cached_property
    def logins_needed(self) -> tuple[str, ...]:
        """References of the services and vendors through which the credentials of runbooks log in, in order."""
        through = {c.login_via for c in self.plan.credentials.values() if c.login_via and self.needing(c)}
        return tuple(sorted(through))

    def is_unlisted_login(self, service: Service) -> bool:
        """Recovery logs in through it, and the plan names neither its data nor who runs it."""
        return service.ref in self.logins_needed and service.vendor is None and not self.stores_of(service)

    def is_bought_login(self, vendor: Vendor) -> bool:
        """Recovery logs in through it or through a service that it runs, and no directory at it is in the plan."""
        services = (s.ref for s in self.services if s.vendor == vendor.id)
        if set(self.logins_needed).isdisjoint({vendor.ref, *services}):
            return False
        return not any(self.gate(s) is Gate.DIRECTORY and vendor.ref in self._through(s) for s in self.stores)

    def can_enter_without(self, entry: Datastore | Vendor) -> bool:
        """An emergency login goes around a bought login."""
        through = self._through(entry)
        return bool(through) and has_emergency_login(through, self.plan.credentials.values())

    def _through(self, entry: Datastore | Vendor) -> frozenset[str]:
        """A vendor that sells a login, and the services that it runs; empty for what the organisation runs itself."""
        if isinstance(entry, Vendor):
            return frozenset({entry.ref, *(s.ref for s in self.services if s.vendor == entry.id)})
        users = [u for u in self.users(entry) if u.vendor is not None]
        sold = {f"vendors/{id_}" for id_ in (entry.run_by, *(u.vendor for u in users)) if id_ is not None}
        return frozenset({*sold, *(u.ref for u in users)})
