"""The one object that rules and reports see: every fact about a plan on a day, computed once and when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Literal, TypeVar

from bcdr.analysis import (
    alteration,
    blast,
    custody,
    duty,
    job,
    needs,
    outward,
    personal,
    power,
    proof,
    rebuild,
    reliance,
    scope,
    staffing,
    usage,
)
from bcdr.analysis import approval as approvals
from bcdr.analysis import target as targets
from bcdr.analysis.age import age
from bcdr.analysis.chronology import Disorder, disorder, has_order
from bcdr.analysis.contradiction import Contradiction, can_contradict, contradictions
from bcdr.analysis.coverage import Coverage, coverage
from bcdr.analysis.due import Due, due
from bcdr.analysis.isolation import FAR_KM, Reach, Rung, is_undeletable, reach, rung
from bcdr.analysis.keys import KeyAtRisk, keys_at_risk
from bcdr.analysis.location import Knowledge, knowledge
from bcdr.analysis.loss import DETECTION, Loss, loss
from bcdr.analysis.measurement import Measurement, measurement
from bcdr.analysis.place import Labels, apart, labels_of
from bcdr.analysis.recovery import UNMEASURED_RATE, Recovery, recovery
from bcdr.analysis.redundancy import Redundancy, for_small, redundancy
from bcdr.analysis.survey import PLAN, Survey, survey
from bcdr.model.change import Automation, Change, Component
from bcdr.model.communication import Channel
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.drill import Drill, Incident
from bcdr.model.organization import Review
from bcdr.model.people import Credential, Person, Role
from bcdr.model.place import Place
from bcdr.model.plan import Plan
from bcdr.model.privacy import Processing
from bcdr.model.record import Entry, Pointer
from bcdr.model.risk import Risk
from bcdr.model.runbook import Runbook, Scenario
from bcdr.model.service import Service
from bcdr.model.vendor import Vendor

MICRO_PEOPLE = 10
EEA_AND_UK = frozenset({
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU", "MT",
    "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE", "IS", "LI", "NO", "GB",
})  # fmt: skip
TIER1_RESTORE = timedelta(days=180)
RESTORE = timedelta(days=365)

T = TypeVar("T")


class Facts:
    """Facts about `plan` as of a day. Pure: the same plan and day always give the same facts."""

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

    # --- the organisation -------------------------------------------------------------------------------------------

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
    def is_custodian(self) -> bool:
        """A public service keeps other people's data for them."""
        return self.plan.organization.custodian or any(s.public and s.keeps_others_data for s in self.services)

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

    # --- usage and tiers --------------------------------------------------------------------------------------------

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
        found = (self.plan.find(ref) for ref in refs)
        tiers = (self.tier(e) for e in found if isinstance(e, (Service, Datastore)))
        return min((t for t in tiers if t is not None), default=usage.UNUSED_TIER)

    def store_tier(self, store: Datastore) -> int:
        """Tier of a datastore."""
        return self._once("tier", store, lambda: usage.tier_of(store, self.users(store)))

    def served_by_vendor(self, vendor: Vendor) -> tuple[str, ...]:
        """References of services and datastores that rest on a vendor: by dependency, place or as their operator."""
        return self._served.get(vendor.id, ())

    @cached_property
    def _served(self) -> Mapping[str, tuple[str, ...]]:
        return usage.served_by_vendors(self.plan, self.labels)

    def reached_by(self, credential: Credential) -> tuple[str, ...]:
        """References of services and datastores that a credential can touch or whose recovery needs it."""
        rights = credential.can
        named = [] if rights is None else [*rights.read, *rights.write, *rights.delete, *rights.restore]
        named += [r for b in self.needing(credential) for r in b.recovers]
        for ref in dict.fromkeys(named):
            if ref.startswith("places/"):
                named += [s.ref for s in self._stores_in.get(ref, ())]
        return tuple(dict.fromkeys(named))

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

    def has_personal_data(self, store: Datastore) -> bool:
        """Holds personal data of any level."""
        return store.personal is not None and store.personal.level != "none"

    # --- copies and places ------------------------------------------------------------------------------------------

    def backups(self, store: Datastore) -> tuple[Copy, ...]:
        """Active backup copies."""
        return self._once("backups", store, lambda: tuple(c for c in store.copies.values() if c.is_backup))

    def relied_on(self, store: Datastore) -> tuple[Copy, ...]:
        """Backups on which the store relies: of derived data none, since it can be made again."""
        return () if store.class_ == "derived" else self.backups(store)

    def outside_backups(self, store: Datastore) -> tuple[str, ...]:
        """Parts of the store that no backup holds."""
        return scope.outside_backups(store)

    def fills_itself(self, store: Datastore) -> bool:
        """A cache that nobody has to make again."""
        return rebuild.fills_itself(store)

    def rebuild_sources(self, store: Datastore) -> tuple[Datastore, ...]:
        """Where derived data comes from in the end."""
        return rebuild.sources(store, self.plan)

    def live_copies(self, store: Datastore) -> tuple[Copy, ...]:
        """Active copies that follow every change."""
        return tuple(c for c in store.copies.values() if c.active and c.is_live)

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

    def rung(self, store: Datastore, far_km: float = FAR_KM) -> Rung:
        """Rung of the first isolation ladder; another region or `far_km` is far enough."""
        return self._once(
            f"rung {far_km}",
            store,
            lambda: rung(
                self.labels(store), len(self.live_copies(store)), [self.labels(b) for b in self.backups(store)], far_km
            ),
        )

    def is_elsewhere(self, store: Datastore, copy: Copy) -> bool:
        """The copy is shown to be under another account or provider than its source."""
        source, place = self.labels(store), self.labels(copy)
        return apart(place, source, "account") or apart(place, source, "provider")

    def location(self, entry: Datastore | Copy) -> Knowledge:
        """How well it is known where something lies."""
        return knowledge(self.labels(entry), self.plan)

    def is_outside_blast(self, ref: str) -> bool:
        """A place survives whatever takes the most critical services and their data."""
        return blast.is_outside(self.labels(ref), self._critical_homes)

    @cached_property
    def _critical_homes(self) -> tuple[Labels, ...]:
        most = min((self.tier(s) or 0 for s in self.services), default=0)
        critical = [s for s in self.services if self.tier(s) == most]
        places = {s.at for s in critical} | {d.at for s in critical for d in self.stores_of(s)}
        return tuple(self.labels(p) for p in sorted(p for p in places if p is not None))

    # --- what is written --------------------------------------------------------------------------------------------

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

    # --- the jobs behind backups ------------------------------------------------------------------------------------

    def is_setting(self, copy: Copy) -> bool:
        """The storage keeps versions by itself: there is no job."""
        return job.is_setting(copy)

    def interval(self, copy: Copy) -> timedelta | None:
        """Longest time between two successes of a copy's job."""
        return job.interval(copy, self.source(copy).copies, self.plan.organization.timezone)

    def depth(self, copy: Copy) -> timedelta | None:
        """Age of the oldest recovery point that a copy keeps."""
        return job.depth(copy, self.interval(copy))

    def deepest_backup(self, store: Datastore) -> Copy | None:
        """The backup of the store that reaches back furthest."""
        name = self._once("deepest", store, lambda: job.deepest({b.id: self.depth(b) for b in self.backups(store)}))
        return store.copies[name] if name is not None else None

    def least_retention(self, store: Datastore, usual: timedelta, tier1: timedelta, micro: timedelta) -> timedelta:
        """How far back a store must reach: by tier and size of the company, and the longest stated detection."""
        least = micro if self.profile == "micro" else tier1 if self.store_tier(store) == 1 else usual
        return max(least, self.stated_detection or timedelta())

    def size_doubt(self, copy: Copy, floor: float, drop: float) -> job.SizeDoubt | None:
        """What is odd about the size of the last recovery point."""
        return job.size_doubt(self.source(copy), copy, floor, drop)

    def is_database(self, store: Datastore) -> bool | None:
        """Whether the engine is a database; None when none is written."""
        return job.is_database(store)

    def is_on_ladder(self, store: Datastore) -> bool:
        """The first ladder says that the store and its copies can go together."""
        return self.rung(store) in {Rung.UNBACKED, Rung.LIVE_ONLY, Rung.SAME_STORAGE, Rung.SAME_SITE}

    def redundancy(self, store: Datastore) -> Redundancy:
        """Copies of the store as 3-2-1 counts them."""
        return redundancy(self.labels(store), [(b, self.labels(b)) for b in self.backups(store)])

    def asked_redundancy(self, copies: int, media: int, offsite: int) -> Redundancy:
        """What 3-2-1 asks of a company of this size."""
        asked = Redundancy(copies, media, offsite)
        return for_small(asked) if self.profile == "micro" else asked

    # --- who can do what to copies ----------------------------------------------------------------------------------

    def source(self, copy: Copy) -> Datastore:
        """The datastore that a copy protects."""
        return self.plan.datastores[str(copy.path[1])]

    def leaves_the_house(self, copy: Copy) -> custody.Away | None:
        """How a copy is in other hands or places than its source."""
        return custody.away(copy, self.labels(copy), self.labels(self.source(copy)))

    def is_undeletable(self, copy: Copy) -> bool:
        """Offline, or under a lock that no administrator can lift."""
        return is_undeletable(copy, self.labels(copy))

    def is_locked_for(self, copy: Copy, time: timedelta) -> bool:
        """Offline, or under such a lock for at least `time`."""
        if not self.is_undeletable(copy):
            return False
        return self.labels(copy).offline or (copy.immutable is not None and copy.immutable.for_ >= time)

    @cached_property
    def _powers(self) -> power.Powers:
        return power.powers(self.plan)

    def can_destroy_everything(self, store: Datastore) -> tuple[str, ...]:
        """Names of credentials and admin planes that can each destroy the data and all its backups."""
        able = power.over_source(store.ref, self.labels(store), self._powers)
        for copy in self.backups(store):
            able &= power.over_copy(copy, self.labels(copy), self._powers)
        return tuple(self._name(ref) for ref in sorted(able))

    def programs_over(self, copy: Copy) -> tuple[str, ...]:
        """Names of programs' credentials that can destroy a backup; those of a side that fetches the data may."""
        if copy.append_only or self.is_undeletable(copy):
            return ()
        able = power.over_copy(copy, self.labels(copy), self._powers)
        found = (self.plan.find(ref) for ref in sorted(able))
        programs = [c for c in found if isinstance(c, Credential) and not c.human]
        return tuple(c.name_or_id for c in programs if not (copy.pulled and c.environment == "backup"))

    def _name(self, ref: str) -> str:
        entry = self.plan.find(ref)
        return entry.name_or_id if entry is not None else ref

    def vendor_name(self, provider: str | None) -> str:
        """What people call a provider: the vendor's name where there is such a vendor."""
        vendor = self.plan.vendors.get(provider) if provider is not None else None
        return vendor.name_or_id if vendor is not None else provider or "one provider"

    def keys_at_risk(self, store: Datastore) -> tuple[KeyAtRisk, ...]:
        """Encrypted data and backups of the store whose key may be lost as well."""
        return tuple(keys_at_risk(store, self._labels_of_holder, self.people))

    def _labels_of_holder(self, ref: str | None) -> Labels:
        store = self.plan.find(ref)
        return self.labels(store if isinstance(store, Datastore) else ref)

    def reach(self, store: Datastore) -> Reach:
        """Rung of the second ladder: who can reach every copy."""
        return self._once(
            "reach", store, lambda: reach(self.labels(store), [(b, self.labels(b)) for b in self.backups(store)])
        )

    def loss(self, store: Datastore) -> Loss:
        """Worst-case data loss by design."""
        return self._once("loss", store, lambda: loss(store, self.plan.organization.timezone, self.detection))

    @cached_property
    def detection(self) -> timedelta:
        """Longest stated time to notice corruption or an intruder, 14 days if nobody stated one."""
        return self.stated_detection or DETECTION

    @cached_property
    def stated_detection(self) -> timedelta | None:
        """Longest stated time to notice corruption or an intruder."""
        stated = [s.detection for s in self.plan.scenarios.values() if s.applicable is not False and s.detection]
        return max(stated, default=None)

    # --- drills -----------------------------------------------------------------------------------------------------

    @cached_property
    def done_drills(self) -> tuple[Drill, ...]:
        """Drills with a result by the day, oldest first."""
        done = [d for d in self.plan.drills.values() if proof.is_done(d, self.as_of)]
        return tuple(sorted(done, key=lambda d: (d.occurred or date.min, d.id)))

    def is_done(self, drill: Drill) -> bool:
        """It took place by the day and has a result."""
        return proof.is_done(drill, self.as_of)

    @cached_property
    def _drills(self) -> Mapping[str, tuple[Drill, ...]]:
        return proof.drills_by_object(self.plan, self.as_of)

    def drills(self, entry: Entry) -> tuple[Drill, ...]:
        """Done drills that exercised the object, directly or through a runbook that recovers it, oldest first."""
        return self._drills.get(entry.ref, ())

    def restores(self, store: Datastore) -> tuple[Drill, ...]:
        """Done restores of the store, any result, oldest first."""
        return tuple(d for d in self.drills(store) if proof.is_restore(d))

    def passed_restores(self, store: Datastore) -> tuple[Drill, ...]:
        """Passed restores of the store, oldest first."""
        return tuple(d for d in self.restores(store) if d.result == "passed")

    def last_passed_restore(self, store: Datastore) -> Drill | None:
        """The newest passed restore of the store."""
        return proof.newest_passed(self.restores(store))

    def restore_cadence(
        self, store: Datastore, limit: timedelta = RESTORE, tier1: timedelta = TIER1_RESTORE, micro: timedelta = RESTORE
    ) -> timedelta:
        """Longest time between passed restores: as the tier policy says, else by tier (std) or the same for all."""
        tier = self.store_tier(store)
        policy = self.plan.policy.tiers.get(str(tier))
        if policy is not None and policy.drill_every is not None:
            return policy.drill_every
        if self.profile == "micro":
            return micro
        return tier1 if tier == 1 else limit

    def standing(self, drill: Drill) -> tuple[str, ...]:
        """References of what a done drill still is the newest word on."""
        return self._once("standing", drill, lambda: proof.standing(drill, self.plan, self._drills))

    @cached_property
    def follow_ups(self) -> frozenset[str]:
        """Ids of the actions that drills and own incidents left behind."""
        return proof.follow_ups(self.plan)

    def changed(self, entry: Entry) -> date | None:
        """Newest major change of an object: its own, for a datastore also that of its services."""
        refs = [entry.ref]
        if isinstance(entry, Datastore):
            refs += [s.ref for s in self.users(entry)]
        if isinstance(entry, Runbook):
            refs = list(entry.recovers)
        return max((self._changed[r] for r in refs if r in self._changed), default=None)

    @cached_property
    def _changed(self) -> Mapping[str, date]:
        return alteration.last_changes(self.plan, self.as_of)

    def is_over(self, change: Change) -> bool:
        """It was done, or touches only what is retired."""
        return change.occurred is not None or (bool(change.affects) and all(map(self.is_retired, change.affects)))

    def exercised(self, runbook: Runbook) -> date | None:
        """When the runbook was last used: as it says, in a drill of it, or in a recovery of what it recovers."""
        drills = list(self.drills(runbook))
        for ref in runbook.recovers:
            drills += [d for d in self._drills.get(ref, ()) if proof.is_restore(d) or d.type == "failover"]
        days = [runbook.exercised, *(d.occurred for d in drills)]
        return max((d for d in days if d is not None and d <= self.as_of), default=None)

    # --- recovery ---------------------------------------------------------------------------------------------------

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

    def is_retired(self, ref: str) -> bool:
        """The object is marked as no longer in use."""
        return proof.is_retired(ref, self.plan)

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
        return self._once("measurement", service, lambda: measurement(service, self.stores_of(service), self.drills))

    def rto_of(self, service: Service) -> timedelta | None:
        """Recovery time objective of a service: its own, else that of its tier."""
        policy = self.plan.policy.tiers.get(str(self.tier(service)))
        return service.rto if service.rto is not None or policy is None else policy.rto

    def rpo_of(self, service: Service) -> timedelta | None:
        """Recovery point objective of a service: its own, else that of its tier."""
        policy = self.plan.policy.tiers.get(str(self.tier(service)))
        return service.rpo if service.rpo is not None or policy is None else policy.rpo

    def vendors_needed(self, service: Service) -> tuple[Vendor, ...]:
        """Vendors without which the service does not run."""
        return reliance.vendors_needed(service, self.plan)

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
        drills = [d for d in self.drills(service) if proof.is_restore(d) or d.type == "failover"]
        measured = proof.measured_rto(tuple(d for d in drills if d.result == "passed"))
        if measured is None:
            # a service is back when the slowest of its stores is: only then is the measurement of its parts one of it
            parts = [proof.measured_rto(self.passed_restores(s)) for s in stores if s.class_ == "truth"]
            if parts and all(parts):
                measured = max((p for p in parts if p), key=lambda p: p[0])
        return recovery(service, stores, self.runbooks, measured, unmeasured)

    # --- people, scenarios, dates -----------------------------------------------------------------------------------

    def people(self, ref: str | None) -> tuple[Person, ...]:
        """Active people behind a reference to a role or a person."""
        return staffing.people_of(ref, self.plan, self.as_of)

    def holder(self, role: Role) -> Person | None:
        """The active holder of a role."""
        return staffing.holder_of(role, self.plan, self.as_of)

    def deputies(self, role: Role) -> tuple[Person, ...]:
        """Active deputies other than the holder, in order; in a team every second member is one."""
        return staffing.deputies_of(role, self.plan, self.as_of) or self.members(role)[1:]

    def members(self, role: Role) -> tuple[Person, ...]:
        """Active members of the team that holds the role."""
        return staffing.members_of(role, self.plan, self.as_of)

    def human_holders(self, credential: Credential) -> tuple[Person, ...]:
        """Active people who hold a credential, each once."""
        return staffing.human_holders(credential, self.plan, self.as_of)

    def is_active(self, person: Person) -> bool:
        """Not marked inactive, and not past the last day."""
        return staffing.is_active(person, self.as_of)

    @cached_property
    def _duties(self) -> Mapping[str, tuple[duty.Duty, ...]]:
        return duty.duties(self.plan)

    def duties(self, person: Person) -> tuple[duty.Duty, ...]:
        """Everything in the plan that counts on this person by name."""
        return self._duties.get(person.id, ())

    @cached_property
    def critical_roles(self) -> frozenset[str]:
        """Ids of the roles that lead, speak, or act in a runbook of tier 1 or 2."""
        return duty.critical_roles(self.plan, self.runbook_tier)

    @cached_property
    def _first_roles(self) -> Mapping[str, str]:
        roles = [r for r in self.plan.roles.values() if r.id in self.critical_roles]
        return {p: r.id for r in reversed(roles) for p in (*reversed(r.deputies), r.holder) if p is not None}

    def first_critical_role(self, person: Person) -> str | None:
        """Id of the first critical role that a person holds or stands in for."""
        return self._first_roles.get(person.id)

    def is_needed(self, credential: Credential) -> bool:
        """A runbook names it, or it can change something for which no runbook is written."""
        if self.needing(credential):
            return True
        rights = credential.can
        touched = () if rights is None else (*rights.write, *rights.delete, *rights.restore)
        return any(self._is_unwritten(r) for r in touched)

    def _is_unwritten(self, ref: str) -> bool:
        entry = self.plan.find(ref)
        if isinstance(entry, Service):
            return entry.active and not self.routes(entry)
        if isinstance(entry, Datastore):
            users = self.users(entry)
            written = self.runbooks(entry) or any(self.routes(s) for s in users)
            return entry.active and entry.class_ != "derived" and not written
        return any(self._is_unwritten(s.ref) for s in self._stores_in.get(ref, ()))

    def may_accept_risk(self, ref: str) -> bool:
        """A role with that power, somebody who holds one, or an owner; anybody where no role has the power."""
        return not self._accepting or ref in self._accepting

    @cached_property
    def _accepting(self) -> frozenset[str]:
        return staffing.accepting(self.plan)

    def affects_unbacked(self, risk: Risk) -> bool:
        """The risk is about a datastore in use that has no backup and cannot be made again."""
        stores = (self.plan.find(ref) for ref in risk.affects)
        return any(
            isinstance(s, Datastore) and s.active and s.class_ != "derived" and not self.backups(s) for s in stores
        )

    # --- outside: channels, vendors, personal data ------------------------------------------------------------------

    @cached_property
    def public_services(self) -> tuple[Service, ...]:
        """Services in operation that people outside use."""
        return tuple(s for s in self.services if s.public)

    @cached_property
    def has_status_channel(self) -> bool:
        """Customers have a place where they learn that something is wrong."""
        return any(outward.is_status(c) for c in self.plan.channels.values())

    def locations(self, service: Service) -> tuple[Labels, ...]:
        """Where a service runs: as it says, else at its vendor, else where its datastores lie."""
        if service.at is not None:
            return (self.labels(service),)
        if service.vendor is not None:
            return (self.labels(f"vendors/{service.vendor}"),)
        return tuple(self.labels(s) for s in self.stores_of(service))

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

    def age(self, moment: date | None) -> timedelta:
        """Age of a date on the day of evaluation; `UNBOUNDED` for one never written."""
        return age(moment, self.as_of)
