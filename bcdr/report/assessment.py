"""What a plan shows of each clause of a framework, in the five status words and never another.

A clause is shown by plan data (`holding`) and looked after by rules. It is *evidenced* only when the plan holds every
kind of evidence that it asks for, nothing in it is missing or old, and rules that serve the clause looked and found
nothing. Where no rule looks, or a clause asks for a judgement, a person has to. The points of GDPR Art. 32 are judged
in `controls`, once for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from bcdr.audit import Audit
from bcdr.finding import Finding
from bcdr.frameworks.status import Status, earned, status, statuses
from bcdr.report.controls import NO_PERSONAL_DATA, Control, control_matrix, declares_no_personal_data
from bcdr.report.crosswalk import Crosswalk, Row, crosswalks
from bcdr.report.holding import Holding, holdings
from bcdr.report.wording import counted

OF_PERSONAL_DATA = frozenset({"gdpr", "cnil-pia", "edpb-dpia-template", "ico-dpia", "wp248"})
"""Frameworks that have nothing to ask where there is no personal data."""
OFFICER = ("gdpr 37", "gdpr 38", "gdpr 39")
"""Articles on the data protection officer."""


class Assessed(NamedTuple):
    """One row of a crosswalk on this plan. `specific` is what was looked at for this clause alone, if anything was."""

    row: Row
    status: Status
    reason: str
    lacking: tuple[str, ...]
    holdings: tuple[Holding, ...]
    findings: tuple[Finding, ...]
    specific: Control | None = None


class Assessment(NamedTuple):
    """A framework on this plan; `is_chosen` when the plan names it among its own."""

    crosswalk: Crosswalk
    rows: tuple[Assessed, ...]
    is_chosen: bool

    @property
    def totals(self) -> tuple[tuple[Status, int], ...]:
        """How many rows carry each of the five words."""
        return tuple((one, sum(row.status == one for row in self.rows)) for one in statuses())


def assessments(audit: Audit) -> tuple[Assessment, ...]:
    """All frameworks: those that the plan names first, then the others."""
    chosen = {name.casefold() for name in audit.facts.plan.policy.frameworks}
    by = _Judge(
        audit,
        holdings(audit),
        {c.point.citation: c for c in control_matrix(audit)},
        _touching(audit.findings),
        frozenset(r.name for r in audit.checked if not r.gdpr or audit.facts.gdpr_applies),
    )
    found = [
        Assessment(walk, tuple(by.assessed(row) for row in walk.rows), _names(chosen, walk)) for walk in crosswalks()
    ]
    return tuple(sorted(found, key=lambda one: not one.is_chosen))


def _names(chosen: set[str], walk: Crosswalk) -> bool:
    """The plan names the framework, or the family that it belongs to: `nist`, `nis2`."""
    id_ = walk.framework.id
    return any(id_ == name or id_.startswith(f"{name}-") for name in chosen)


class _Judge(NamedTuple):
    """What is asked again for every row: findings by the clause that they touch, and the rules that had a say."""

    audit: Audit
    held: Mapping[str, Holding]
    controls: Mapping[str, Control]
    touching: Mapping[str, tuple[Finding, ...]]
    ran: frozenset[str]

    def assessed(self, row: Row) -> Assessed:
        """One row on this plan."""
        citation = row.clause.citation
        found = tuple(self.held[e.code] for e in row.evidence)
        control = self.controls.get(citation)
        if control is not None:
            return Assessed(row, control.status, control.reason, control.lacking, found, control.findings, control)
        findings = self.touching.get(citation, ())
        reason = _not_applicable(row, self.audit)
        if reason:
            return Assessed(row, status("not-applicable"), reason, (), found, findings)
        lacking = tuple(_in_short(h) for h in found if not h.is_whole)
        word = earned(
            shown=any(h.shown for h in found),
            lacking=bool(lacking or findings),
            judged=any(r.name in self.ran for r in row.rules) and not row.clause.judgement,
        )
        return Assessed(row, status(word), "", lacking, found, findings)


def _touching(findings: Iterable[Finding]) -> dict[str, tuple[Finding, ...]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        for citation in finding.clauses:
            found.setdefault(citation, []).append(finding)
    return {citation: tuple(those) for citation, those in found.items()}


def _in_short(held: Holding) -> str:
    """The first thing that one kind of evidence lacks, and how many more; else the faults that rules find with it."""
    if held.lacking:
        more = len(held.lacking) + len(held.findings) - 1
        return f"{held.code.title}: {held.lacking[0]}" + (f", and {more} more" if more else "")
    faults = f"{counted(len(held.findings), 'finding')} of the rules on it" if held.findings else "nothing in the plan"
    return f"{held.code.title}: {faults}"


def _not_applicable(row: Row, audit: Audit) -> str:
    """Why the clause does not concern this organisation, in the words of the plan; empty when the plan gives none."""
    if row.clause.framework in OF_PERSONAL_DATA and declares_no_personal_data(audit):
        return NO_PERSONAL_DATA
    gdpr = audit.facts.plan.organization.gdpr
    officer = gdpr.dpo if gdpr is not None else None
    if officer is None or officer.required is not False or officer.name is not None or not officer.reason:
        return ""
    return officer.reason if row.clause.citation.partition("(")[0] in OFFICER else ""
