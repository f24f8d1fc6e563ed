"""How long a service needs to come back: estimate by phases against the last measured time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bcdr.analysis.age import add
from bcdr.model.datastore import Datastore
from bcdr.model.drill import Drill
from bcdr.model.runbook import Runbook
from bcdr.model.service import Service
from bcdr.model.value import UNBOUNDED

UNMEASURED_RATE = 50e6
"""Bytes per second assumed where nobody measured a restore."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of the estimate: name, length, what it rests on."""

    name: str
    value: timedelta
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Recovery:
    """Time to recover a service.

    `measured` is the last measured time of a passed drill, `estimate` the sum of `phases`; None is unknown.
    `expected` is the larger of the two. Without a measurement the figure is unproven.
    """

    estimate: timedelta | None
    phases: tuple[Phase, ...]
    measured: timedelta | None
    measured_by: Drill | None
    missing: tuple[str, ...] = ()

    @property
    def expected(self) -> timedelta | None:
        """The larger of estimate and measurement, None when both are unknown."""
        known = [v for v in (self.estimate, self.measured) if v is not None]
        return max(known) if known else None


def restore_time(store: Datastore, unmeasured: float = UNMEASURED_RATE) -> Phase | None:
    """Size divided by rate plus retrieval delay; None without a size. An unmeasured rate is assumed and said so."""
    if store.size is None:
        return None
    design = store.restore or next((c.restore for c in store.copies.values() if c.restore), None)
    rate = design.rate if design is not None and design.rate else None
    delay = design.retrieval_delay if design is not None and design.retrieval_delay else timedelta()
    basis = "stated rate" if rate else f"assumed {unmeasured / 1e6:g} MB/s"
    if design is not None and design.measured:
        basis = f"rate measured {design.measured.isoformat()}"
    return Phase(f"restore {store.name_or_id}", add(_seconds(store.size / (rate or unmeasured)), delay), basis)


def _seconds(count: float) -> timedelta:
    try:
        return timedelta(seconds=count)
    except OverflowError:
        return UNBOUNDED


def runbook_time(runbook: Runbook) -> timedelta | None:
    """Longest path over the estimated steps; None when a step has no estimate or the steps form a cycle."""
    ends: dict[str, timedelta] = {}
    last = ""
    longest = timedelta()
    for number, step in enumerate(runbook.steps):
        if step.takes is None:
            return None
        key = step.id or f"#{number}"
        before = step.after or ((last,) if last else ())
        if any(b not in ends for b in before):
            return None
        ends[key] = add(max((ends[b] for b in before), default=timedelta()), step.takes)
        longest = max(longest, ends[key])
        last = key
    return longest if runbook.steps else None


def recovery(
    service: Service,
    stores: tuple[Datastore, ...],
    runbooks: tuple[Runbook, ...],
    measured: tuple[timedelta, Drill] | None,
    unmeasured: float = UNMEASURED_RATE,
) -> Recovery:
    """Estimate and measurement of `service`, whose data lies in `stores` and which `runbooks` bring back.

    `unmeasured` is the rate assumed where nobody stated one, in bytes per second.
    """
    phases: list[Phase] = []
    missing: list[str] = []
    estimate = service.estimate
    for name in ("detect", "decide", "provision"):
        value = getattr(estimate, name) if estimate is not None else None
        if value is not None:
            phases.append(Phase(name, value, "estimate"))
    times = [(r, runbook_time(r)) for r in runbooks]
    known = [(r, t) for r, t in times if t is not None]
    restores = [(s, restore_time(s, unmeasured)) for s in stores if s.class_ != "derived"]
    if known:
        book, longest = max(known, key=lambda pair: pair[1])
        phases.append(Phase(f"runbook {book.title}", longest, "steps"))
    for store, phase in restores:
        # a runbook that recovers the store already counts its restore step
        if any(store.ref in r.recovers for r, _ in known):
            continue
        if phase is None:
            missing.append(f"size of {store.ref}")
        else:
            phases.append(phase)
    for name in ("replay", "verify", "switch_over"):
        value = getattr(estimate, name) if estimate is not None else None
        if value is not None:
            phases.append(Phase(name.replace("_", " "), value, "estimate"))
    rebuilds = [s.rebuild.duration for s in stores if s.class_ == "derived" and s.rebuild and s.rebuild.duration]
    if rebuilds:
        phases.append(Phase("rebuild derived data", max(rebuilds), "estimate"))
    carried = bool(known) or any(p is not None for _, p in restores) or bool(rebuilds)
    total = add(*(p.value for p in phases)) if carried and not missing else None
    if not carried:
        missing.append("runbook steps with times, or size and rate of the data")
    return Recovery(
        estimate=total,
        phases=tuple(phases),
        measured=measured[0] if measured else None,
        measured_by=measured[1] if measured else None,
        missing=tuple(missing),
    )


def exceeds(figure: timedelta | None, objective: timedelta | None) -> bool:
    """Both are known and the figure is larger."""
    return figure is not None and objective is not None and figure > objective
