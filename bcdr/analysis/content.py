"""Which headings of a continuity plan are empty, and where their words would stand."""

from __future__ import annotations

from collections.abc import Mapping

from bcdr.model.plan import Plan
from bcdr.model.record import Pointer


def empty_headings(plan: Plan) -> Mapping[str, Pointer]:
    """The fields that would fill them, by the id of the heading; what is written is not judged."""
    return {id_: where for id_, (where, is_written) in _headings(plan).items() if not is_written}


def _headings(plan: Plan) -> Mapping[str, tuple[Pointer, bool]]:
    scope, activation, talk = plan.organization.scope, plan.activation, plan.communication
    services = [s for s in plan.services.values() if s.active]
    books = plan.runbooks.values()
    ways = [p.contacts for found in (plan.people, plan.roles, plan.vendors) for p in found.values()]
    own_start = any(b.activation is not None for b in books)
    start = activation is not None and bool(activation.threshold or activation.criteria) and bool(activation.decided_by)
    return {
        "purpose": (("organization", "scope", "purpose"), scope is not None and bool(scope.purpose)),
        "audience": (("organization", "scope", "audience"), scope is not None and bool(scope.audience)),
        "roles": (("roles",), any(r.duty for r in plan.roles.values())),
        "contacts": (("people",), any(ways)),
        "activation": (("activation",), start or own_start),
        "stand-down": (("activation", "stand_down"), activation is not None and bool(activation.stand_down)),
        "order": (("recovery_order",), _has_order(plan, [s.tier for s in services])),
        "recovery": (("runbooks",), any(b.steps for b in books)),
        "objectives": (("services",), any(s.rto is not None for s in services) or _has_tier_objectives(plan)),
        "resources": (("runbooks",), any(b.needs or b.target or any(s.needs for s in b.steps) for b in books)),
        "dependencies": (("services",), any(s.depends_on or s.parts for s in services)),
        "reporting": (("communication",), bool(plan.channels) or (talk is not None and bool(talk.notify))),
        "return": (("runbooks",), any(b.returns for b in books)),
        "availability": (("kept",), bool(plan.kept)),
    }


def _has_tier_objectives(plan: Plan) -> bool:
    return any(t.rto is not None for t in plan.policy.tiers.values())


def _has_order(plan: Plan, tiers: list[int | None]) -> bool:
    """An order was agreed, or each service has a tier of its own, so that only one order is possible."""
    if plan.recovery_order is not None and plan.recovery_order.order:
        return True
    return len(tiers) < 2 or (None not in tiers and len(set(tiers)) == len(tiers))
