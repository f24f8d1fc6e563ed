"""When an object last changed in earnest: what was proved before that day is not proved any more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bcdr.model.plan import Plan

MAJOR = frozenset({"migration", "storage-upgrade", "engine-upgrade", "decommission", "network"})
"""Kinds of change after which a recovery may work differently; an ordinary release is none of them."""


def last_changes(plan: Plan, as_of: date) -> Mapping[str, date]:
    """By reference, the newest major change up to `as_of`: as the object itself says, or as a change that was done."""
    found: dict[str, date] = {}

    def note(ref: str, day: date | None) -> None:
        if day is not None and day <= as_of and (ref not in found or found[ref] < day):
            found[ref] = day

    for service in plan.services.values():
        note(service.ref, service.changed)
    for store in plan.datastores.values():
        note(store.ref, store.changed)
    for change in plan.changes.values():
        if change.status == "done" and change.kind in MAJOR:
            for ref in change.affects:
                note(ref, change.occurred or change.planned)
    return found
