"""What is out of support, what rests on it first of all, and the way to replace it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from bcdr.analysis.duration import runbook_time
from bcdr.model.change import Component
from bcdr.model.datastore import Datastore
from bcdr.model.plan import Plan
from bcdr.model.record import Entry
from bcdr.model.service import Service


class Replacement(NamedTuple):
    """The recorded way to rebuild or replace a component, and how long it takes; None where nobody wrote it."""

    is_written: bool
    takes: timedelta | None


def replacement(component: Component, plan: Plan) -> Replacement:
    """As the component says, else as the steps of its runbook do."""
    book = plan.runbooks.get(component.runbook) if component.runbook is not None else None
    if book is None or not book.steps:
        return Replacement(component.rebuild is not None, component.takes)
    return Replacement(is_written=True, takes=component.takes or runbook_time(book))


def resting(
    plan: Plan, as_of: date, tier: Callable[[Entry], int | None], held: Mapping[str, tuple[Entry, ...]]
) -> Mapping[str, tuple[Component, ...]]:
    """Components out of support before `as_of`, by the reference of the first that rests on each.

    First is the most critical tier, and data before services. A place stands for all that is `held` there.
    """
    found: dict[str, list[Component]] = {}
    for component in plan.components.values():
        if component.end_of_support is None or component.end_of_support >= as_of:
            continue
        named = (e for ref in component.used_by for e in held.get(ref, (plan.find(ref),)))
        users = [e for e in named if isinstance(e, (Datastore, Service)) and e.active]
        if users:
            first = min(users, key=lambda e: (tier(e) or 0, isinstance(e, Service)))
            found.setdefault(first.ref, []).append(component)
    return {ref: tuple(components) for ref, components in found.items()}
