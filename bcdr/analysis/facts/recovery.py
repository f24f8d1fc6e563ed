"""Ways back: runbooks, targets, circles, times."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from bcdr.analysis import needs, proof, reliance, support, tenancy
from bcdr.analysis import target as targets
from bcdr.analysis.duration import UNMEASURED_RATE
from bcdr.analysis.facts.drills import Drills
from bcdr.analysis.measurement import Measurement, measurement
from bcdr.analysis.place import Labels
from bcdr.model.change import Component
from bcdr.model.datastore import Datastore
from bcdr.model.drill import Drill
from bcdr.model.place import Place
from bcdr.model.record import Entry
from bcdr.model.runbook import Runbook, Scenario
from bcdr.model.service import Service
from bcdr.model.vendor import Vendor

if TYPE_CHECKING:
    from bcdr.analysis.recovery import Recovery


class Recoveries(Drills):
    """Ways back: runbooks, targets, circles, times."""

    def runbooks(self, entry: Entry) -> tuple[Runbook, ...]:
        """Runbooks that recover the object."""
        return self._runbooks.get(entry.ref, ())

    @cached_property
    def _runbooks(self) -> Mapping[str, tuple[Runbook, ...]]:
        found: dict[str, list[Runbook]] = {}
        for runbook in self.plan.runbooks.values():
            for ref in runbook.recovers:
                found.setdefault(ref, []).append(runbook)
        return {ref: tuple(books) for ref, books in found.items()}

    def routes(self, service: Service) -> tuple[Runbook, ...]:
        """Runbooks with steps that bring it back: its own, its vendor's, or one for each of its truth stores."""
        vendor = self.plan.vendors.get(service.vendor) if service.vendor is not None else None
        found = [*self.runbooks(service), *(self.runbooks(vendor) if vendor is not None else ())]
        truth = [[b for b in self.runbooks(s) if b.steps] for s in self.stores_of(service) if s.class_ == "truth"]
        if all(truth):
            found += [b for books in truth for b in books]
        return tuple(dict.fromkeys(b for b in found if b.steps))

    def has_target(self, service: Service) -> bool:
        """A place to restore the service onto is known: at another site, and ready within its objective."""
        books = [*self.runbooks(service), *(b for s in self.stores_of(service) for b in self.runbooks(s))]
        sites = {place.site for place in self.locations(service)}
        return targets.has_target(service, books, self._spare, sites, self.labels)

    @cached_property
    def _spare(self) -> tuple[Place, ...]:
        return tuple(p for p in self.plan.places.values() if p.lead_time is not None)

    def restores_truth(self, runbook: Runbook) -> bool:
        """It puts data back that exists nowhere else: a truth or identity store, or a service with such data."""
        found = [self.plan.find(r) for r in runbook.recovers]
        stores = [e for e in found if isinstance(e, Datastore)]
        if any(s.kind == "restore" for s in runbook.steps):
            stores += [s for e in found if isinstance(e, Service) for s in self.stores_of(e)]
        return any(s.active and s.class_ in {"truth", "identity"} for s in stores)

    def is_shared_by_customers(self, store: Datastore) -> bool:
        """Several customers lie side by side in it."""
        return tenancy.is_shared(store, self.users(store), self.stores_of)

    def tenant_restores(self, store: Datastore) -> tuple[tenancy.Way, tenancy.Way]:
        """What is known of a restore of one customer, and of many at once."""
        tenants = store.tenants
        one, many = (tenants.one, tenants.many) if tenants is not None else (None, None)
        return tenancy.way(one, self.plan, self.counting), tenancy.way(many, self.plan, self.counting)

    def circle(self, runbook: Runbook) -> needs.Circle | None:
        """What the runbook needs and does not have when it is needed."""
        scenarios = self._scenarios_of.get(runbook.id, ())
        return self._web.circle(runbook, scenarios)

    @cached_property
    def _web(self) -> needs.Web:
        return needs.Web(self.plan, self.labels, self._runbooks)

    @cached_property
    def _scenarios_of(self) -> Mapping[str, tuple[Scenario, ...]]:
        found: dict[str, dict[str, Scenario]] = {}
        for scenario in self.plan.scenarios.values():
            if scenario.applicable is not False:
                for id_ in scenario.runbooks:
                    found.setdefault(id_, {})[scenario.id] = scenario
        for runbook in self.plan.runbooks.values():
            for id_ in runbook.scenarios:
                entry = self.plan.scenarios.get(id_)
                if entry is not None and entry.applicable is not False:
                    found.setdefault(runbook.id, {})[id_] = entry
        return {id_: tuple(scenarios.values()) for id_, scenarios in found.items()}

    def recovery(self, service: Service, unmeasured: float = UNMEASURED_RATE) -> Recovery:
        """Estimated and measured time to recover the service; `unmeasured` bytes per second where no rate is stated."""
        return self._once(f"recovery {unmeasured}", service, lambda: self._recovery(service, unmeasured))

    def measurement(self, service: Service) -> Measurement | None:
        """The newest measured recovery, whatever its result."""
        return self._once("measurement", service, lambda: measurement(service, self.stores_of(service), self.counting))

    def voided_time(self, service: Service) -> Drill | None:
        """The newest passed drill of the service or its data that measured a time, if it no longer counts for it."""
        found = [(d, e) for e in (service, *self.stores_of(service)) for d in self.drills(e) if d.result == "passed"]
        timed = [(d, e) for d, e in found if proof.measured_rto((d,)) is not None]
        last = max(timed, key=lambda p: (p[0].occurred or date.min, p[0].id), default=None)
        return last[0] if last is not None and not self.counts_for(*last) else None

    def vendors_needed(self, service: Service) -> tuple[Vendor, ...]:
        """Vendors without which the service does not run."""
        return reliance.vendors_needed(service, self.plan, self.rto_of)

    def has_own_route(self, service: Service, vendor: Vendor) -> bool:
        """A runbook brings the service back without the vendor."""
        return reliance.has_own_route(service, vendor, self.runbooks)

    def holds_alone(self, service: Service, vendor: Vendor) -> bool:
        """The vendor has data of the service that the organisation has no backup of."""
        return reliance.held_alone(self.stores_of(service), vendor, lambda s: self.labels(s).provider)

    def is_weaker(self, promised: timedelta | None, needed: timedelta | None) -> bool:
        """A promise that is missing or less than what is needed."""
        return reliance.is_weaker(promised, needed)

    def _recovery(self, service: Service, unmeasured: float) -> Recovery:
        stores = self.stores_of(service)
        measured = proof.service_rto(tuple(d for d in self.counting(service) if d.result == "passed"))
        if measured is None:
            # a service is back when the slowest of its stores is: only then is the measurement of its parts one of it
            parts = [proof.measured_rto(self.passed_restores(s)) for s in stores if s.class_ == "truth"]
            if parts and all(parts):
                measured = max((p for p in parts if p), key=lambda p: p[0])
        # the scheduler costs every lint two milliseconds to load, and most lints never ask: what is measured is enough
        from bcdr.analysis.recovery import recovery  # noqa: PLC0415

        return recovery(service, self, measured, unmeasured)

    def out_of_support(self, entry: Datastore | Service) -> tuple[Component, ...]:
        """Components without support of which this object is the first that rests on them."""
        return self._out_of_support.get(entry.ref, ())

    @cached_property
    def _out_of_support(self) -> Mapping[str, tuple[Component, ...]]:
        return support.resting(self.plan, self.as_of, self.tier, self.held)

    def replacement(self, component: Component) -> support.Replacement:
        """The recorded way to rebuild or replace it."""
        return support.replacement(component, self.plan)

    def is_bridged(self, service: Service) -> bool:
        """It only carries other services, each of which says how it goes on without this one."""
        carried = self._carried.get(service.ref, ())
        return not service.public and bool(carried) and all(carried)

    @cached_property
    def _carried(self) -> Mapping[str, tuple[bool, ...]]:
        found: dict[str, tuple[bool, ...]] = {}
        for service in self.services:
            for need in service.depends_on:
                if need.kind != "recovery" and need.on.startswith("services/"):
                    found[need.on] = (*found.get(need.on, ()), bool(need.fallback))
        return found

    def locations(self, service: Service) -> tuple[Labels, ...]:
        """Where a service runs: as it says, else at its vendor, else where its datastores lie."""
        if service.at is not None:
            return (self.labels(service),)
        if service.vendor is not None:
            return (self.labels(f"vendors/{service.vendor}"),)
        return tuple(self.labels(s) for s in self.stores_of(service))
