"""The twenty sections of the Art. 32 report in their order."""

from __future__ import annotations

from dataclasses import replace

from bcdr.analysis.age import day_of
from bcdr.audit import Audit
from bcdr.report import findings, registers, shell
from bcdr.report.art32 import context, history, people, practice, recovery, risks, vendors
from bcdr.report.art32.breach import breach_readiness
from bcdr.report.art32.matrix import control_section, points_of_evidence, points_of_findings
from bcdr.report.art32.pictures import pictures
from bcdr.report.art32.shown import shown_at
from bcdr.report.art32.summary import summary
from bcdr.report.art32.survival import survival_section
from bcdr.report.binding import Title, bound
from bcdr.report.block import Block
from bcdr.report.changelog import change_log
from bcdr.report.check.catalogue import art32_gaps
from bcdr.report.controls import control_matrix
from bcdr.report.document import Document, Section
from bcdr.report.evidence_index import all_citing, evidence_index
from bcdr.report.gap import gap_section
from bcdr.report.glossary import glossary
from bcdr.report.provenance import Provenance
from bcdr.report.span import Span, pair
from bcdr.report.trend import trend_section

TITLE = "Security of processing"
SUBTITLE = "Evidence for Article 32 GDPR: availability, resilience, timely restore and regular testing"


def art32(audit: Audit, provenance: Provenance) -> Document:
    """The whole report as data."""
    matrix = control_matrix(audit)
    gaps = provenance.located(art32_gaps(audit))
    sections: tuple[Section, ...] = (
        shell.document_control(audit, provenance),
        summary(audit, matrix),
        shell.scope(audit, (_period(audit),)),
        shell.method(audit, provenance),
        context.context(audit),
        risks.overview(audit),
        control_section(matrix, audit),
        _with(recovery.recovery_section(audit), practice.three_two_one_section(audit), *pictures(audit)),
        _with(risks.scenarios(audit), survival_section(audit)),
        _with(history.tests(audit, in_full=True), trend_section(audit.facts)),
        _with(people.access(audit), practice.practice_section(audit)),
        vendors.processors(audit),
        breach_readiness(audit),
        _ending(findings.findings(audit, points=points_of_findings(matrix)), findings.fixed(audit, gaps)),
        gap_section(gaps, audit),
        _ending(registers.action_plan(audit), history.dates(audit)),
        registers.accepted(audit),
        evidence_index(
            audit,
            provenance,
            citing=all_citing(points_of_evidence(matrix), findings.cards_of_evidence((*audit.findings, *gaps), audit)),
            href=shown_at(audit.facts),
        ),
        glossary(),
        _with(registers.annex(audit, provenance), change_log(audit, provenance)),
    )
    return bound(
        audit,
        provenance,
        Title("art32", TITLE, SUBTITLE, ("GDPR", "Article 32", "availability", "restore", "business continuity")),
        sections,
    )


def _period(audit: Audit) -> tuple[str, tuple[tuple[Span, ...], ...]]:
    """Of what time the report speaks: a state, and records since the first drill or incident."""
    facts = audit.facts
    days = [d.occurred for d in facts.done_drills if d.occurred]
    days += [day_of(i.occurred) for i in facts.plan.incidents.values() if i.occurred]
    since = f"drills and incidents on record since {min(days)}" if days else "no drill and no incident on record"
    return pair("Period", f"the plan as it stood at the end of {facts.as_of}", since)


def _with(section: Section, *more: Section) -> Section:
    """The section with more subsections at its end."""
    return replace(section, sections=(*section.sections, *more))


def _ending(section: Section, block: Block) -> Section:
    """The section with one more block at its end."""
    return replace(section, blocks=(*section.blocks, block))
