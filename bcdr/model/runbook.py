"""Runbooks, scenarios and the rules by which the plan starts, runs and ends."""

from __future__ import annotations

from typing import Annotated, Literal

from bcdr.model.marker import PatternMarker
from bcdr.model.record import Entry, Record, field
from bcdr.model.reference import Ref
from bcdr.model.value import Count, Day, Duration, Flag, Id, Level, Sha256

RoleOrPerson = Annotated[str, Ref("roles", "people")]
RunbookRef = Annotated[str, Ref("runbooks")]
VARIABLE = PatternMarker(
    "the name of an environment variable such as PGPASSWORD", r"^[A-Za-z_][A-Za-z0-9_]*$", ("PGPASSWORD",)
)


class Check(Record):
    """What the output of a step's command is compared with when a drill runs it."""

    kind: Literal["row-count", "checksum", "query", "http-status", "exit-code"] = field(
        "What is compared: a number, a digest, the whole output, a status of HTTP, the exit code"
    )
    expected: str | None = field("What should be there", default=None)
    same_as: Id | None = field("Earlier step whose output is what should be there", default=None)
    within: Count | None = field("How far a row-count may be off", default=None)


class Step(Record):
    """One action of a runbook."""

    short_form = "do"

    id: Id | None = field("Name by which other steps refer to it", default=None)
    do: str = field("What to do, in words that work at 03:00")
    kind: Literal[
        "action", "freeze", "choose-point", "provision", "restore", "replay", "reconcile", "verify", "resume",
        "switch-over", "decide", "communicate",
    ] = field("What sort of step", default="action")  # fmt: skip
    by: RoleOrPerson | None = field("Who does it", default=None)
    people: Count | None = field("How many people carry it out together", default=None)
    takes: Duration | None = field("How long it takes (estimate); with `items`, one of them", default=None)
    items: Count | None = field("How many pieces there are, shared by the people; `takes` is for one", default=None)
    after: tuple[Id, ...] = field("Steps that must be finished first; the step before if left out", default=())
    run: str | None = field("Command to run", default=None, private="host")
    environment: tuple[Annotated[str, VARIABLE], ...] = field(
        "Environment variables that the command gets; their values are never shown", default=()
    )
    expect: str | None = field("What shows that it worked", default=None)
    check: Check | None = field("What the output of the command is compared with", default=None)
    limit: Duration | None = field("Give up after", default=None)
    needs: tuple[
        Annotated[str, Ref("credentials", "places", "vendors", "services", "datastores", "documents", "channels")], ...
    ] = field("What this step needs", default=())
    if_fails: str | None = field("What to do when it fails", default=None)
    note: str | None = field("Remark", default=None, private="remark")


class Target(Record):
    """The clean place to restore onto."""

    short_form = "what"

    what: str | None = field("Server, image, account, licence", default=None, private="host")
    at: Annotated[str, Ref("places")] | None = field("Where it is", default=None)
    lead_time: Duration | None = field("How long until it is ready", default=None)
    segregated: Flag | None = field("Physically and logically apart from the source", default=None)


class KeptCopy(Record):
    """A copy of a runbook outside the tool and the systems it recovers."""

    at: Annotated[str, Ref("places", "vendors")] = field("Where")
    as_: str | None = field("Form: print, usb, bundle", default=None)
    reviewed: Day | None = field("When this copy was last compared", default=None)


class RunbookActivation(Record):
    """When a single runbook is started, and by whom."""

    short_form = "when"

    when: str | None = field("Trigger", default=None)
    by: RoleOrPerson | None = field("Who decides", default=None)


class CommandApproval(Record):
    """Somebody read the commands of a runbook and allowed a drill to run exactly these."""

    by: Annotated[str, Ref("people")] = field("Who read and approved them")
    occurred: Day = field("When")
    sha256: Sha256 = field("Digest of the commands as they were then; `bcdr drill approve` writes it")


