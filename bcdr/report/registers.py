"""The registers at the end of a document: actions, acceptances, evidence, glossary, annex."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.finding import Finding
from bcdr.model.plan import Plan
from bcdr.model.record import NOTHING
from bcdr.report.action import state
from bcdr.report.block import Column, Table
from bcdr.report.document import Section
from bcdr.report.naming import evidence_anchor, finding_link, joined, name_of
from bcdr.report.origin import files
from bcdr.report.provenance import Provenance
from bcdr.report.span import NOT_PROVIDED, Span, cell
from bcdr.report.wording import day, period


def action_plan(audit: Audit) -> Section:
    """Actions by date."""
    facts = audit.facts
    actions = sorted(
        facts.plan.actions.values(), key=lambda a: (a.status in {"done", "cancelled"}, a.due or date.max, a.id)
    )
    rows = tuple(
        (
            cell(day(a.due), header=True),
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
        Column("Action", 36),
        Column("Owner", 20),
        Column("From", 20),
        Column("Status", 12),
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
        (cell(f"waiver of {w.rule}", header=True), cell(_about(w.on, facts)),
         cell(w.reason or NOT_PROVIDED, *((f"Instead: {w.alternative}",) if w.alternative else ())),
         cell(name_of(facts, w.approved_by)), cell(day(w.occurred)), cell(day(w.valid_until)))
        for w in facts.plan.waivers.values()
    ]  # fmt: skip
    for kind, one in [("risk", r) for r in facts.plan.risks.values() if r.accepted]:
        a = one.accepted
        if a is not None:
            rows.append(
                (
                    cell(kind, header=True),
                    cell(one.title),
                    cell(a.reason or NOT_PROVIDED),
                    cell(name_of(facts, a.by)),
                    cell(day(a.occurred)),
                    cell(day(a.valid_until)),
                )
            )
    for scenario in facts.plan.scenarios.values():
        s = scenario.accepted
        if s is not None:
            rows.append(
                (
                    cell("residual risk", header=True),
                    cell(name_of(facts, scenario.ref)),
                    cell(s.reason or NOT_PROVIDED),
                    cell(name_of(facts, s.by)),
                    cell(day(s.occurred)),
                    cell(day(s.valid_until)),
                )
            )
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


def _about(ref: str | None, facts: Facts) -> str:
    """What a waiver is about; a copy with its datastore, as other tables write it."""
    store, _, copy = (ref or "").partition("/copies/")
    return f"{name_of(facts, store)}/{copy}" if copy else name_of(facts, ref)


def evidence_index(
    audit: Audit,
    provenance: Provenance,
    cited: frozenset[str] | None = None,
    citing: Mapping[str, tuple[Span, ...]] = NOTHING,
) -> Section:
    """Every evidence entry with digest, what it supports, how long it is kept, and whether the file still matches.

    `cited` are the ids that the document refers to; all of the plan by default. `citing` are, by id, links to the
    statuses that rest on an entry.
    """
    facts = audit.facts
    used = _used(facts)
    rows = []
    for e in facts.plan.evidence.values():
        if cited is not None and e.id not in cited:
            continue
        digest = Span(e.sha256, code=True) if e.sha256 else Span(NOT_PROVIDED, tone="muted")
        rows.append(
            (
                replace(cell(e.id, e.kind, header=True), id=evidence_anchor(e.id)),
                cell(
                    e.name_or_id,
                    Span(e.file or e.at or NOT_PROVIDED, code=bool(e.file)),
                    digest,
                    _match(e.id, e.sha256, provenance),
                ),
                cell(
                    day(e.occurred),
                    f"filed {day(e.recorded)}",
                    f"to be kept {period(e.keep, '(not provided)')}",
                    *((f"counts until {day(e.valid_until)}",) if e.valid_until is not None else ()),
                ),
                cell(_supports(used.get(e.id, [])), *((joined(citing[e.id]),) if e.id in citing else ())),
            )
        )
    columns = (
        Column("Id and type", 13),
        Column("Title, source and SHA-256", 50),
        Column("Dates", 13),
        Column("Supports", 24),
    )
    return Section(
        "evidence",
        "Evidence index",
        (
            Table(
                "Evidence",
                columns,
                tuple(rows),
                empty="no evidence is filed" if cited is None else "the document refers to none",
                compact=True,
            ),
        ),
    )


def _used(facts: Facts) -> Mapping[str, list[str]]:
    """By id of an entry, the names of what refers to it."""
    used: dict[str, list[str]] = {}
    for id_, name in (*_cited_by_entries(facts.plan), *_cited_by_copies(facts)):
        used.setdefault(id_, []).append(name)
    return used


def _cited_by_entries(plan: Plan) -> Iterator[tuple[str, str]]:
    for entries in (plan.drills, plan.measures, plan.certificates, plan.actions):
        for entry in entries.values():
            yield from ((id_, entry.name_or_id) for id_ in entry.evidence)
    for dpia in plan.dpias.values():
        for measure in dpia.measures.values():
            yield from ((id_, f"{measure.title} ({dpia.name_or_id})") for id_ in measure.evidence)


def _cited_by_copies(facts: Facts) -> Iterator[tuple[str, str]]:
    for store in facts.stores:
        for copy in store.copies.values():
            done = copy.last_success
            found = [
                *((done.evidence, done.check) if done else ()),
                *(copy.immutable.evidence if copy.immutable else ()),
            ]
            yield from ((id_, f"{store.name_or_id}/{copy.id}") for id_ in found if id_)


def _supports(names: list[str]) -> str:
    """What refers to a file; a report of all jobs supports more than a cell holds."""
    found = list(dict.fromkeys(names))
    if len(found) <= _MOST_SUPPORTED:
        return "; ".join(found) or "nothing refers to it"
    return f"{'; '.join(found[: _MOST_SUPPORTED - 1])}; and {len(found) - _MOST_SUPPORTED + 1} more"


_MOST_SUPPORTED = 6


def _match(id_: str, declared: str | None, provenance: Provenance) -> Span:
    if id_ not in provenance.evidence:
        return Span("file not compared", tone="muted")
    found = provenance.evidence[id_]
    if found is None:
        return Span("file missing", tone="bad")
    if declared is None:
        return Span("no digest to compare with", tone="fair")
    return Span("file matches", tone="good") if found == declared else Span("file differs", tone="bad")


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
