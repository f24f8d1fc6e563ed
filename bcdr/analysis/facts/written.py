"""What people wrote: dates ahead, words that stand in for a value, contradictions, leftovers."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property

from bcdr.analysis import approval as approvals
from bcdr.analysis.chronology import Disorder, disorder, has_order
from bcdr.analysis.contradiction import Contradiction, can_contradict, contradictions
from bcdr.analysis.dangling import Dangling, dangling
from bcdr.analysis.facts.jobs import Jobs
from bcdr.analysis.survey import PLAN, Survey, survey
from bcdr.model.datastore import Copy
from bcdr.model.drill import Incident
from bcdr.model.organization import Review
from bcdr.model.people import Credential, Role
from bcdr.model.plan import Plan
from bcdr.model.record import Entry, Pointer
from bcdr.model.runbook import Runbook
from bcdr.model.vendor import Vendor


class Written(Jobs):
    """What people wrote: dates ahead, words that stand in for a value, contradictions, leftovers."""

    @cached_property
    def _survey(self) -> Survey:
        return survey(self.plan, self.as_of)

    def dates_ahead(self, entry: Entry | Plan) -> tuple[tuple[Pointer, date], ...]:
        """Days of an object that should have passed and lie ahead."""
        ahead = self._survey.ahead
        return ahead.get(entry.ref if isinstance(entry, Entry) else PLAN, ()) if ahead else ()

    def placeholders(self, entry: Entry | Plan) -> tuple[tuple[Pointer, str], ...]:
        """Texts of an object that are still to be written, with the word that shows it."""
        found = self._survey.placeholders
        return found.get(entry.ref if isinstance(entry, Entry) else PLAN, ()) if found else ()

    def disorder(self, entry: Entry | Plan) -> tuple[Disorder, ...]:
        """Days and times of an object that cannot be in the order in which they are written."""
        return tuple(disorder(entry, self.plan)) if isinstance(entry, Entry) and has_order(entry) else ()

    def contradictions(self, entry: Entry) -> tuple[Contradiction, ...]:
        """Facts of an object that cannot both hold."""
        return tuple(contradictions(entry, self)) if can_contradict(entry) else ()

    def dangling(self, entry: Entry | Plan) -> tuple[Dangling, ...]:
        """Ids inside an object that nothing defines, or that it gives twice."""
        return tuple(dangling(entry, self.plan))

    def is_orphan(self, entry: Entry) -> bool:
        """A role, vendor, runbook or credential that nothing refers to and that says nothing itself."""
        if isinstance(entry, Role):
            used = bool(entry.powers)
        elif isinstance(entry, Runbook):
            used = bool(entry.recovers or entry.scenarios)
        elif isinstance(entry, Credential):
            used = entry.can is not None
        else:
            used = not isinstance(entry, Vendor)
        return not used and entry.ref not in self._survey.named

    def is_copy_of_retired(self, copy: Copy) -> bool:
        """Still made, although its datastore is out of use."""
        return copy.active and not self.source(copy).active

    def has_authority(self, review: Review) -> bool:
        """Whoever approved may decide about money and people."""
        return approvals.has_authority(review, self.plan)

    @cached_property
    def review_within(self) -> timedelta | None:
        """How long a review of an event may take."""
        return self.plan.activation.review_within if self.plan.activation is not None else None

    def has_consequences(self, incident: Incident) -> bool:
        """Its review changed something in the plan, or led to an action."""
        return bool(incident.changed or incident.actions) or incident.ref in self._origins

    @cached_property
    def _origins(self) -> frozenset[str]:
        return frozenset(a.from_ for a in self.plan.actions.values() if a.from_ is not None)

    def name_of(self, ref: str | None) -> str:
        """What people call the object of a reference."""
        return self._name(ref) if ref else "nobody"
