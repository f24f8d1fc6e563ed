"""How long single pieces of a recovery take: a restore, a rebuild, a step, a runbook read on its own."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from bcdr.analysis.age import add, times
from bcdr.model.datastore import Copy, Datastore, RestoreDesign
from bcdr.model.runbook import Runbook, Step
from bcdr.model.value import UNBOUNDED

UNMEASURED_RATE = 50e6
"""Bytes per second assumed where nobody stated the rate of a restore."""


class Figure(NamedTuple):
    """A length, and what it rests on."""

    value: timedelta
    basis: str


def restore_time(store: Datastore, unmeasured: float = UNMEASURED_RATE, copy: Copy | None = None) -> Figure | None:
    """Retrieval delay plus size divided by rate; None without a size. An unmeasured rate is assumed and said so.

    `copy` is the one that is read; its own figures go before those of the store. Without it the first copy that has
    figures stands for all.
    """
    if store.size is None:
        return None
    design = _design(store, copy)
    rate = design.rate if design is not None and design.rate else None
    basis = "stated rate" if rate else f"assumed {unmeasured / 1e6:g} MB/s"
    if rate and design is not None and design.measured:
        basis = f"rate measured {design.measured.isoformat()}"
    rate = rate or unmeasured
    return Figure(add(_delay(design), _seconds(store.size / rate) if rate else UNBOUNDED), basis)


def stated_restore(store: Datastore, copy: Copy | None = None) -> timedelta:
    """What the plan's own rate and delay say, zero where it states neither."""
    design = _design(store, copy)
    if design is None or store.size is None or not design.rate:
        return _delay(design)
    return add(_delay(design), _seconds(store.size / design.rate))


def _design(store: Datastore, copy: Copy | None) -> RestoreDesign | None:
    if copy is not None:
        return copy.restore or store.restore
    return store.restore or next((c.restore for _, c in sorted(store.copies.items()) if c.restore), None)


def _delay(design: RestoreDesign | None) -> timedelta:
    return design.retrieval_delay if design is not None and design.retrieval_delay else timedelta()


def _seconds(count: float) -> timedelta:
    try:
        return timedelta(seconds=count)
    except OverflowError:
        return UNBOUNDED


def rebuild_time(store: Datastore) -> Figure | None:
    """How long derived data takes to be made again: the larger of estimate and last measurement; None if neither."""
    if store.rebuild is None:
        return None
    estimate, measured = store.rebuild.duration, store.rebuild.measured
    if measured is not None and (estimate is None or measured >= estimate):
        return Figure(measured, "measured")
    return Figure(estimate, "estimate") if estimate is not None else None


def step_time(step: Step, hands: int | None = None) -> timedelta | None:
    """How long a step takes: pieces are shared by `hands`, else by as many people as it asks for; None if not known."""
    if step.takes is None or step.items is None:
        return step.takes
    return times(-(-step.items // max(1, hands if hands is not None else step.people or 1)), step.takes)


def runbook_time(runbook: Runbook) -> timedelta | None:
    """Longest path over the estimated steps; None when a step has no estimate or the steps form a cycle.

    This is the runbook read on its own: people and links that other work holds are the business of the schedule.
    """
    ends: dict[str, timedelta] = {}
    last = ""
    longest = timedelta()
    for number, step in enumerate(runbook.steps):
        takes = step_time(step)
        if takes is None:
            return None
        key = step.id or f"#{number}"
        before = step.after or ((last,) if last else ())
        if any(b not in ends for b in before):
            return None
        ends[key] = add(max((ends[b] for b in before), default=timedelta()), takes)
        longest = max(longest, ends[key])
        last = key
    return longest if runbook.steps else None
