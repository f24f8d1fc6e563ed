"""What the plan holds on risk and privacy: the register of risks, of processing, and impact assessments."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.model.catalogue import SCENARIOS
from bcdr.report.holding.part import Told, some, where


def risks(facts: Facts) -> Told:
    """The risk register and the scenarios that were weighed."""
    risks = facts.plan.risks.values()
    weighed = [c for c in facts.coverage if c.entry is not None]
    asked = sum(c.id in SCENARIOS for c in weighed)
    shown = (*some(len(risks), "risk"), *some(asked, "scenario", rest=f" of {len(SCENARIOS)} of the catalogue"))
    return shown, (
        *(() if risks else ("no risk register",)),
        *where((r for r in risks if r.likelihood is None or r.severity is None), "no likelihood or no severity"),
        *where((r for r in risks if r.treatment is None), "what is done about it is not said"),
    )


def processing(facts: Facts) -> Told:
    """The register of processing activities."""
    found = facts.plan.processing.values()
    bare = (p for p in found if not p.subjects or not p.categories or not p.retention)
    return some(len(found), "processing activity", "processing activities"), where(
        bare, "people, data or time limits missing"
    )


def assessments(facts: Facts) -> Told:
    """Impact assessments and screenings."""
    plan = facts.plan
    screened = [p for p in plan.processing.values() if p.screening is not None and p.screening.decision is not None]
    shown = (*some(len(plan.dpias), "impact assessment"), *some(len(screened), "screening"))
    special = {s.id: s.personal is not None and s.personal.level in {"special", "criminal"} for s in facts.stores}
    lacking = (s for s in facts.stores if facts.has_personal_data(s))
    return shown, where(
        (s for s in lacking if facts.lacks_assessment(s, special=special[s.id])), "an impact assessment is missing"
    )
