"""What a plan holds of each kind of evidence, and what is missing, old or unsaid in it: the facts behind a status.

One function a code of `frameworks.evidence`; each gives what is shown and what is lacking, in plain words. No evidence
is whole while a rule finds fault with what it is made of.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.finding import Finding, Severity
from bcdr.frameworks.evidence import EvidenceCode, evidence_codes
from bcdr.report.holding import copies, governance, inventory, privacy, readiness
from bcdr.report.holding.part import Told


class Holding(NamedTuple):
    """What the plan holds of one kind of evidence."""

    code: EvidenceCode
    shown: tuple[str, ...]
    lacking: tuple[str, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Something is shown, nothing lacks, and no rule finds fault with it."""
        return bool(self.shown) and not self.lacking and not self.findings


def holdings(audit: Audit) -> dict[str, Holding]:
    """Every kind of evidence by its code, in the order in which documents explain them."""
    families = {rule.name: rule.family for rule in audit.checked}
    faults: dict[str, list[Finding]] = {}
    for finding in audit.findings:
        if finding.waiver is None and finding.severity is not Severity.INFO:
            faults.setdefault(MADE_OF[families[finding.rule]], []).append(finding)
    return {
        one.code: Holding(one, *_TELLERS[one.code](audit.facts), tuple(faults.get(one.code, ())))
        for one in evidence_codes()
    }


MADE_OF = {
    "coverage": "BAK",
    "backups": "BAK",
    "isolation": "BAK",
    "control": "ACC",
    "objectives": "BIA",
    "drills": "TEST",
    "people": "ROLE",
    "communication": "COMM",
    "vendors": "VEND",
    "runbooks": "RUN",
    "privacy": "DATA",
    "change": "SYS",
    "integrity": "APPR",
}
"""The kind of evidence that each family of rules finds fault with."""


_TELLERS: dict[str, Callable[[Facts], Told]] = {
    "ORG": governance.organization,
    "SCOPE": governance.scope,
    "BIA": inventory.impact,
    "SYS": inventory.systems,
    "DATA": inventory.data,
    "BAK": copies.backups,
    "KEY": copies.keys,
    "ACC": copies.access,
    "VEND": inventory.vendors,
    "RISK": privacy.risks,
    "RUN": readiness.runbooks,
    "ROLE": readiness.roles,
    "COMM": readiness.communication,
    "TEST": readiness.tests,
    "ACT": governance.actions,
    "INC": governance.incidents,
    "APPR": governance.approvals,
    "TRAIN": readiness.training,
    "ROPA": privacy.processing,
    "DPIA": privacy.assessments,
    "MON": copies.monitoring,
    "CAP": inventory.capacity,
    "AUD": governance.audits,
}
