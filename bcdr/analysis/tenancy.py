"""Shared stores: whose data lies side by side, and how one customer or many would come back out of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from bcdr.model.datastore import Datastore, TenantRestore
from bcdr.model.drill import Drill
from bcdr.model.plan import Plan
from bcdr.model.runbook import Runbook
from bcdr.model.service import Service


class Way(NamedTuple):
    """One granularity of restore: a runbook is named, its time is known, a drill has used it."""

    is_written: bool
    is_timed: bool
    is_tried: bool


def is_shared(store: Datastore, users: Iterable[Service], stores_of: Callable[[Service], Iterable[Datastore]]) -> bool:
    """It keeps several customers: as it says, or as a service on it says none of whose stores says so itself."""
    if store.class_ == "derived":
        return False
    return store.multi_tenant or (
        store.class_ == "truth" and any(u.multi_tenant and not any(s.multi_tenant for s in stores_of(u)) for u in users)
    )


def way(restore: TenantRestore | None, plan: Plan, drills: Callable[[Runbook], Iterable[Drill]]) -> Way:
    """What is known of one granularity; a time in the steps of the runbook counts as well."""
    runbook = plan.runbooks.get(restore.runbook) if restore is not None and restore.runbook is not None else None
    if restore is None or runbook is None:
        return Way(is_written=False, is_timed=False, is_tried=False)
    is_timed = restore.takes is not None or any(step.takes is not None for step in runbook.steps)
    return Way(is_written=True, is_timed=is_timed, is_tried=any(True for _ in drills(runbook)))
