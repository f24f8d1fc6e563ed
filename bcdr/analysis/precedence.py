"""In which order services come back: what others need first, and of two that could both be next the more urgent one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from bcdr.analysis.usage import service_tier
from bcdr.model.service import Service

_Urgency = tuple[int, timedelta, int]


def derived_order(services: Iterable[Service], rto_of: Callable[[Service], timedelta | None]) -> tuple[Service, ...]:
    """The services, first to come back first.

    Each stands behind the services that it depends on. What several could be next is decided by tier, then by recovery
    time objective (an unknown one last), then by the order in which they are written. A service is as urgent as the
    most urgent one that waits for it. In a circle of dependencies the most urgent one goes first.
    """
    listed = list(services)
    own = {s.id: (service_tier(s), rto_of(s) or timedelta.max, n) for n, s in enumerate(listed)}
    needs = {s.id: {d.on[9:] for d in s.depends_on if d.on.startswith("services/")} & own.keys() for s in listed}
    urgency = _inherited(own, needs)
    by_id = {s.id: s for s in listed}
    waiting = {s.id for s in listed}
    order: list[Service] = []
    while waiting:
        ready = [id_ for id_ in waiting if not (needs[id_] - {id_}) & waiting] or waiting
        first = min(ready, key=lambda id_: (urgency[id_], own[id_]))
        waiting.remove(first)
        order.append(by_id[first])
    return tuple(order)


def _inherited(own: dict[str, _Urgency], needs: dict[str, set[str]]) -> dict[str, _Urgency]:
    """By service the urgency of the most urgent one that waits for it, itself included."""
    urgency = dict(own)
    todo = sorted(own, key=lambda id_: own[id_])
    while todo:
        id_ = todo.pop(0)
        for needed in sorted(needs[id_]):
            if urgency[id_] < urgency[needed]:
                urgency[needed] = urgency[id_]
                todo.append(needed)
    return urgency
