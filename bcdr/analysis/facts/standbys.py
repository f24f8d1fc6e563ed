"""Second installations: what they share with the first, whether they were shown to take over, and at what load."""

from __future__ import annotations

from datetime import date

from bcdr.analysis import standby
from bcdr.analysis.authorship import only_by
from bcdr.analysis.facts.recovery import Recoveries
from bcdr.analysis.place import UNKNOWN, Labels
from bcdr.model.drill import Drill
from bcdr.model.runbook import Runbook
from bcdr.model.service import Service


class Standbys(Recoveries):
    """Second installations: what they share with the first, whether they were shown to take over, and at what load."""

    def standby_labels(self, service: Service) -> Labels:
        """Where the standby of a service is; nowhere known if it has none."""
        at = service.standby.at if service.standby is not None else None
        return self.labels(f"places/{at}") if at is not None else UNKNOWN

    def shared_with_standby(self, service: Service) -> tuple[standby.Common, ...]:
        """Failure domains in which a service and its standby both lie."""
        return standby.in_common(self.locations(service), self.standby_labels(service))

    def is_same_model(self, service: Service) -> bool:
        """Service and standby are said to be of one build, or stand on places of one model."""
        if service.standby is None:
            return False
        models = [self._model(home) for home in self.locations(service)]
        other = self._model(self.standby_labels(service))
        return bool(service.standby.same_build) or (other is not None and other in models)

    def _model(self, place: Labels) -> str | None:
        found = (self.plan.places[ref[7:]].model for ref in place.places if ref.startswith("places/"))
        return next((model.casefold() for model in found if model is not None), None)

    def takeovers(self, service: Service) -> tuple[Drill, ...]:
        """Done drills in which the service left its home, any result, oldest first."""
        homes = self.locations(service)
        return tuple(standby.takeovers(self.done_drills, self.drills(service), homes, self.standby_labels(service)))

    def last_failover(self, service: Service) -> date | None:
        """When the service last left its home and it worked, as far as that still counts."""
        return max((d.occurred for d in self.passed_takeovers(service) if d.occurred), default=None)

    def passed_takeovers(self, service: Service) -> tuple[Drill, ...]:
        """Those of them that passed and still count, oldest first."""
        return tuple(d for d in self.takeovers(service) if d.result == "passed" and not self._is_over(d, service))

    def voided_takeover(self, service: Service) -> Drill | None:
        """The newest that passed, if it no longer counts and nothing newer does."""
        last = next((d for d in reversed(self.takeovers(service)) if d.result == "passed"), None)
        return last if last is not None and self._is_over(last, service) else None

    def _is_over(self, drill: Drill, service: Service) -> bool:
        """What it took away, or the service, is not what it was."""
        homes = {place for labels in self.locations(service) for place in labels.places}
        return not self.voided(drill).keys().isdisjoint({service.ref, *(homes & set(drill.covers))})

    def claims_standby(self, service: Service) -> bool:
        """A standby is declared, or a drill shows that there must be one."""
        return service.standby is not None or bool(self.takeovers(service))

    def loads(self, service: Service) -> tuple[Drill, ...]:
        """Done drills of the service, its datastores, its home or its standby, oldest first."""
        places = {p for labels in (*self.locations(service), self.standby_labels(service)) for p in labels.places}
        tried = {d.id for entry in (service, *self.stores_of(service)) for d in self.drills(entry)}
        return tuple(d for d in self.done_drills if d.id in tried or not places.isdisjoint(d.covers))

    def led_only_by(self, runbook: Runbook) -> tuple[str, ...]:
        """Ids of those who led every drill of the runbook, if they write or keep it; empty if anybody else led one."""
        return only_by(runbook, self.used_in(runbook), self.plan)
