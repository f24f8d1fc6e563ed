"""The one object that rules and reports see: every fact about a plan on a day, computed once and when asked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from bcdr.analysis import addressbook, concentration, departure, outward, personal, responders, usage
from bcdr.analysis.abroad import Abroad, abroad
from bcdr.analysis.coverage import Coverage, coverage
from bcdr.analysis.facts.entrances import Entrances
from bcdr.model.communication import Channel
from bcdr.model.datastore import Datastore
from bcdr.model.privacy import Processing
from bcdr.model.service import Service
from bcdr.model.vendor import Vendor

if TYPE_CHECKING:
    from bcdr.analysis.due import Due


class Facts(Entrances):
    """Facts about `plan` as of a day. Pure: the same plan and day always give the same facts."""

    @cached_property
    def public_services(self) -> tuple[Service, ...]:
        """Services in operation that people outside use."""
        return tuple(s for s in self.services if s.public)

    @cached_property
    def has_status_channel(self) -> bool:
        """Customers have a place where they learn that something is wrong."""
        return any(outward.is_status(c) for c in self.plan.channels.values())

    @cached_property
    def _below_public(self) -> Mapping[str, Service]:
        """What public services cannot do without, themselves first, and the first that cannot."""
        found = {s.ref: s for s in self.public_services}
        for service in self.public_services:
            for ref in self._web.closure([service.ref]):
                found.setdefault(ref, service)
        return found

    @cached_property
    def _public_domains(self) -> Mapping[tuple[str, str], Service]:
        return outward.by_domain(self.public_services, self.locations)

    def shared_with_public(self, channel: Channel) -> tuple[outward.Shared, ...]:
        """What a channel has in common with the public services; what it rests on comes first."""
        rests_on = self._web.closure(channel.depends_on)
        found = [
            (s, public)
            for r in rests_on
            if isinstance(s := self.plan.find(r), Service) and (public := self._below_public.get(r))
        ]
        own = tuple(outward.Shared("service", s.name_or_id, public) for s, public in found)
        return own + outward.shared(channel, self.labels(channel.at), self._public_domains, rests_on)

    def stands_in_for_page(self, channel: Channel) -> bool:
        """Customers would look there: no status page exists, and no such channel is apart from the public services."""
        return outward.is_status(channel) and not self._has_better_place

    @cached_property
    def _has_better_place(self) -> bool:
        found = [c for c in self.plan.channels.values() if outward.is_status(c)]
        return any(c.kind == "status-page" or not self.shared_with_public(c) for c in found)

    def shared_with_critical(self, channel: Channel) -> tuple[outward.Shared, ...]:
        """What a channel has in common with the services of tier 1 and their logins."""
        rests_on = self._web.closure(channel.depends_on)
        return responders.falls_with(channel, self.labels(channel.at), rests_on, self.plan, self._critical)

    @cached_property
    def _critical(self) -> responders.Critical:
        logins = {c.login_via for c in self.plan.credentials.values() if c.login_via and self.tier(c) == 1}
        critical = [s for s in self.services if self.tier(s) == 1]
        return responders.critical(critical, sorted(logins), self.plan, self._web.closure, self.locations)

    def responders_reach_each_other(self, without: Channel) -> bool:
        """Another way is declared that stands when the services of tier 1 are down.

        In a small company private contacts of everybody in a critical role are such a way.
        """
        stand_in = self.plan.channels.get(without.fallback) if without.fallback is not None else None
        others = [c for c in self.plan.channels.values() if c is not without and responders.is_internal(c)]
        if any(not self.shared_with_critical(c) for c in (*others, stand_in) if c is not None):
            return True
        people = [p for id_ in self.critical_roles for p in self.people(f"roles/{id_}")]
        return self.is_small and bool(people) and all(any(c.out_of_band for c in p.contacts) for p in people)

    @cached_property
    def customer_contacts(self) -> addressbook.Book | None:
        """How well customers could be reached without the services that they use; None where there are no customers."""
        return None if self.customer_lists is None else addressbook.book(self.customer_lists, self.as_of)

    @cached_property
    def customer_lists(self) -> tuple[addressbook.Listed, ...] | None:
        """The lists by which customers could be reached; None where there are no customers."""
        used = [s for s in self.public_services if addressbook.has_customers(s, self.stores_of(s))]
        if not used:
            return None
        stores = [d for s in used for d in self.stores_of(s) if d.class_ not in usage.SET_UP]
        homes = [self.labels(s) for s in used if s.at is not None] + [self.labels(d) for d in stores]
        return tuple(addressbook.lists(self.plan, stores, homes, self.labels))

    def lies_with(self, vendor: Vendor) -> tuple[Service | Datastore, ...]:
        """Services and datastores in use that lie with the vendor, or are run by it."""
        return self._carried_by.get(vendor.id, ())

    @cached_property
    def _carried_by(self) -> Mapping[str, tuple[Service | Datastore, ...]]:
        return departure.carried(self.plan, self.labels)

    def tight_export(self, store: Datastore) -> departure.Tight | None:
        """The export of its vendor does not bring this datastore out within the notice, and it is the first."""
        return self._tight.get(store.id)

    @cached_property
    def _tight(self) -> Mapping[str, departure.Tight]:
        vendors = (self.plan.vendors[id_] for id_ in self._carried_by)
        found = (departure.tight(v, self.lies_with(v), self.store_tier, self.labels) for v in vendors)
        return {store.id: tight for store, tight in filter(None, found)}

    def supports(self, vendor: Vendor) -> tuple[concentration.Support, ...]:
        """Which of the six supports of a recovery the vendor holds."""
        return self._supports.get(vendor.id, ())

    @cached_property
    def _supports(self) -> Mapping[str, tuple[concentration.Support, ...]]:
        return concentration.supports(self.plan, self._carried_by, self.labels)

    def is_risk_accepted(self, vendor: Vendor) -> bool:
        """Somebody accepted a risk that names the vendor, and the acceptance still holds."""
        return concentration.is_accepted(self.plan, vendor.ref, self.as_of)

    @cached_property
    def processors(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the vendors that handle personal data, and the references that show it."""
        return personal.processors(self.plan, self.labels)

    def processing(self, store: Datastore) -> tuple[Processing, ...]:
        """Entries of the register that cover the store."""
        return self._processing.get(store.id, ())

    @cached_property
    def _processing(self) -> Mapping[str, tuple[Processing, ...]]:
        return personal.processing_by_store(self.plan)

    def stores_of_processing(self, entry: Processing) -> tuple[Datastore, ...]:
        """Datastores in use that an entry of the register covers."""
        return tuple(s for s in self.stores if any(p.id == entry.id for p in self.processing(s)))

    def unnamed_processors(self, entry: Processing) -> tuple[Vendor, ...]:
        """Vendors that hold data of an entry of the register and are not among the processors it names.

        Who decides by itself what it does with the data is no processor.
        """
        stores = tuple(s.ref for s in self.stores_of_processing(entry))
        held = {id_ for id_, refs in self.processors.items() if any(_lies_in(ref, stores) for ref in refs)}
        others = (self.plan.vendors[id_] for id_ in sorted(held.difference(entry.processors)))
        return tuple(v for v in others if not v.own_controller)

    def abroad(self, entry: Processing) -> tuple[Abroad, ...]:
        """What of an entry of the register lies outside the EEA, as far as countries are written."""
        vendors = (self.plan.vendors[id_] for id_ in entry.processors)
        return abroad(self.stores_of_processing(entry), vendors, self.labels)

    def lacks_assessment(self, store: Datastore, *, special: bool) -> bool:
        """An impact assessment is due, and neither it nor a reasoned decision against it is on record."""
        return personal.lacks_assessment(self.processing(store), self.assessed, special=special)

    @cached_property
    def assessed(self) -> frozenset[str]:
        """Ids of the entries of the register that an impact assessment covers."""
        return frozenset(id_ for dpia in self.plan.dpias.values() for id_ in dpia.processing)

    @cached_property
    def allowed_places(self) -> frozenset[str]:
        """Countries and regions in which personal data may lie; empty when the policy names none."""
        return personal.allowed_places(self.plan)

    @cached_property
    def coverage(self) -> tuple[Coverage, ...]:
        """All catalogue scenarios and the plan's own ones as the plan treats them."""
        return coverage(self.plan, self.as_of)

    @cached_property
    def due(self) -> tuple[Due, ...]:
        """Everything with a date, never done first."""
        from bcdr.analysis.due import due  # noqa: PLC0415 - a lint asks nothing of it

        return due(self)


def _lies_in(ref: str, stores: tuple[str, ...]) -> bool:
    return any(ref == store or ref.startswith(f"{store}/") for store in stores)
