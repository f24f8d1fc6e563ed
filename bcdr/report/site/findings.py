"""The findings: each with its place in the plan, what clears it, and the clauses behind it."""

from __future__ import annotations

from bcdr.audit import Audit
from bcdr.errors import BcdrError
from bcdr.finding import Finding, Severity
from bcdr.frameworks.catalogue import clause
from bcdr.report.block import Card, Tiles
from bcdr.report.crosswalk import anchor_of
from bcdr.report.naming import finding_anchor, joined
from bcdr.report.site.link import clause_href, href, link, rule_href
from bcdr.report.site.page import Page, Section
from bcdr.report.site.part import known, rows, severity_span
from bcdr.report.span import Span, Tone, coded, line, pair, plain
from bcdr.report.wording import counted, day

GROUPS: tuple[tuple[Severity, str, Tone], ...] = (
    (Severity.ERROR, "Errors", "bad"),
    (Severity.WARNING, "Warnings", "fair"),
    (Severity.INFO, "Information", "note"),
)


def findings(audit: Audit, found: tuple[Finding, ...]) -> Page:
    """All findings; `found` are those of the audit with their places in the text."""
    open_ = [f for f in found if f.waiver is None]
    groups = [(title.lower(), title, [f for f in open_ if f.severity is severity]) for severity, title, _ in GROUPS]
    groups.append(("accepted", "Accepted by a named person", [f for f in found if f.waiver is not None]))
    tones: tuple[Tone, ...] = (*(tone for _, _, tone in GROUPS), "note")
    tiles = tuple(
        (str(len(fs)), title.lower(), _tone(tone, fs)) for (_, title, fs), tone in zip(groups, tones, strict=True)
    )
    return Page(
        path="findings",
        title="Findings",
        kind="What the audit found",
        lead=line(
            f"{counted(len(audit.checked), 'rule')} looked at the plan. "
            "What they found stands here until a fact from the world clears it."
        ),
        sections=(
            Section("counts", "", (Tiles(tiles),)),
            *(Section(id_, title, tuple(_card(audit, f) for f in fs)) for id_, title, fs in groups if fs),
        ),
    )


def _tone(tone: Tone, found: list[Finding]) -> Tone:
    return tone if found or tone == "note" else "good"


def _card(audit: Audit, finding: Finding) -> Card:
    facts, waiver = audit.facts, finding.waiver
    place = finding.location
    ref = finding.object
    named = Span("the plan as a whole", href=href(ref)) if ref == "plan" else link(facts, ref)
    waived = (
        pair("Accepted by", link(facts, waiver.approved_by), f"until {day(waiver.valid_until)}: {waiver.reason}")
        if waiver
        else None
    )
    word = severity_span(finding)
    return Card(
        id=finding_anchor(finding),
        title=plain(finding.message),
        grade=word.text,
        tone=word.tone,
        rows=rows(
            known("To clear it", coded(finding.help) if finding.help else None),
            pair("Object", named),
            pair(
                "In the plan",
                Span(
                    f"{place.file}:{place.line}:{place.column}" if place else ".".join(map(str, finding.at)), code=True
                ),
            ),
            waived,
            known("Clauses", joined(map(_clause, finding.clauses), between="; ") if finding.clauses else None),
            known("Numbers", *(f"{name}: {value}" for name, value in finding.numbers.items())),
            pair(
                "Rule",
                Span(finding.rule, href=rule_href(finding.rule)),
                Span(f"bcdr explain {finding.rule}", code=True),
            ),
        ),
    )


def _clause(citation: str) -> Span:
    try:
        found = clause(citation)
    except BcdrError:
        return Span(citation)
    return Span(found.label, href=clause_href(found.framework, anchor_of(found)))
