"""Who the plan belongs to, the policy it follows, who approved it, and what it leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from bcdr.model.people import RequiredTraining
from bcdr.model.record import NOTHING, Entry, Record, field
from bcdr.model.reference import Ref
from bcdr.model.value import Count, Country, Day, Duration, Flag, Id, Language, Moment

RoleOrPerson = Annotated[str, Ref("roles", "people")]


class DataProtectionOfficer(Record):
    """The data protection officer (GDPR Art. 37), or why there is none."""

    short_form = "name"

    name: Annotated[str, Ref("roles", "people", "vendors")] | None = field("Who it is", default=None)
    required: Flag | None = field("Whether the law demands one here", default=None)
    reason: str | None = field("Why it is or is not required", default=None)
    contact: str | None = field("Published contact of the officer", default=None, private="number")
    reports_to: RoleOrPerson | None = field("Whom the officer reports to", default=None)

    @property
    def is_stated_away(self) -> bool:
        """Nobody is named, and the plan states that the law demands nobody."""
        return self.name is None and self.required is False


class BreachProcedure(Record):
    """How a personal data breach is handled (GDPR Art. 33, 34)."""

    procedure: Annotated[str, Ref("runbooks", "documents")] | None = field("The written procedure", default=None)
    owner: RoleOrPerson | None = field("Who keeps it", default=None)
    decided_by: RoleOrPerson | None = field("Who decides whether to notify", default=None)
    register: str | None = field("Where the breach register is kept (Art. 33(5))", default=None, private="key")
    counts_availability_loss: Flag = field("Whether loss of availability counts as a breach", default=False)
    authority_contact: str | None = field("How the authority is reached: form, portal, phone", default=None)


class DataProtection(Record):
    """The organisation's position under the GDPR."""

    role: Literal["controller", "processor", "both", "none"] | None = field(
        "Controller decides purposes, processor acts for others", default=None
    )
    dpo: DataProtectionOfficer | None = field("Data protection officer", default=None)
    authority: str | None = field("Competent supervisory authority", default=None)
    representative: str | None = field("Representative in the Union (Art. 27), if any", default=None, private="name")
    breach: BreachProcedure | None = field("Breach procedure", default=None)


class Exclusion(Record):
    """Something deliberately outside the plan."""

    what: str = field("What is left out")
    reason: str | None = field("Why", default=None)


class Scope(Record):
    """What the plan covers (ISO 22301 4.3)."""

    purpose: str | None = field("What the plan is for", default=None)
    audience: tuple[str, ...] = field("For whom the plan is written", default=())
    sites: tuple[str, ...] = field("Site labels that belong to the organisation", default=(), private="site")
    includes: tuple[str, ...] = field("Products, services and activities covered", default=())
    excludes: tuple[Exclusion, ...] = field("What is left out, with reasons", default=())
    requirements: tuple[str, ...] = field("Legal and contractual requirements that apply", default=())


class Organization(Record):
    """The organisation whose plan this is."""

    name: str = field("Legal name")
    country: Country | None = field("Country of establishment", default=None)
    address: str | None = field("Postal address", default=None)
    people: Count | None = field("Head count; 10 or fewer picks the micro profile", default=None)
    sector: str | None = field("What it does", default=None)
    website: str | None = field("Public address", default=None)
    custodian: Flag = field("Whether a public service keeps other people's data for them", default=False)
    languages: tuple[Language, ...] = field("Languages of documents and templates", default=("en",))
    timezone: str = field(
        "IANA time zone of its days, and of schedules that name none", default="UTC", examples=("Europe/Berlin",)
    )
    gdpr: DataProtection | None = field("Position under the GDPR", default=None)
    scope: Scope | None = field("What the plan covers", default=None)


class TierPolicy(Record):
    """What membership in a tier brings with it."""

    drill_every: Duration | None = field("Longest time between passed restores", default=None)
    rto: Duration | None = field("Default recovery time objective", default=None)
    rpo: Duration | None = field("Default recovery point objective", default=None)


class FollowUp(Record):
    """How soon somebody has to have mended what a drill found, by how bad it is."""

    high: Duration | None = field("Issues of high severity; proposed are 14d", default=None)
    medium: Duration | None = field("Of medium severity; proposed are 30d", default=None)
    low: Duration | None = field("Of low severity; proposed are 90d", default=None)


