"""Keys inside what they open, and instructions inside what they bring back."""

from __future__ import annotations

from collections.abc import Callable, Collection

from bcdr.analysis.place import Label, Labels, same
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.plan import Plan
from bcdr.model.runbook import Runbook

NEAR: tuple[Label, ...] = ("storage", "site")


def key_circle(store: Datastore, plan: Plan) -> tuple[str, ...]:
    """The chain by which opening any backup of `store` needs `store`; empty when one can be opened without it.

    A backup opens when it is not encrypted, when a copy of its key lies outside the datastores, or when a store that
    holds its key could be opened first. A key of which nobody wrote where it is makes no circle.
    """
    return _locked(store, plan, (store.ref,))


def _locked(store: Datastore, plan: Plan, way: tuple[str, ...]) -> tuple[str, ...]:
    backups = [c for c in store.copies.values() if c.is_backup]
    found: tuple[str, ...] = ()
    for copy in backups:
        chain = _needed(copy, plan, way)
        if not chain:
            return ()
        found = found or chain
    return found


def _needed(copy: Copy, plan: Plan, way: tuple[str, ...]) -> tuple[str, ...]:
    """The way from a copy round to something on `way`; empty when its key can be had."""
    key = copy.encrypted.key if copy.encrypted is not None and copy.encrypted.applied else None
    kept = [ref for ref in (key.at, key.second_copy) if ref is not None] if key is not None else []
    found: tuple[str, ...] = ()
    for ref in kept:
        holder = plan.find(ref)
        if not isinstance(holder, Datastore):
            return ()
        chain = (*way, ref) if ref in way else _locked(holder, plan, (*way, ref))
        if not chain:
            return ()
        found = found or chain
    return found


def unreadable(book: Runbook, plan: Plan, labels: Callable[[str], Labels], homes: Collection[Labels]) -> str | None:
    """The place of a copy of the runbook, when every copy lies with what it brings back; None when one does not.

    Nothing is said of a runbook of which no copy is recorded. What lies in the same storage or site is lost with it.
    """
    kept = [c.at for c in book.copies_kept]
    kept += [k.at for k in plan.kept.values() if "runbooks" in k.includes]
    if not kept or not homes:
        return None
    inside = all(any(same(labels(ref), home, label) for home in homes for label in NEAR) for ref in kept)
    return kept[0] if inside else None
