"""A plan that nobody with authority stands behind, or that nobody has looked at for long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.analysis.limit import PLAN_REVIEW
from bcdr.finding import Deviation
from bcdr.model.plan import Plan
from bcdr.rules.phrase import length
from bcdr.rules.rule import Days, rule


@rule(
    std="W",
    micro="I",
    clauses=["gdpr 5(2)", "gdpr 24(1)", "iso22301 5.1", "iso22301 9.3", "nis2 20", "nist-800-34 P7"],
    causes={"never-approved": ("E", "I"), "long-overdue": ("E", "W"), "overdue": ("W", "W")},
)
def plan_not_in_force(plan: Plan, facts: Facts, *, limit: Days = PLAN_REVIEW.days) -> Iterator[Deviation]:
    """Nobody with authority approved the plan, or its review is overdue.

    ## Why
    A manual lay in the drawer when a data centre burnt, but nobody at the top had made it his own: there was no command
    and no practice (incident kakao-2022).

    ## Bad
    ```yaml
    reviews:
      2026-approval: {occurred: 2025-09-01}
    ```

    ## Good
    ```yaml
    reviews:
      2026-approval: {kind: approval, by: maria, role: managing-director, occurred: 2026-09-01}
    ```

    ## Clears
    An approval by somebody who may decide about money and people, and a review each year, both with name and date.

    ## Choices
    Authority is the power `approve-plan` or `spend` of the role in which somebody approved, or of a role that person
    holds; an owner of the company has it. `policy.review_every` goes before the option. One finding at most.

    ## Options
    - limit: longest time since the last approval or review
    """
    if not facts.protects_something:
        return
    approval = facts.approval
    every = plan.policy.review_every or timedelta(days=limit)
    if approval.approved is None or approval.reviewed is None:
        yield Deviation(
            at=plan.pointer("reviews"),
            message="nobody has ever approved this plan",
            help="let somebody who may decide about money and people read and approve it, and note it under `reviews`",
            cause="never-approved",
        )
        return
    age = facts.age(approval.reviewed)
    if age > every:
        yield Deviation(
            at=plan.pointer("reviews"),
            message=f"the plan was last looked at on {approval.reviewed.isoformat()}, {length(age)} ago; "
            f"it should be every {length(every)}",
            help="read it with the people in it, correct it, and note the review with name and date",
            cause="long-overdue" if age > 2 * every else "overdue",
        )
    elif not facts.has_authority(approval.approved):
        who = facts.name_of(approval.approved.by and f"people/{approval.approved.by}")
        yield Deviation(
            at=approval.approved.path,
            message=f"the plan was approved by {who}, who is not shown to decide about money and people",
            help="let somebody with that authority approve it, or give the role the power `approve-plan`",
            cause="authority",
        )