class Policy(Record):
    """Governance: printed in every report, because it decides what counts as a finding."""

    profile: Literal["std", "micro"] | None = field("Rule profile; default by head count", default=None)
    frameworks: tuple[str, ...] = field("Frameworks to map findings to", default=("gdpr",))
    review_every: Duration | None = field("How often the plan is reviewed", default=None)
    tiers: Mapping[str, TierPolicy] = field("Per tier 1 to 4: cadence and default objectives", default=NOTHING)
    rules: Mapping[str, Mapping[str, str]] = field("Options of single rules", default=NOTHING)
    regions_allowed: tuple[str, ...] = field("Regions, countries or EU/EEA where personal data may lie", default=())
    review_triggers: tuple[str, ...] = field("What calls for a review before that", default=())
    changes_by: tuple[RoleOrPerson, ...] = field("Who may change the plan", default=())
    changes_agreed_by: Count | None = field("How many others must agree to a change", default=None)
    changes_told_to: tuple[str, ...] = field("Who is told of a change", default=())
    training: tuple[RequiredTraining, ...] = field("Trainings that people must attend", default=())
    follow_up: FollowUp | None = field("How soon what a drill found is to be mended", default=None)
    rto_clock: Literal["disruption", "declaration"] = field("When the clock of the RTO starts", default="disruption")
    classification: str = field("Classification printed on documents", default="confidential")
    unacceptable_score: Literal["3", "4"] = field("Impact score from which harm is unacceptable", default="3")


class Review(Entry):
    """Somebody with authority looked at the plan on a day."""

    kind: Literal["approval", "review", "audit", "management-review"] = field("What was done")
    by: Annotated[str, Ref("people")] | None = field("Who did it", default=None)
    role: Annotated[str, Ref("roles")] | None = field("In which role", default=None)
    occurred: Day | None = field("When", default=None)
    version: str | None = field("Version of the plan that was looked at", default=None)
    scope: str | None = field("What was looked at; the whole plan if left out", default=None)
    result: str | None = field("What came of it", default=None)
    next: Day | None = field("When it is due again", default=None)
    note: str | None = field("Remark", default=None, private="remark")


class Certificate(Entry):
    """A certificate or approved code of conduct (GDPR Art. 32(3))."""

    title: str = field("Name of the certificate")
    holder: Annotated[str, Ref("vendors")] | None = field(
        "Vendor that holds it; the organisation if left out", default=None
    )
    issuer: str | None = field("Who issued it", default=None)
    scope: str | None = field("What it covers", default=None)
    occurred: Day | None = field("Issued on", default=None)
    valid_until: Day | None = field("Expires on", default=None)
    evidence: tuple[Annotated[str, Ref("evidence")], ...] = field("The document itself", default=())


class Waiver(Entry):
    """A named person accepts one finding on one object for a limited time."""

    rule: Id = field("Rule whose finding is accepted")
    on: str = field("Object, as the finding names it: datastores/orders-db, or plan")
    reason: str | None = field("Why it is acceptable", default=None)
    alternative: str | None = field("What protects instead, or where the data would come from", default=None)
    lost: str | None = field("What would be lost and for how long", default=None)
    approved_by: Annotated[str, Ref("roles", "people")] | None = field("Who accepted it", default=None)
    occurred: Day | None = field("When it was accepted", default=None)
    valid_until: Day | None = field("When the acceptance ends", default=None)


class RecoveryOrder(Record):
    """The agreed order in which services come back."""

    order: tuple[Annotated[str, Ref("services")], ...] = field("First to last", default=())
    approved_by: RoleOrPerson | None = field("Who agreed", default=None)
    occurred: Day | None = field("When", default=None)


class KeptPlan(Entry):
    """A copy of this plan outside the systems it recovers."""

    at: Annotated[str, Ref("places", "vendors")] = field("Where it is")
    as_: str | None = field("In which form: print, usb, offline bundle", default=None)
    occurred: Day | None = field("When this copy was made", default=None)
    always_current: Flag = field("Made anew at every change, such as a published page", default=False)
    includes: tuple[Literal["plan", "runbooks", "contacts", "customer-contacts"], ...] = field(
        "What it holds", default=("plan", "runbooks", "contacts")
    )


class PlanVersion(Entry):
    """A released version of the plan (change history)."""

    occurred: Moment = field("When it was released")
    by: Annotated[str, Ref("people")] | None = field("Who released it", default=None)
    changed: str = field("What changed and why")
