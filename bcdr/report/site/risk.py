"""Risks, the measures against them, past incidents, planned risky work: the part of the record that looks ahead."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.model.record import Entry
from bcdr.report.block import Table
from bcdr.report.site.link import link, links, typed
from bcdr.report.site.page import NOT_KNOWN
from bcdr.report.site.part import table
from bcdr.report.site.places import anchored
from bcdr.report.span import Cell, Span, cell
from bcdr.report.wording import day, flag, listed


def _head(kind: str, entry: Entry) -> Cell:
    return anchored(kind, entry.id, entry.name_or_id)


def risks(facts: Facts) -> Table:
    """The register, as people judged it."""
    return table(
        "Judged by people: 1 negligible to 4 maximum",
        "Risk | Severity and likelihood | Remains | Treated by | Owner",
        (
            (
                anchored("risks", r.id, r.title, *((Span(r.harm, tone="muted"),) if r.harm else ())),
                cell(f"{r.severity or NOT_KNOWN} and {r.likelihood or NOT_KNOWN}"),
                cell(
                    f"{r.residual.severity or NOT_KNOWN} and {r.residual.likelihood or NOT_KNOWN}"
                    if r.residual
                    else NOT_KNOWN
                ),
                cell(r.treatment or NOT_KNOWN, links(facts, typed("measures", r.measures), "no measure")),
                cell(link(facts, r.owner, "nobody")),
            )
            for r in facts.plan.risks.values()
        ),
        "the register of risks is empty",
    )


def measures(facts: Facts) -> Table:
    """What protects besides copies."""
    return table(
        "Technical and organisational measures besides copies",
        "Measure | Serves | State | Owner | Evidence",
        (
            (
                anchored("measures", m.id, m.title, *((Span(m.text, tone="muted"),) if m.text else ())),
                cell(listed(m.point, NOT_KNOWN)),
                cell(m.status.replace("-", " "), f"checked {day(m.reviewed, 'never')}"),
                cell(link(facts, m.owner, "nobody")),
                cell(links(facts, typed("evidence", m.evidence))),
            )
            for m in facts.plan.measures.values()
        ),
        "no measure is written",
    )


def incidents(facts: Facts) -> Table:
    """What happened before."""
    return table(
        "What happened to us",
        "Incident | Began | Noticed | Hit | Causes, first to last | Learned",
        (
            (
                _head("incidents", i),
                cell(day(i.occurred, NOT_KNOWN)),
                cell(day(i.detected, NOT_KNOWN)),
                cell(links(facts, i.affects, NOT_KNOWN)),
                cell(*i.causes),
                cell(*i.lessons),
            )
            for i in facts.plan.incidents.values()
        ),
    )


def changes(facts: Facts) -> Table:
    """Work that may go wrong, and the way back."""
    return table(
        "Backup before, way back, when to stop",
        "Work | Planned | Touches | Backup before | Way back | Stop when",
        (
            (
                _head("changes", c),
                cell(day(c.occurred or c.planned, NOT_KNOWN), c.status),
                cell(links(facts, c.affects, NOT_KNOWN)),
                cell(
                    f"{c.backup_before.copy or NOT_KNOWN}, opened {day(c.backup_before.opened, 'never')}"
                    if c.backup_before
                    else "none"
                ),
                cell(
                    *(
                        x
                        for x in (c.rollback, f"no return after: {c.no_return_after}" if c.no_return_after else None)
                        if x
                    )
                ),
                cell(c.abort_when or NOT_KNOWN),
            )
            for c in facts.plan.changes.values()
        ),
    )


def automations(facts: Facts) -> Table:
    """Jobs that can delete in bulk."""
    return table(
        "Scripts with power",
        "Job | Can | On | Shows first | Most in one run | Second approval",
        (
            (
                _head("automations", a),
                cell(listed(a.can, NOT_KNOWN)),
                cell(links(facts, a.affects, NOT_KNOWN)),
                cell(flag(a.dry_run)),
                cell(a.cap or "no limit"),
                cell(flag(a.second_approval)),
            )
            for a in facts.plan.automations.values()
        ),
    )


def components(facts: Facts) -> Table:
    """What must be replaced some day."""
    return table(
        "What the way back rests on",
        "Component | Used by | Support ends | Rebuilt by",
        (
            (
                _head("components", c),
                cell(links(facts, c.used_by, NOT_KNOWN)),
                cell(day(c.end_of_support, NOT_KNOWN)),
                cell(c.rebuild or NOT_KNOWN, *((link(facts, f"runbooks/{c.runbook}"),) if c.runbook else ())),
            )
            for c in facts.plan.components.values()
        ),
    )
