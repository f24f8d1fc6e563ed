"""Risks to people and business, and the measures against them (GDPR Art. 32)."""

from __future__ import annotations

from typing import Annotated, Literal

from bcdr.model.record import Entry, Record, field
from bcdr.model.reference import Ref
from bcdr.model.runbook import Acceptance
from bcdr.model.value import Day, Level

RoleOrPerson = Annotated[str, Ref("roles", "people")]


class Residual(Record):
    """What remains after the measures, judged by a person."""

    severity: Level | None = field("1 negligible to 4 maximum", default=None)
    likelihood: Level | None = field("1 negligible to 4 maximum", default=None)
    by: RoleOrPerson | None = field("Who judged it", default=None)


class Risk(Entry):
    """One entry of the register: an event type of Art. 32(2), its sources, and its treatment."""

    title: str = field("What could happen")
    event: Literal["destruction", "loss", "alteration", "disclosure", "access"] | None = field(
        "Event type of GDPR Art. 32(2)", default=None
    )
    affects: tuple[Annotated[str, Ref("services", "datastores", "vendors", "processing")], ...] = field(
        "What it hits", default=()
    )
    processing: tuple[Annotated[str, Ref("processing")], ...] = field("Processing concerned", default=())
    scenarios: tuple[Annotated[str, Ref("scenarios")], ...] = field("Scenarios in which it happens", default=())
    sources: tuple[str, ...] = field("Who or what causes it", default=())
    harm: str | None = field("Harm to people", default=None)
    likelihood: Level | None = field("1 negligible to 4 maximum", default=None)
    severity: Level | None = field("1 negligible to 4 maximum", default=None)
    assessed_by: RoleOrPerson | None = field("Who set likelihood and severity", default=None)
    reason: str | None = field("Why these levels", default=None)
    treatment: Literal["avoid", "reduce", "transfer", "accept"] | None = field("What is done", default=None)
    measures: tuple[Annotated[str, Ref("measures")], ...] = field("Measures against it", default=())
    residual: Residual | None = field("What remains", default=None)
    owner: RoleOrPerson | None = field("Who watches over it", default=None)
    accepted: Acceptance | None = field("Acceptance of what remains", default=None)
    reviewed: Day | None = field("When it was last looked at", default=None)


class Measure(Entry):
    """A technical or organisational measure that is not a copy (GDPR Art. 32(1)(a), (b), (d), 32(4))."""

    title: str = field("What")
    point: tuple[Literal["32(1)(a)", "32(1)(b)", "32(1)(c)", "32(1)(d)", "32(2)", "32(4)"], ...] = field(
        "Which points of Art. 32 it serves", default=()
    )
    text: str | None = field("How it works", default=None)
    kind: Literal[
        "encryption", "pseudonymisation", "access-control", "segregation", "monitoring", "redundancy", "patching",
        "training", "policy", "physical", "logging", "testing", "other",
    ] = field("What kind", default="other")  # fmt: skip
    owner: RoleOrPerson | None = field("Who keeps it working", default=None)
    status: Literal["planned", "in-place", "tested"] = field("Where it stands", default="planned")
    affects: tuple[Annotated[str, Ref("services", "datastores", "places", "credentials", "processing")], ...] = field(
        "What it protects", default=()
    )
    since: Day | None = field("In place since", default=None)
    reviewed: Day | None = field("When it was last checked", default=None)
    evidence: tuple[Annotated[str, Ref("evidence")], ...] = field("Proof", default=())
