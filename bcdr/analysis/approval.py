"""Whether the plan is in force: who approved it, when, and when it is due for review."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from bcdr.analysis.age import after
from bcdr.analysis.limit import PLAN_REVIEW, span
from bcdr.model.organization import Review
from bcdr.model.plan import Plan

AUTHORITY = frozenset({"approve-plan", "spend"})
"""Powers that show authority over money and people."""


class Approval(NamedTuple):
    """The newest approval and the newest look at the plan as a whole (approval, review or audit)."""

    approved: Review | None
    reviewed: date | None
    review_every: timedelta
    announced: date | None = None

    @property
    def next_review(self) -> date | None:
        """When the next review is due: after the interval, or before that as announced; None when there is none."""
        days = [self.announced, after(self.reviewed, self.review_every)]
        return min((d for d in days if d is not None), default=None)


def approval(plan: Plan, as_of: date) -> Approval:
    """State of the plan on `as_of`. Reviews with a scope of their own do not count for the whole."""
    whole = [r for r in plan.reviews.values() if r.scope is None and r.occurred is not None and r.occurred <= as_of]
    approvals = [r for r in whole if r.kind == "approval"]
    newest = max(approvals, key=_when, default=None)
    last = max(whole, key=_when, default=None)
    reviewed = _when(last) if last is not None else None
    every = plan.policy.review_every or span(PLAN_REVIEW, plan)
    return Approval(newest, reviewed, every, last.next if last is not None else None)


def has_authority(review: Review, plan: Plan) -> bool:
    """Whoever approved may decide about money and people: by the role named, by a role held, or as an owner."""
    person = plan.people.get(review.by) if review.by is not None else None
    if person is not None and person.employment == "owner":
        return True
    named = plan.roles.get(review.role) if review.role is not None else None
    if named is not None and AUTHORITY & set(named.powers):
        return True
    return any(
        AUTHORITY & set(r.powers) for r in plan.roles.values() if review.by is not None and r.holder == review.by
    )


def _when(review: Review) -> date:
    return review.occurred or date.min
