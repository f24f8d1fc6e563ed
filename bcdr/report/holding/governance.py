"""What the plan holds on its own standing: whose it is, what it covers, who approved and audited it, what followed."""

from __future__ import annotations

from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.report.action import NOT_PROVEN, not_proven
from bcdr.report.holding.part import YEAR, Told, some, where
from bcdr.report.wording import ROLES, day


def organization(facts: Facts) -> Told:
    """Whose plan it is, and in which role."""
    own, gdpr = facts.plan.organization, facts.plan.organization.gdpr
    shown, lacking = [], []
    if own.country:
        shown.append(f"{own.name}, {own.country}")
    else:
        lacking.append("the country of establishment is not written")
    if gdpr is not None and gdpr.role:
        shown.append(f"role under the GDPR: {ROLES[gdpr.role]}")
    elif facts.gdpr_applies:
        lacking.append("the role under the GDPR is not written")
    if gdpr is not None and gdpr.dpo is not None and gdpr.dpo.required is not None:
        shown.append("the need of a data protection officer is decided")
    elif facts.gdpr_applies:
        lacking.append("whether a data protection officer is needed is not said")
    return tuple(shown), tuple(lacking)


def scope(facts: Facts) -> Told:
    """What the plan covers and must meet."""
    scope = facts.plan.organization.scope
    if scope is None:
        return (), ("the plan does not say what it covers",)
    shown = (*some(len(scope.includes), "thing", rest=" covered"), *some(len(scope.requirements), "requirement"))
    return shown or (("its purpose",) if scope.purpose else ()), (
        () if scope.requirements else ("no requirement of law or contract is named",)
    )


def approval(facts: Facts) -> Told:
    """Whether somebody approved the plan and its review is not past."""
    approved, due = facts.approval.approved, facts.approval.next_review
    if approved is not None and due is not None and due >= facts.as_of:
        return (f"plan approved {approved.occurred}, review due {due}",), ()
    return (), ("no approval of the plan that is still within its review period",)


def approvals(facts: Facts) -> Told:
    """Approval, review and versions of the plan."""
    shown, lacking = approval(facts)
    return (*shown, *some(len(facts.plan.versions), "version")), lacking


def audits(facts: Facts) -> Told:
    """Audits, management reviews and certificates."""
    held = [r for r in facts.plan.reviews.values() if r.kind in {"audit", "management-review"}]
    recent = [r for r in held if r.occurred is not None and timedelta() <= facts.age(r.occurred) <= YEAR]
    valid = [c for c in facts.plan.certificates.values() if c.valid_until is not None and c.valid_until >= facts.as_of]
    shown = (
        *(f"{r.kind.replace('-', ' ')} of {day(r.occurred)}" for r in recent),
        *some(len(valid), "certificate", rest=" in force"),
    )
    return shown, () if recent else ("no audit and no management review within a year",)


def actions(facts: Facts) -> Told:
    """What followed from drills and incidents, and what of it is late."""
    actions = facts.plan.actions.values()
    late = (a for a in actions if a.status in {"open", "in-progress"} and (a.due is None or a.due < facts.as_of))
    lacking = where(late, "past its date, or without one") + where(not_proven(facts), NOT_PROVEN)
    return some(len(actions), "action"), lacking


def incidents(facts: Facts) -> Told:
    """Past incidents, and where breaches are registered."""
    breach = facts.plan.organization.gdpr.breach if facts.plan.organization.gdpr is not None else None
    shown = some(len(facts.plan.incidents), "past incident")
    shown += ("it says where the register of breaches is kept",) if breach is not None and breach.register else ()
    lacking = ("where the register of breaches is kept is not said",) if breach is None or not breach.register else ()
    return shown, lacking if facts.gdpr_applies else ()
