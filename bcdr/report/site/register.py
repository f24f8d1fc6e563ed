"""The register of processing activities (GDPR Art. 30) and what was assessed (Art. 35): judgements have an author."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.model.privacy import Dpia, Processing, Screening
from bcdr.report.block import Pairs
from bcdr.report.site.link import anchor_of, link, links, typed
from bcdr.report.site.page import NOT_KNOWN, Line, Page, Section
from bcdr.report.site.part import known, pairs, section, sections, table
from bcdr.report.site.places import anchored
from bcdr.report.span import Span, cell, line, pair
from bcdr.report.wording import ROLES, day, listed


def register(facts: Facts) -> Page:
    """One section for each processing activity."""
    plan = facts.plan
    position = plan.organization.gdpr
    dpo = position.dpo if position else None
    breach = position.breach if position else None
    head = pairs(
        pair("Organisation", plan.organization.name, plan.organization.address),
        pair("Role", ROLES[position.role] if position and position.role else None),
        pair(
            "Data protection officer",
            link(facts, dpo.name) if dpo and dpo.name else None,
            dpo.reason if dpo else None,
            dpo.contact if dpo else None,
        ),
        pair(
            "Supervisory authority",
            position.authority if position else None,
            breach.authority_contact if breach else None,
        ),
        pair("After a breach", link(facts, breach.procedure) if breach and breach.procedure else None),
        pair("Who decides on notice", link(facts, breach.decided_by) if breach and breach.decided_by else None),
    )
    found = (Section(anchor_of("processing", p.id), p.title, (_entry(facts, p),)) for p in plan.processing.values())
    assessed = table(
        "Impact assessments (Art. 35)",
        "Assessment | Of | Decision | Next review",
        (
            (
                anchored("dpias", d.id, d.title),
                cell(links(facts, typed("processing", d.processing))),
                cell(*_decision(facts, d)),
                cell(day(d.review.next if d.review else None, NOT_KNOWN)),
            )
            for d in plan.dpias.values()
        ),
    )
    return Page(
        path="register",
        title="Register of processing",
        kind="Personal data",
        sections=sections(
            section("organisation", "Organisation", head),
            *found,
            None
            if plan.processing
            else section("empty", "", table("Processing activities", "Activity", (), "the register is empty")),
            section("dpias", "Impact assessments", assessed),
        ),
    )


def _entry(facts: Facts, entry: Processing) -> Pairs:
    basis = entry.legal_basis
    judged: Line | None = (
        line("judged by ", link(facts, basis.by), f", {day(basis.occurred, NOT_KNOWN)}") if basis and basis.by else None
    )
    moved = (
        None
        if entry.transfers is None
        else tuple(
            f"{t.recipient or NOT_KNOWN}, {t.country or NOT_KNOWN}: {t.safeguard or 'no safeguard named'}"
            for t in entry.transfers
        )
    )
    return pairs(
        pair("Our role", entry.role.replace("-", " ")),
        pair("Purposes", *entry.purposes),
        pair("Legal basis", basis.text if basis else None, judged),
        pair("People concerned", listed(entry.subjects)),
        pair("Categories of data", listed(entry.categories)),
        pair("Special categories", listed(entry.special, "none written")),
        pair("Recipients", listed(entry.recipients)),
        pair("Processors", links(facts, typed("vendors", entry.processors))),
        pair("Transfers outside the EEA", *(moved or ("none",) if moved is not None else ())),
        pair("Erased after", entry.retention),
        pair("Security", entry.security),
        known("Joint controller", entry.joint),
        known("Controllers we act for", *entry.controllers),
        known("Categories of processing for them", *entry.activities),
        pair("Data lies in", links(facts, typed("datastores", entry.datastores), NOT_KNOWN)),
        pair("Carried by", links(facts, typed("services", entry.services), NOT_KNOWN)),
        pair(
            "Impact assessment",
            link(facts, f"dpias/{entry.dpia}") if entry.dpia else None,
            *_screened(facts, entry.screening),
        ),
        pair("Last checked", day(entry.reviewed, "never")),
        pair("Answers for it", link(facts, entry.owner) if entry.owner else None),
    )


def _screened(facts: Facts, screening: Screening | None) -> tuple[str | Line, ...]:
    if screening is None or screening.decision is None:
        return ()
    met: list[str] = [c for c, a in screening.criteria.items() if a.met]
    found: list[str | Line] = [f"{screening.decision.replace('-', ' ')}; criteria met: {listed(met, 'none')}"]
    found += [screening.reason] if screening.reason else []
    found += (
        [line("decided by ", link(facts, screening.by), f", {day(screening.occurred, NOT_KNOWN)}")]
        if screening.by
        else []
    )
    return tuple(found)


def _decision(facts: Facts, dpia: Dpia) -> tuple[Span | Line, ...]:
    made = dpia.decision
    if made is None or made.status is None:
        return (Span("not decided", tone="fair"),)
    return (
        Span(made.status.replace("-", " ")),
        line("by ", link(facts, made.by), f", {day(made.occurred, NOT_KNOWN)}"),
    )
