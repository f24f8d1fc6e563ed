"""The one object that rules and reports see: every fact about a plan on a day, computed once and when asked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from bcdr.analysis import outward, personal
from bcdr.analysis.coverage import Coverage, coverage
from bcdr.analysis.due import Due, due
from bcdr.analysis.facts.entrances import Entrances
from bcdr.model.communication import Channel
from bcdr.model.datastore import Datastore
from bcdr.model.privacy import Processing
from bcdr.model.service import Service


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
    def _public_domains(self) -> Mapping[tuple[str, str], Service]:
        return outward.by_domain(self.public_services, self.locations)

    def shared_with_public(self, channel: Channel) -> tuple[outward.Shared, ...]:
        """What a channel has in common with the public services; what it rests on comes first."""
        rests_on = self._web.closure(channel.depends_on)
        found = [s for r in rests_on if isinstance(s := self.plan.find(r), Service) and s.public and s.active]
        own = tuple(outward.Shared("service", s.name_or_id, s) for s in found)
        return own + outward.shared(channel, self.labels(channel.at), self._public_domains, rests_on)

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
        return due(self)
