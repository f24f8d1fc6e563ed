"""Everything is down, and everybody wants to be first."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.plan import Plan
from bcdr.rules.rule import rule

FEW = 3


@rule(
    std="W",
    micro="-",
    clauses=["iso22301 8.2.2", "iso22301 8.4.5", "nis2-ir 4.1.2", "nist-csf ID.AM-05", "nist-800-34 I3"],
    fix="auto",
)
def restore_order_missing(plan: Plan, facts: Facts) -> Iterator[Deviation]:
    """More than three services, and no agreed order in which they come back.

    ## Why
    A university lost the storage under most of its systems at once and worked for about a month to bring them back
    (incident kcl-2016). Who comes first is settled best while nobody is shouting.

    ## Bad
    ```yaml
    services:
      intranet: {tier: 4, at: office, rto: 14d, rpo: 14d, mtpd: 30d}
    recovery_order: {order: [], approved_by: unknown}
    ```

    ## Good
    ```yaml
    services:
      intranet: {tier: 4, at: office, rto: 14d, rpo: 14d, mtpd: 30d}
    recovery_order: {order: [shop, office, reports, intranet], approved_by: roles/managing-director}
    ```

    ## Clears
    `recovery_order` with the services in order, and who approved it.

    ## Choices
    An order that is written and that nobody has approved yet is half an order: one step lower.
    """
    if len(facts.services) <= FEW:
        return
    order = plan.recovery_order
    if order is None or not order.order:
        yield Deviation(
            at=("recovery_order",),
            message=f"{len(facts.services)} services, and nobody has agreed which comes back first",
            help="agree an order along the dependencies, and write it under `recovery_order`",
        )
    elif order.approved_by is None:
        yield Deviation(
            at=("recovery_order",),
            message="the order in which services come back was never approved by anybody",
            help="let somebody with authority over all services approve it: `approved_by`",
            lower=True,
        )
