"""Drills and their evidence: what was tried, what was measured, what followed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from bcdr.model.digest import Digest
from bcdr.model.record import NOTHING, Entry, Record, field
from bcdr.model.reference import Ref
from bcdr.model.value import Clock, Count, Day, Duration, Flag, Moment, Period, Sha256

EvidenceRefs = tuple[Annotated[str, Ref("evidence")], ...]
People = tuple[Annotated[str, Ref("people")], ...]

DrillType = Literal[
    "document-review", "walkthrough", "tabletop", "notification-test", "integrity-check", "item-restore",
    "system-restore", "functional-exercise", "parallel-test", "failover", "full-scale", "export-restore",
    "fault-injection",
]  # fmt: skip
"""What each proves stands in `bcdr.model.exercise`."""


class Timeline(Record):
    """The clock of a drill: times of day on the day it occurred, or full moments."""

    lost: Clock | None = field("t0: service or data stopped being usable", default=None)
    detected: Clock | None = field("Somebody noticed", default=None)
    declared: Clock | None = field("The plan was activated", default=None)
    restore_started: Clock | None = field("Restore began", default=None)
    restored: Clock | None = field("Data was back", default=None)
    verified: Clock | None = field("Data was checked", default=None)
    accepted: Clock | None = field("The owner took the service back", default=None)


class RecoveryPoint(Record):
    """The state that was restored."""

    copy: str | None = field("Copy it came from: nightly, or orders-db/nightly", default=None)
    occurred: Moment | None = field("When that state was frozen", default=None)


class Verification(Record):
    """How it was shown that the restored data is right."""

    kind: Literal["row-count", "checksum", "query", "http-status", "exit-code", "sample", "inspection"] = field(
        "What was compared"
    )
    expected: str | None = field("What should be there", default=None)
    found: str | None = field("What was there", default=None)


class Measured(Record):
    """Measured results, never typed from hope."""

    rto: Duration | None = field("RTA: from t0 to the accepted service", default=None)
    rpo: Duration | None = field("RPA: from the restored state to t0", default=None)


class Issue(Record):
    """Something that went wrong in a drill."""

    short_form = "what"

    what: str = field("What")
    severity: Literal["high", "medium", "low"] | None = field("How bad", default=None)
    action: Annotated[str, Ref("actions")] | None = field("What is done about it", default=None)


class SignOff(Record):
    """Who accepted a result, and when."""

    by: Annotated[str, Ref("people", "roles")] | None = field("Who", default=None)
    occurred: Day | None = field("When", default=None)


class Drill(Entry):
    """An exercise or test: planned, then done; a result makes it evidence."""

    title: str | None = field("What is tried", default=None)
    type: DrillType = field("What kind; it decides what a pass proves")
    covers: tuple[
        Annotated[
            str,
            Ref(
                "datastores", "services", "runbooks", "vendors", "roles", "channels", "credentials", "scenarios",
                "places",
            ),
        ],
        ...,
    ] = field("What is exercised", default=())  # fmt: skip
    scenario: Annotated[str, Ref("scenarios")] | None = field("Scenario played", default=None)
    every: Duration | None = field("Repeats; counted from the last completion", default=None)
    planned: Day | None = field("When it is due or planned", default=None)
    occurred: Day | None = field("When it was done", default=None)
    recorded: Day | None = field("When it was written down", default=None)
    announced: Flag = field("People knew before", default=True)
    led_by: Annotated[str, Ref("people")] | None = field("Who led it", default=None)
    participants: People = field("Who took part", default=())
    load: Literal["steady", "peak", "simulated-peak", "none"] | None = field("Load during the drill", default=None)
    timeline: Timeline | None = field("The clock", default=None)
    recovery_point: RecoveryPoint | None = field("The state that was restored", default=None)
    restored_to: Annotated[str, Ref("places")] | None = field("Where it was restored to", default=None)
    verification: Verification | None = field("How the result was checked", default=None)
    result: Literal["passed", "partial", "failed"] | None = field("Against the objectives", default=None)
    measured: Measured | None = field("Measured times", default=None)
    issues: tuple[Issue, ...] = field("What went wrong", default=())
    lessons: str | None = field("What was learned", default=None)
    evidence: EvidenceRefs = field("Logs, screenshots, reports", default=())
    digests: Mapping[str, Digest] = field(
        "What each object was like when it was exercised; where it changes, the drill no longer counts for it",
        default=NOTHING,
    )
    signed_off: SignOff | None = field("Who accepted the result", default=None)
    note: str | None = field("Remark", default=None, private="remark")


class Evidence(Entry):
    """A file that shows something, with its digest."""

    title: str | None = field("What it shows", default=None)
    file: str | None = field("Path inside the plan folder", default=None, private="host")
    sha256: Sha256 | None = field("Digest of the file", default=None)
    kind: Literal[
        "log", "report", "screenshot", "photo", "contract", "certificate", "statement", "export", "minutes", "other"
    ] = field("What kind of file", default="other")
    occurred: Day | None = field("When what it shows happened", default=None)
    recorded: Day | None = field("When it was filed", default=None)
    valid_until: Day | None = field("When it stops counting", default=None)
    keep: Period | None = field("How long it is kept", default=None)
    by: Annotated[str, Ref("people")] | None = field("Who filed it", default=None)
    at: str | None = field("Where the original is, if it is not a file here", default=None, private="host")


class Action(Entry):
    """Something to be done about a finding, with owner and date."""

    title: str = field("What")
    from_: Annotated[str, Ref("drills", "incidents", "reviews", "dpias", "risks", "changes")] | None = field(
        "Where it came from", default=None
    )
    finding: str | None = field("Id of the finding it answers", default=None)
    owner: Annotated[str, Ref("roles", "people")] | None = field("Who", default=None)
    due: Day | None = field("By when", default=None)
    status: Literal["open", "in-progress", "done", "cancelled"] = field("Where it stands", default="open")
    closed: Day | None = field("When it was closed", default=None)
    proof: Annotated[str, Ref("drills")] | None = field("Later drill that proves it", default=None)
    evidence: EvidenceRefs = field("Proof of closure", default=())
    response: str | None = field("Management response", default=None)
    cause: str | None = field("Why it came to the finding, as far as known", default=None)
    disputed: Flag = field("Management does not agree with the finding; the response says why", default=False)
    note: str | None = field("Remark", default=None, private="remark")


class Notified(Record):
    """Who was told of a breach, and when."""

    authority: Moment | None = field("Supervisory authority", default=None)
    people: Moment | None = field("The people concerned", default=None)
    controller: Moment | None = field("The controller, if we are the processor", default=None)


class Breach(Record):
    """An incident as a personal data breach: the content of Art. 33(3) and 33(5)."""

    types: tuple[Literal["confidentiality", "integrity", "availability"], ...] = field("What was hurt", default=())
    categories: tuple[str, ...] = field("Categories of data and people", default=())
    people: Count | None = field("Approximate number of people", default=None)
    records: Count | None = field("Approximate number of records", default=None)
    effects: str | None = field("Likely consequences", default=None)
    remedy: str | None = field("Measures taken or proposed", default=None)
    decision: Literal["register-only", "authority", "authority-and-people"] | None = field("Decision", default=None)
    reason: str | None = field("Why", default=None)
    decided_by: Annotated[str, Ref("people", "roles")] | None = field("Who decided", default=None)


class Incident(Entry):
    """A past event of our own."""

    title: str = field("What happened")
    occurred: Moment | None = field("When it began (t0)", default=None)
    detected: Moment | None = field("When it was noticed", default=None)
    aware: Moment | None = field("When a breach was reasonably certain: the clock of Art. 33", default=None)
    aware_reason: str | None = field("Why later than detected", default=None)
    ended: Moment | None = field("When it was over", default=None)
    affects: tuple[Annotated[str, Ref("services", "datastores", "vendors")], ...] = field("What was hit", default=())
    causes: tuple[str, ...] = field("Chain of causes, first to last", default=())
    breach: Breach | None = field("As a personal data breach", default=None)
    notified: Notified | None = field("Who was told", default=None)
    delay_reason: str | None = field("Why the authority heard after 72 hours", default=None)
    reviewed: Day | None = field("When it was reviewed", default=None)
    lessons: tuple[str, ...] = field("What was learned", default=())
    changed: tuple[Annotated[str, Ref("runbooks", "risks", "datastores", "services", "actions", "scenarios")], ...] = (
        field("What the review changed in this plan", default=())
    )
    actions: tuple[Annotated[str, Ref("actions")], ...] = field("Follow-up", default=())
