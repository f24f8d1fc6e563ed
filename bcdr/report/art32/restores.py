"""What a restore showed, so that its times can be added up again: the state used, the place, the check, the clock."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.analysis.proof import is_recovery, restored_store
from bcdr.model.drill import Drill, Timeline
from bcdr.report.block import Column, Table
from bcdr.report.naming import drill_anchor, name_of
from bcdr.report.span import NOT_PROVIDED, Cell, Span, cell
from bcdr.report.wording import clock, day

_MOMENTS = (
    ("lost", "lost"), ("detected", "noticed"), ("declared", "activated"), ("restore_started", "begun"),
    ("restored", "data back"), ("verified", "checked"), ("accepted", "accepted"),
)  # fmt: skip


def record(facts: Facts) -> Table:
    """Every drill with a result in which something came back, newest first."""
    done = [d for d in reversed(facts.done_drills) if is_recovery(d)]
    return Table(
        "Restores and failovers as they were recorded",
        (
            Column("Drill", 19),
            Column("State that was used", 16),
            Column("Brought back to", 14),
            Column("How it was checked", 18),
            Column("Clock", 22),
            Column("Signed off", 11),
        ),
        tuple(_row(d, facts) for d in done),
        empty="none has a result",
        compact=True,
    )


def _row(drill: Drill, facts: Facts) -> tuple[Cell, ...]:
    signed = drill.signed_off
    how = [*(() if drill.announced else ("not announced",)), *((f"load: {drill.load}",) if drill.load else ())]
    return (
        cell(
            Span(drill.name_or_id, href=f"#{drill_anchor(drill.id)}"),
            ", ".join((day(drill.occurred), *how)).replace("simulated-peak", "simulated peak"),
            header=True,
        ),
        _state(drill, facts),
        cell(name_of(facts, f"places/{drill.restored_to}") if drill.restored_to else NOT_PROVIDED),
        _check(drill),
        cell(_clock(drill.timeline) if drill.timeline else NOT_PROVIDED),
        cell(*((name_of(facts, signed.by), day(signed.occurred)) if signed is not None else (NOT_PROVIDED,))),
    )


def _state(drill: Drill, facts: Facts) -> Cell:
    """The copy with its datastore, and when its state was frozen."""
    point = drill.recovery_point
    if point is None:
        return cell(NOT_PROVIDED)
    store, copy = facts.plan.datastores.get(restored_store(drill) or ""), point.copy or "copy not provided"
    named = f"{store.name_or_id}/{copy.rpartition('/')[2]}" if store is not None else copy
    return cell(named, f"of {day(point.occurred)}")


def _check(drill: Drill) -> Cell:
    check = drill.verification
    if check is None:
        return cell(NOT_PROVIDED)
    return cell(
        check.kind.replace("-", " "),
        f"expected: {check.expected or NOT_PROVIDED}",
        f"found: {check.found or NOT_PROVIDED}",
    )


def _clock(timeline: Timeline) -> str:
    moments = [(word, getattr(timeline, name)) for name, word in _MOMENTS]
    return ", ".join(f"{clock(value)} {word}" for word, value in moments if value is not None) or NOT_PROVIDED
