"""Checks of the impact assessment: screening, content, advice, review, residual risk, sign-off."""

from __future__ import annotations

from bcdr.audit import Audit
from bcdr.frameworks.dpia import checklist, screening
from bcdr.model.privacy import Dpia, Screening
from bcdr.report.art35.annex2 import is_answered
from bcdr.report.gap import Gap

HIGH_LEVEL = 3
"""Residual severity and likelihood from which high risk remains on the four-level scales."""


def dpia_checks(dpia: Dpia | None, audit: Audit) -> tuple[Gap, ...]:
    """Gaps of an assessment, or of the whole register where there is none."""
    found = [*_screening_gaps(audit)]
    if dpia is None:
        return tuple(found)
    missing = [c for c in checklist() if not is_answered(dpia, c.id) and c.id != "officer-advice"]
    found += [
        Gap("dpia-content-gap", "medium", dpia.ref, f"{c.part} {c.title}: nothing is written", f"say: {c.asks.lower()}")
        for c in missing
    ]
    advice = dpia.opinions.dpo if dpia.opinions is not None else None
    if advice is None or not advice.text:
        found.append(
            Gap(
                "dpia-no-dpo-advice",
                "medium",
                dpia.ref,
                "no advice of the data protection officer is recorded",
                "record it word for word, or why there is no officer",
            )
        )
    if dpia.review is None or dpia.review.next is None or dpia.review.next < audit.facts.as_of:
        found.append(
            Gap(
                "dpia-review-overdue",
                "medium",
                dpia.ref,
                "no review is planned, or its day has passed",
                "set the next review, or do it",
            )
        )
    if _high_remains(dpia) and (dpia.prior_consultation is None or not dpia.prior_consultation.needed):
        found.append(
            Gap(
                "dpia-high-residual-no-consultation",
                "high",
                dpia.ref,
                "high risk remains and no consultation of the authority is planned (Art. 36)",
                "reduce the risk, or consult",
            )
        )
    decision, changed = dpia.decision, dpia.reviewed
    if decision is not None and decision.occurred and changed and changed > decision.occurred:
        found.append(
            Gap(
                "approval-after-change",
                "high",
                dpia.ref,
                f"changed {changed} after the decision of {decision.occurred}",
                "decide again",
            )
        )
    return tuple(found)


def _high_remains(dpia: Dpia) -> bool:
    if dpia.risks is None:
        return False
    for event in (dpia.risks.access, dpia.risks.modification, dpia.risks.disappearance):
        left = event.residual if event is not None else None
        if left is not None and (left.severity or 0) >= HIGH_LEVEL and (left.likelihood or 0) >= HIGH_LEVEL:
            return True
    return False


def _screening_gaps(audit: Audit) -> list[Gap]:
    found = []
    covered = {p for d in audit.facts.plan.dpias.values() for p in d.processing}
    for p in audit.facts.plan.processing.values():
        if p.role == "processor":
            continue
        record = p.screening
        if p.id in covered or p.dpia:
            continue
        if record is None or record.decision is None:
            found.append(
                Gap(
                    "dpia-screening-missing",
                    "medium",
                    p.ref,
                    f"{p.title}: nobody recorded whether an assessment is needed",
                    "answer the nine criteria and decide",
                )
            )
        elif _required(record) and not (record.decision == "not-required" and record.reason and record.by):
            found.append(
                Gap(
                    "dpia-required-missing",
                    "high",
                    p.ref,
                    f"{p.title}: an assessment is expected and none exists",
                    "write it, or sign a reasoned exception",
                )
            )
    return found


def _required(record: Screening) -> bool:
    return bool(record.art35_3) or sum(bool(a.met) for a in record.criteria.values()) >= screening().assessment_from
