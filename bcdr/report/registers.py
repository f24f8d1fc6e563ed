"""The registers at the end of a document: actions, acceptances, annex."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.finding import Finding
from bcdr.model.organization import Waiver
from bcdr.model.runbook import Acceptance
from bcdr.report.action import state
from bcdr.report.block import Column, Table
from bcdr.report.document import Section
from bcdr.report.naming import action_anchor, finding_link, joined, name_of
from bcdr.report.origin import files
from bcdr.report.provenance import Provenance
from bcdr.report.span import NOT_PROVIDED, Cell, Span, cell
from bcdr.report.wording import day


def action_plan(audit: Audit) -> Section:
    """Actions by date."""
    facts = audit.facts
    actions = sorted(
        facts.plan.actions.values(), key=lambda a: (a.status in {"done", "cancelled"}, a.due or date.max, a.id)
    )
    rows = tuple(
        (
            replace(cell(day(a.due), header=True), id=action_anchor(a.id)),
            cell(a.title),
            cell(name_of(facts, a.owner)),
            cell(name_of(facts, a.from_) if a.from_ else a.finding or ""),
            cell(state(a, facts)),
            cell(day(a.closed, "–")),
        )
        for a in actions
    )
    columns = (
        Column("Due", 12),
        Column("Action", 33),
        Column("Owner", 18),
        Column("From", 21),
        Column("Status", 16),
        Column("Closed", 12),
    )
    return Section(
        "actions",
        "Action plan",
        (Table("Actions by due date, open ones first", columns, rows, empty="no action is recorded"),),
    )


def accepted(audit: Audit) -> Section:
    """Accepted risks and waivers with reason, author and expiry."""
    facts = audit.facts
    rows = [
        (cell(f"waiver of {w.rule}", header=True), cell(_about(w.on, facts)), _reason(w),
         cell(name_of(facts, w.approved_by)), cell(day(w.occurred)), cell(day(w.valid_until)))
        for w in facts.plan.waivers.values()
    ]  # fmt: skip
    risks = [
        *(("risk", r.title, r.accepted) for r in facts.plan.risks.values()),
        *(("residual risk", name_of(facts, s.ref), s.accepted) for s in facts.plan.scenarios.values()),
    ]
    rows += [
        (cell(kind, header=True), cell(about), _reason(a),
         cell(name_of(facts, a.by)), cell(day(a.occurred)), cell(day(a.valid_until)))
        for kind, about, a in risks
        if a is not None
    ]  # fmt: skip
    columns = (
        Column("What", 16),
        Column("About", 18),
        Column("Reason", 30),
        Column("Accepted by", 16),
        Column("On", 10),
        Column("Until", 10),
    )
    return Section(
        "accepted",
        "Accepted risks",
        (Table("Acceptances with expiry", columns, tuple(rows), empty="nothing is accepted"),),
    )


def _reason(one: Waiver | Acceptance) -> Cell:
    """Why something is accepted, and what is done in its place."""
    return cell(one.reason or NOT_PROVIDED, *((f"Instead: {one.alternative}",) if one.alternative else ()))


def _about(ref: str | None, facts: Facts) -> str:
    """What a waiver is about; a copy with its datastore, as other tables write it."""
    store, _, copy = (ref or "").partition("/copies/")
    return f"{name_of(facts, store)}/{copy}" if copy else name_of(facts, ref)


def annex(audit: Audit, provenance: Provenance, linked: frozenset[str] | None = None) -> Section:
    """Attached files with digests, and the raw result of every rule.

    `linked` are the ids of the findings whose cards are in the document; all of them by default.
    """
    return Section("annex", "Annex", (*files(provenance), *_results(audit, linked)))


def _results(audit: Audit, linked: frozenset[str] | None) -> tuple[Table, Table]:
    """The result of every rule: those with findings one by one, the quiet ones by family."""
    by_rule: dict[str, list[Finding]] = {}
    for f in audit.findings:
        by_rule.setdefault(f.rule, []).append(f)
    quiet: dict[str, list[str]] = {}
    for r in audit.checked:
        if r.name not in by_rule:
            idle = r.gdpr and not audit.facts.gdpr_applies
            quiet.setdefault("not applicable: no personal data" if idle else r.family, []).append(r.name)
    loud = Table(
        "Rules with findings",
        (Column("Rule", 28), Column("Family", 12), Column("Findings", 60)),
        tuple(
            (
                cell(Span(r.name, code=True), header=True),
                cell(r.family),
                cell(joined(_to_card(f, linked) for f in by_rule[r.name])),
            )
            for r in audit.checked
            if r.name in by_rule
        ),
        empty="no rule has any",
        compact=True,
    )
    silent = Table(
        "Rules that found nothing",
        (Column("Family", 20), Column("Rules", 80)),
        tuple(
            (cell(family, header=True), cell(joined(Span(n, code=True) for n in names)))
            for family, names in quiet.items()
        ),
        compact=True,
    )
    return loud, silent


def _to_card(finding: Finding, linked: frozenset[str] | None) -> Span:
    return finding_link(finding) if linked is None or finding.id in linked else Span(finding.id)
