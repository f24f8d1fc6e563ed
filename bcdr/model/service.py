"""Services: what the organisation must keep running, how fast it must return, and what it rests on."""

from __future__ import annotations

from typing import Annotated, Literal

from bcdr.model.record import Entry, Record, field
from bcdr.model.reference import Ref, RefsOrNone
from bcdr.model.value import Amount, Count, Day, Duration, Flag, MonthDay, Score, Tier

RoleOrPerson = Annotated[str, Ref("roles", "people")]
Stores = Annotated[tuple[str, ...], RefsOrNone("datastores")]


class Impact(Record):
    """How bad it is after a time without the service: 0 none to 4 existential."""

    after: Duration = field("Time since the disruption began")
    business: Score | None = field("Business as a whole", default=None)
    people: Score | None = field("The people whose data it is", default=None)
    safety: Score | None = field("Life and health", default=None)
    legal: Score | None = field("Law and contracts", default=None)
    financial: Score | None = field("Money", default=None)
    reputation: Score | None = field("Trust", default=None)
    environment: Score | None = field("Environment", default=None)
    money: Amount | None = field("Estimated loss", default=None)
    why: str | None = field("Reason", default=None)


class Dependency(Record):
    """What the service needs to run (`runtime`) or to be restored (`recovery`)."""

    short_form = "on"

    on: Annotated[str, Ref("services", "datastores", "vendors")] = field("What it needs")
    kind: Literal["runtime", "recovery", "both"] = field("When it is needed", default="runtime")
    fallback: str | None = field("How to go on without it", default=None)
    holds: Duration | None = field("How long the fallback holds", default=None)
    note: str | None = field("Remark", default=None, private="remark")


class Parts(Record):
    """Where each of the seven parts of a service is kept: datastores, or none if there is nothing of the kind."""

    data: Stores | None = field("Business data", default=None)
    uploads: Stores | None = field("Files that users bring", default=None)
    configuration: Stores | None = field("Machine and application configuration", default=None)
    secrets: Stores | None = field("Keys and passwords", default=None)
    code: Stores | None = field("Program code", default=None)
    dns: Stores | None = field("DNS zone", default=None)
    domain: Stores | None = field("Domain registration", default=None)


class Busy(Record):
    """A season in which the service matters more."""

    from_: MonthDay = field("First day")
    to: MonthDay = field("Last day")
    rto: Duration | None = field("Recovery time objective in that season", default=None)
    rpo: Duration | None = field("Recovery point objective in that season", default=None)
    note: str | None = field("What it is", default=None, private="remark")


class Standby(Record):
    """A second installation that can take over."""

    at: Annotated[str, Ref("places")] | None = field("Where it is", default=None)
    kind: Literal["hot", "warm", "cold"] | None = field("How ready it is", default=None)
    same_build: Flag | None = field("Same model, firmware or configuration as the primary", default=None)
    capacity: Count | None = field("Capacity in the unit of the peak load", default=None)
    shared_control: Flag | None = field("Depends on the same control tooling as the primary", default=None)
    other_fallback: str | None = field("What remains when both fail the same way", default=None)


class Peak(Record):
    """The heaviest load that the service must carry."""

    load: Count | None = field("Load in units per hour", default=None)
    unit: str | None = field("What is counted", default=None)
    when: str | None = field("When it occurs", default=None)


class Fallback(Record):
    """The workaround by hand while the service is down."""

    short_form = "do"

    do: str = field("What people do instead")
    holds: Duration | None = field("How long that is bearable", default=None)
    exercised: Day | None = field("When the business side last tried it", default=None)
    document: Annotated[str, Ref("documents", "runbooks")] | None = field("Where it is written", default=None)


class Statement(Record):
    """What the service publishes about where data lives, how it is backed up and when that was tested."""

    at: str | None = field("Where it is published", default=None)
    occurred: Day | None = field("When it was last updated", default=None)
    claims: tuple[str, ...] = field("What it claims", default=())


class RecoveryEstimate(Record):
    """Estimated times of the phases of recovery that no runbook step carries."""

    detect: Duration | None = field("Until somebody notices", default=None)
    decide: Duration | None = field("Until the plan is activated", default=None)
    mobilise: Duration | None = field("Until those who do the work are there", default=None)
    provision: Duration | None = field("Until the place to restore onto is ready", default=None)
    replay: Duration | None = field("Replaying logs or queues", default=None)
    verify: Duration | None = field("Checking data and function", default=None)
    switch_over: Duration | None = field("Moving users, DNS lifetime included", default=None)


class Confirmation(Record):
    """Who confirmed figures, and when."""

    by: RoleOrPerson | None = field("Who", default=None)
    occurred: Day | None = field("When", default=None)


class Service(Entry):
    """Something that customers or staff rely on; the unit for which recovery is promised."""

    name: str | None = field("What people call it", default=None)
    description: str | None = field("What it does and for whom", default=None)
    tier: Tier | None = field("1 harm within hours, 2 days, 3 weeks, 4 convenience", default=None)
    owner: RoleOrPerson | None = field("Who answers for it", default=None)
    active: Flag = field("Whether it is in operation", default=True)
    public: Flag = field("Used by people outside the organisation", default=False)
    multi_tenant: Flag = field("Keeps the data of several customers side by side", default=False)
    keeps_others_data: Flag | None = field("Keeps data that belongs to others", default=None)
    at: Annotated[str, Ref("places", "vendors")] | None = field("Where it runs", default=None)
    vendor: Annotated[str, Ref("vendors")] | None = field("Who runs it, if it is bought as a service", default=None)
    dns_zone: str | None = field(
        "DNS zone of its public name", default=None, examples=("shop.example",), private="zone"
    )
    rto: Duration | None = field("Recovery time objective: longest acceptable time until it runs at MBCO", default=None)
    rto_clock: Literal["disruption", "declaration"] = field(
        "Where the clock of the RTO starts: with the disruption, or when the plan is activated", default="disruption"
    )
    rpo: Duration | None = field("Recovery point objective: largest acceptable age of the restored data", default=None)
    rpo_corruption: Duration | None = field("Separate objective after corruption found late", default=None)
    wrt: Duration | None = field("Work recovery time after systems are back", default=None)
    mtpd: Duration | None = field("Maximum tolerable period of disruption", default=None)
    mbco: str | None = field("Minimum business continuity objective: least acceptable service", default=None)
    confirmed: Confirmation | None = field("Who confirmed the objectives and the impact", default=None)
    impact: tuple[Impact, ...] = field("Impact over time", default=())
    depends_on: tuple[Dependency, ...] = field("What it needs", default=())
    parts: Parts | None = field("Where its seven parts are kept", default=None)
    busy: tuple[Busy, ...] = field("Seasons in which it matters more", default=())
    standby: Standby | None = field("Second installation", default=None)
    peak: Peak | None = field("Heaviest load", default=None)
    fallback: Fallback | None = field("Workaround by hand", default=None)
    no_fallback_needed: str | None = field("Why nobody needs to go on working meanwhile", default=None)
    estimate: RecoveryEstimate | None = field("Estimated phases of recovery", default=None)
    statement: Statement | None = field("Published resilience statement", default=None)
    minimum_staff: Count | None = field("People needed to run it at MBCO", default=None)
    changed: Day | None = field("Last major change", default=None)
    note: str | None = field("Remark", default=None, private="remark")
