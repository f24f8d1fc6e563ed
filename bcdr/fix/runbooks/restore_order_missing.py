"""An order in which the services come back, to be agreed."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.analysis.precedence import derived_order
from bcdr.finding import Finding
from bcdr.source.edit import Add, Edit, Noted, Set

_REMARK = "Derived by bcdr from dependencies, tiers and recovery times: change it as you see fit, then have it approved"


def restore_order_missing(finding: Finding, facts: Facts) -> Iterator[Edit]:
    """The order that follows from the dependencies; `approved_by` stays unknown.

    What comes back first is a decision about money and people. The tool can only propose, so the finding stays, one
    step lower, until somebody with authority over all services has approved the order. An order that people wrote is
    never changed.
    """
    del finding
    order = facts.plan.recovery_order
    if order is not None and order.order:
        return
    proposed = [s.id for s in derived_order(facts.services, facts.rto_of)]
    approved = {"approved_by": Noted(None, "TODO: who agreed, such as roles/managing-director")}
    if order is None:
        yield Add(("recovery_order",), {"order": proposed, **approved}, _REMARK)
        return
    if order.is_declared("order"):
        yield Set(("recovery_order", "order"), proposed, _REMARK)
    else:
        yield Add(("recovery_order",), {"order": proposed}, _REMARK)
    if not order.is_declared("approved_by"):
        yield Add(("recovery_order",), approved)
