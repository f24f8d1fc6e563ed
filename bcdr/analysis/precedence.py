"""In which order services come back: what others need first, and of two that could both be next the more urgent one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

from bcdr.analysis.usage import service_tier
from bcdr.model.service import Service


def derived_order(services: Iterable[Service], rto_of: Callable[[Service], timedelta | None]) -> tuple[Service, ...]:
    """The services, first to come back first.

    Each stands behind the services that it cannot do without; a dependency with a fallback does not hold it up. What
    several could be next is decided by tier, then by recovery time objective (an unknown one last), then by the order
    in which they are written. A service is as urgent as the most urgent one that waits for it. Of services that wait
    for each other the most urgent one goes first.
    """
    listed = list(services)
    own = {s.id: (service_tier(s), rto_of(s) or timedelta.max, n) for n, s in enumerate(listed)}
    needs = {s.id: _needs(s) & own.keys() for s in listed}
    below = {id_: _below(id_, needs) for id_ in own}
    # what a service waits for, without those that wait for it in turn
    waits_for = {id_: {n for n in below[id_] if id_ not in below[n]} for id_ in own}
    urgency = {id_: min(own[i] for i in own if i == id_ or id_ in below[i]) for id_ in own}
    by_id = {s.id: s for s in listed}
    order: list[Service] = []
    while by_id:
        ready = [id_ for id_ in by_id if not waits_for[id_] & by_id.keys()]
        order.append(by_id.pop(min(ready, key=lambda id_: (urgency[id_], own[id_]))))
    return tuple(order)


def _needs(service: Service) -> set[str]:
    return {d.on[9:] for d in service.depends_on if d.on.startswith("services/") and d.fallback is None}


def _below(id_: str, needs: Mapping[str, set[str]]) -> set[str]:
    """Everything that a service needs, and what that needs in turn."""
    found: set[str] = set()
    todo = [id_]
    while todo:
        for needed in needs[todo.pop()] - found:
            found.add(needed)
            todo.append(needed)
    return found
