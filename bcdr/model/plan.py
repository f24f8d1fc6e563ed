"""The plan: every collection, read once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, cast

from bcdr.model.change import Automation, Change, Component
from bcdr.model.communication import Channel, Communication
from bcdr.model.datastore import Datastore
from bcdr.model.drill import Action, Drill, Evidence, Incident
from bcdr.model.marker import WholeMarker
from bcdr.model.organization import (
    Certificate,
    KeptPlan,
    Organization,
    PlanVersion,
    Policy,
    RecoveryOrder,
    Review,
    Waiver,
)
from bcdr.model.people import Credential, Person, Role
from bcdr.model.place import Place
from bcdr.model.privacy import Dpia, Processing
from bcdr.model.record import NOTHING, Entry, Pointer, Record, field
from bcdr.model.risk import Measure, Risk
from bcdr.model.runbook import Activation, Document, Runbook, Scenario
from bcdr.model.service import Service
from bcdr.model.vendor import Renewal, Vendor


class Plan(Record):
    """A whole plan. Collections are maps from id to object; a collection that nobody wrote is empty."""

    bcdr: Annotated[int, WholeMarker(1, 1)] = field("Version of the format", default=1)
    organization: Organization = field("Whose plan this is")
    policy: Policy = field("Governance", default=Policy())
    reviews: Mapping[str, Review] = field("Approvals, reviews and audits of the plan", default=NOTHING)
    versions: Mapping[str, PlanVersion] = field("Change history", default=NOTHING)
    kept: Mapping[str, KeptPlan] = field("Copies of the plan elsewhere", default=NOTHING)
    people: Mapping[str, Person] = field("People", default=NOTHING)
    roles: Mapping[str, Role] = field("Roles", default=NOTHING)
    vendors: Mapping[str, Vendor] = field("Vendors", default=NOTHING)
    places: Mapping[str, Place] = field("Places", default=NOTHING)
    credentials: Mapping[str, Credential] = field("Credentials", default=NOTHING)
    services: Mapping[str, Service] = field("Services", default=NOTHING)
    datastores: Mapping[str, Datastore] = field("Datastores", default=NOTHING)
    runbooks: Mapping[str, Runbook] = field("Runbooks", default=NOTHING)
    scenarios: Mapping[str, Scenario] = field("Scenarios", default=NOTHING)
    recovery_order: RecoveryOrder | None = field("Agreed order of recovery", default=None)
    activation: Activation | None = field("How the plan starts, runs and ends", default=None)
    documents: Mapping[str, Document] = field("External papers", default=NOTHING)
    channels: Mapping[str, Channel] = field("Channels", default=NOTHING)
    communication: Communication | None = field("Communication plan", default=None)
    drills: Mapping[str, Drill] = field("Drills, planned and done", default=NOTHING)
    evidence: Mapping[str, Evidence] = field("Evidence files", default=NOTHING)
    actions: Mapping[str, Action] = field("Actions", default=NOTHING)
    incidents: Mapping[str, Incident] = field("Own past incidents", default=NOTHING)
    changes: Mapping[str, Change] = field("Planned risky work", default=NOTHING)
    automations: Mapping[str, Automation] = field("Jobs with destructive power", default=NOTHING)
    components: Mapping[str, Component] = field("Components with an end of support", default=NOTHING)
    renewals: Mapping[str, Renewal] = field("Things that end on a day", default=NOTHING)
    risks: Mapping[str, Risk] = field("Risk register", default=NOTHING)
    measures: Mapping[str, Measure] = field("Technical and organisational measures", default=NOTHING)
    processing: Mapping[str, Processing] = field("Register of processing activities", default=NOTHING)
    dpias: Mapping[str, Dpia] = field("Impact assessments", default=NOTHING)
    certificates: Mapping[str, Certificate] = field("Certificates", default=NOTHING)
    waivers: Mapping[str, Waiver] = field("Accepted findings", default=NOTHING)

    def collection(self, kind: str) -> Mapping[str, Entry]:
        """The collection called `kind`; KeyError when there is none of that name."""
        found = self.__dict__[kind]
        if not isinstance(found, Mapping):
            raise KeyError(kind)
        return cast("Mapping[str, Entry]", found)

    def find(self, ref: str | None) -> Entry | None:
        """The object that `kind/id` names, or None."""
        if ref is None:
            return None
        kind, _, id_ = ref.partition("/")
        found = self.__dict__.get(kind)
        # the loader's maps are of one type; asking for it is much faster than asking for any mapping
        return found.get(id_) if type(found) is MappingProxyType or isinstance(found, Mapping) else None

    def entries(self) -> Iterator[Entry]:
        """Every object of every collection, in the order of the format."""
        for value in self.__dict__.values():
            if isinstance(value, Mapping):
                yield from value.values()

    def pointer(self, *keys: str | int) -> Pointer:
        """Pointer to something in the plan that is in no collection."""
        return keys
