"""What there is: services, stores, copies, where they lie, and which rules apply to the organisation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property
from typing import Literal, TypeVar

from bcdr.analysis import approval as approvals
from bcdr.analysis import proof, staffing
from bcdr.analysis.age import age
from bcdr.analysis.place import Labels, labels_of
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.people import Person
from bcdr.model.plan import Plan
from bcdr.model.record import Entry
from bcdr.model.service import Service

MICRO_PEOPLE = 10
EEA_AND_UK = frozenset({
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU", "MT",
    "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE", "IS", "LI", "NO", "GB",
})  # fmt: skip
T = TypeVar("T")


class Inventory:
    """What there is: services, stores, copies, where they lie, and which rules apply to the organisation."""

    def __init__(self, plan: Plan, as_of: date) -> None:
        """Nothing is computed yet."""
        self.plan = plan
        self.as_of = as_of
        self._kept: dict[tuple[str, int], object] = {}

    def _once(self, name: str, entry: Entry, compute: Callable[[], T]) -> T:
        # entries live as long as the plan, so their identity is a safe key
        key = (name, id(entry))
        if key not in self._kept:
            self._kept[key] = compute()
        return self._kept[key]  # type: ignore[return-value]

    @cached_property
    def profile(self) -> Literal["std", "micro"]:
        """Rule profile: as the policy says, else by head count; an unknown head count is std."""
        if self.plan.policy.profile is not None:
            return self.plan.policy.profile
        people = self.plan.organization.people
        return "micro" if people is not None and people <= MICRO_PEOPLE else "std"

    @property
    def is_small(self) -> bool:
        """So few people that everybody does everything: what takes a second of each is not asked."""
        return self.profile == "micro"

    @cached_property
    def is_one_person(self) -> bool:
        """There is nobody else who could be called or could step in: by head count, else by who is listed."""
        if self.plan.organization.people is not None:
            return self.plan.organization.people == 1
        return sum(staffing.is_active(p, self.as_of) for p in self.plan.people.values()) == 1

    @cached_property
    def is_custodian(self) -> bool:
        """A public service keeps other people's data for them."""
        return self.plan.organization.custodian or any(map(self.keeps_others_data, self.services))

    def keeps_others_data(self, service: Service) -> bool:
        """People outside leave data with the service: as it says, else where it serves many customers side by side."""
        said = service.keeps_others_data
        return service.public and (
            said if said is not None else service.multi_tenant or self.plan.organization.custodian
        )

    @cached_property
    def gdpr_applies(self) -> bool:
        """Some datastore holds personal data, and the organisation is in the EEA or UK, or says it is bound."""
        if not any(self.has_personal_data(s) for s in self.stores):
            return False
        country = self.plan.organization.country
        return country is None or country in EEA_AND_UK or self.plan.organization.gdpr is not None

    @cached_property
    def approval(self) -> approvals.Approval:
        """Newest approval and review of the plan."""
        return approvals.approval(self.plan, self.as_of)

    @cached_property
    def services(self) -> tuple[Service, ...]:
        """Services in operation."""
        return tuple(s for s in self.plan.services.values() if s.active)

    @cached_property
    def stores(self) -> tuple[Datastore, ...]:
        """Datastores in use."""
        return tuple(s for s in self.plan.datastores.values() if s.active)

    @cached_property
    def copies(self) -> tuple[Copy, ...]:
        """Copies of stores in use that are still made."""
        return tuple(c for s in self.stores for c in s.copies.values() if c.active)

    def has_personal_data(self, store: Datastore) -> bool:
        """Holds personal data of any level."""
        return store.personal is not None and store.personal.level != "none"

    def labels(self, entry: Datastore | Copy | Service | str | None) -> Labels:
        """Failure-domain labels of an object or of a reference to a place or vendor."""
        ref = entry if isinstance(entry, str) or entry is None else entry.at
        if ref is None:
            return labels_of(self.plan, None)
        found = self._labels.get(ref)
        if found is None:
            found = self._labels[ref] = labels_of(self.plan, ref)
        return found

    @cached_property
    def _labels(self) -> dict[str, Labels]:
        return {}

    @cached_property
    def homes(self) -> dict[tuple[str, str], str]:
        """Site of each storage, region of each site, provider of each account; where places differ, the first by id."""
        found: dict[tuple[str, str], str] = {}
        for _, place in sorted(self.plan.places.items()):
            here = self.labels(place.ref)
            for label, value, within in (
                ("storage", here.storage, here.site),
                ("site", here.site, here.region),
                ("account", here.account, here.provider),
            ):
                if value is not None and within is not None:
                    found.setdefault((label, value), within)
        return found

    def source(self, copy: Copy) -> Datastore:
        """The datastore that a copy protects."""
        return self.plan.datastores[str(copy.path[1])]

    def people(self, ref: str | None) -> tuple[Person, ...]:
        """Active people behind a reference to a role or a person."""
        return staffing.people_of(ref, self.plan, self.as_of)

    def age(self, moment: date | None) -> timedelta:
        """Age of a date on the day of evaluation; `UNBOUNDED` for one never written."""
        return age(moment, self.as_of)

    def is_retired(self, ref: str) -> bool:
        """The object is marked as no longer in use."""
        return proof.is_retired(ref, self.plan)
