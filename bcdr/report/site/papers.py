"""Documents that the plan points to, copies of the plan elsewhere, and the evidence with its digests."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.report.site.link import link, outward
from bcdr.report.site.page import NOT_KNOWN, Page, Section
from bcdr.report.site.part import table
from bcdr.report.site.places import anchored
from bcdr.report.span import Span, cell, line
from bcdr.report.wording import day, listed


def documents(facts: Facts) -> Page:
    """Papers outside this site, and where this plan lies besides."""
    plan = facts.plan
    papers = table(
        "Papers that the plan points to",
        "Document | Where it is | Copies | Kept by | Last opened",
        (
            (
                anchored("documents", d.id, Span(d.title, strong=True), *((outward(d.url),) if d.url else ())),
                cell(link(facts, d.at)),
                cell(*((link(facts, c.at), Span(f", {c.as_ or 'copy'}")) for c in d.copies_kept))
                if d.copies_kept
                else cell("none"),
                cell(link(facts, d.owner, "nobody is named")),
                cell(day(d.checked, "never")),
            )
            for d in plan.documents.values()
        ),
    )
    kept = table(
        "Copies of this plan outside the systems that it recovers",
        "Where | Form | Holds | Made",
        (
            (
                anchored("kept", k.id, link(facts, k.at)),
                cell(k.as_ or NOT_KNOWN),
                cell(listed(k.includes)),
                cell(day(k.occurred, NOT_KNOWN)),
            )
            for k in plan.kept.values()
        ),
        "the plan names no copy of itself",
    )
    return Page(
        path="documents",
        title="Documents",
        kind="On paper and elsewhere",
        sections=(Section("papers", "Documents", (papers,)), Section("kept", "Copies of this plan", (kept,))),
    )


def evidence(facts: Facts) -> Page:
    """Evidence files with their digests, and certificates."""
    plan = facts.plan
    files = table(
        "Evidence",
        "What it shows | Kind | Of | Filed | File and SHA-256",
        (
            (
                anchored("evidence", e.id, e.name_or_id),
                cell(e.kind),
                cell(day(e.occurred, NOT_KNOWN)),
                cell(day(e.recorded, NOT_KNOWN), *((line("by ", link(facts, f"people/{e.by}")),) if e.by else ())),
                cell(
                    Span(e.file or e.at or NOT_KNOWN, code=bool(e.file)),
                    *((Span(e.sha256, code=True, tone="muted"),) if e.sha256 else ()),
                ),
            )
            for e in plan.evidence.values()
        ),
        "no evidence is filed",
    )
    certificates = table(
        "Certificates",
        "Certificate | Of | Covers | Valid until",
        (
            (
                anchored("certificates", c.id, c.title),
                cell(link(facts, f"vendors/{c.holder}", "") if c.holder else plan.organization.name),
                cell(c.scope or NOT_KNOWN),
                cell(day(c.valid_until, NOT_KNOWN)),
            )
            for c in plan.certificates.values()
        ),
    )
    return Page(
        path="evidence",
        title="Evidence",
        kind="What shows it",
        sections=(Section("files", "Files", (files,)), Section("certificates", "Certificates", (certificates,))),
    )
