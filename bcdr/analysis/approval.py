"""Whether the plan is in force: who approved it, when, and when it is due for review."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from bcdr.model.organization import Review
from bcdr.model.plan import Plan
from bcdr.model.value import UNBOUNDED

REVIEW_EVERY = timedelta(days=365)
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
        """When the next review is due: as announced, else after the interval; None when there is none."""
        if self.announced is not None:
            return self.announced
        if self.reviewed is None or self.review_every == UNBOUNDED:
            return None
        return self.reviewed + self.review_every


def approval(plan: Plan, as_of: date) -> Approval:
    """State of the plan on `as_of`. Reviews with a scope of their own do not count for the whole."""
    whole = [r for r in plan.reviews.values() if r.scope is None and r.occurred is not None and r.occurred <= as_of]
    approvals = [r for r in whole if r.kind == "approval"]
    newest = max(approvals, key=_when, default=None)
    last = max(whole, key=_when, default=None)
    reviewed = _when(last) if last is not None else None
    return Approval(newest, reviewed, plan.policy.review_every or REVIEW_EVERY, last.next if last is not None else None)


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