class Runbook(Entry):
    """A written, ordered way to bring something back."""

    title: str = field("What it achieves")
    recovers: tuple[Annotated[str, Ref("datastores", "services", "vendors", "places", "credentials")], ...] = field(
        "What it brings back", default=()
    )
    scenarios: tuple[Annotated[str, Ref("scenarios")], ...] = field("For which scenarios", default=())
    owner: RoleOrPerson | None = field("Who keeps it true", default=None)
    author: Annotated[str, Ref("people")] | None = field("Who wrote it", default=None)
    reviewed: Day | None = field("When it was last compared with reality", default=None)
    exercised: Day | None = field("When it was last used, if no drill says so", default=None)
    activation: RunbookActivation | None = field("When it starts, and who says so", default=None)
    needs: tuple[
        Annotated[str, Ref("credentials", "places", "vendors", "services", "datastores", "documents", "channels")], ...
    ] = field("What it needs to work", default=())
    target: Target | None = field("The clean place to restore onto", default=None)
    steps: tuple[Step, ...] = field("In order", default=())
    commands_approved: CommandApproval | None = field("Who allowed a drill to run the commands", default=None)
    rollback: str | None = field("How to back out", default=None)
    returns: str | None = field("How to return to normal operation", default=None)
    copies_kept: tuple[KeptCopy, ...] = field("Copies elsewhere", default=())
    note: str | None = field("Remark", default=None, private="remark")


class Acceptance(Record):
    """A named person accepts what remains."""

    by: RoleOrPerson | None = field("Who", default=None)
    occurred: Day | None = field("When", default=None)
    valid_until: Day | None = field("Until when", default=None)
    reason: str | None = field("Why", default=None)
    alternative: str | None = field("What protects instead", default=None)


class Scenario(Entry):
    """One way in which things go wrong. Ids of the catalogue of 22 carry its title and group."""

    title: str | None = field("What happens; catalogue ids bring their own", default=None)
    group: Literal["site", "malicious", "operator", "provider", "person", "vendor"] | None = field(
        "Group of six that a scenario of your own belongs to", default=None
    )
    applicable: Flag | None = field("Whether it can happen here", default=None)
    reason: str | None = field("Why it cannot, or why it matters", default=None)
    loses: tuple[
        Annotated[
            str,
            Ref(
                "site", "storage", "region", "provider", "account", "admin", "software", "datastores", "services",
                "places", "vendors", "credentials", "people", "roles", "channels",
            ),
        ],
        ...,
    ] = field("What is lost or hostile: labels such as account/hz-prod, or objects", default=())  # fmt: skip
    detection: Duration | None = field("From start to discovery", default=None)
    likelihood: Level | None = field("1 negligible to 4 maximum", default=None)
    impact: Level | None = field("1 negligible to 4 maximum", default=None)
    triggers: tuple[str, ...] = field("Signs by which it is noticed", default=())
    runbooks: tuple[RunbookRef, ...] = field("What to do", default=())
    owner: RoleOrPerson | None = field("Who watches over it", default=None)
    accepted: Acceptance | None = field("Residual risk accepted by", default=None)
    note: str | None = field("Remark", default=None, private="remark")


class Decider(Record):
    """Who may activate the plan."""

    short_form = "role"

    role: Annotated[str, Ref("roles", "people")] = field("Role or person")
    quorum: Count = field("How many of them must agree", default=1)


class Activation(Record):
    """When and by whom the plan starts, runs and ends."""

    threshold: Duration | None = field("Unexpected downtime from which the plan applies", default=None)
    criteria: tuple[str, ...] = field("Situations that count as a disaster", default=())
    decided_by: tuple[Decider, ...] = field("Who may activate; each entry alone is enough", default=())
    notify_first: tuple[RoleOrPerson, ...] = field("Who is told first", default=())
    first_responder_leads: Flag = field("Whoever notices first leads until hand-over", default=False)
    first_actions: tuple[str, ...] = field("What the lead does at once", default=())
    shift_limit: Duration | None = field("Longest shift of a responder", default=None)
    stand_down: str | None = field("When and by whom the recovery is declared complete", default=None)
    stand_down_actions: tuple[str, ...] = field("What follows the declaration", default=())
    review_within: Duration | None = field("Time until the review of the event", default=None)
    note: str | None = field("Remark", default=None, private="remark")


class Document(Entry):
    """A restricted or external paper that the plan points to without copying it."""

    title: str = field("What it is")
    owner: RoleOrPerson | None = field("Who keeps it", default=None)
    at: Annotated[str, Ref("places", "vendors")] | None = field("Where it is", default=None)
    url: str | None = field("Address", default=None, private="host")
    checked: Day | None = field("When somebody last opened it", default=None)
    classification: str | None = field("Who may see it, as restricted or public", default=None)
    copies_kept: tuple[KeptCopy, ...] = field("Copies elsewhere", default=())
    note: str | None = field("Remark", default=None, private="remark")
