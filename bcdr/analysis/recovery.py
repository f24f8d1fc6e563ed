"""How long a service needs to come back: estimate by phases against the last measured time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from bcdr.analysis.age import add
from bcdr.model.datastore import Datastore
from bcdr.model.drill import Drill
from bcdr.model.record import Entry
from bcdr.model.runbook import Runbook
from bcdr.model.service import RecoveryEstimate, Service
from bcdr.model.value import UNBOUNDED

UNMEASURED_RATE = 50e6
"""Bytes per second assumed where nobody measured a restore."""


class Phase(NamedTuple):
    """One phase of the estimate: name, length, what it rests on."""

    name: str
    value: timedelta
    basis: str = ""


class Recovery(NamedTuple):
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
    books_of: Callable[[Entry], tuple[Runbook, ...]],
    measured: tuple[timedelta, Drill] | None,
    unmeasured: float = UNMEASURED_RATE,
) -> Recovery:
    """Estimate and measurement of `service`, whose data lies in `stores`. `books_of` names what brings an object back.

    The estimate follows the fastest written route: a runbook of the service itself, else for each store its fastest
    runbook, else size over rate. Other runbooks are for other disasters. Phases that a runbook carries as steps are
    not counted twice. `unmeasured` is the rate assumed where nobody stated one, in bytes per second.
    """
    needed = tuple(s for s in stores if not _has_fallback(service, s))
    whole = _fastest(books_of(service))
    route = [whole] if whole else [r for s in needed if (r := _fastest(books_of(s)))]
    found: list[Phase] = []
    missing: list[str] = []
    if route:
        # runbooks of several stores run side by side; the longest decides
        book, longest = max(route, key=lambda pair: pair[1])
        found.append(Phase(f"runbook {book.title}", longest, "steps"))
    for store in () if whole else needed:
        if _fastest(books_of(store)):
            continue
        if store.class_ == "derived":
            duration = store.rebuild.duration if store.rebuild is not None else None
            phase = Phase(f"rebuild {store.name_or_id}", duration, "estimate") if duration is not None else None
        else:
            phase = restore_time(store, unmeasured)
        if phase is not None:
            found.append(phase)
        elif store.class_ != "derived":
            missing.append(f"size of {store.ref}")
    if not found:
        missing.append("runbook steps with times, or size and rate of the data")
    phases = _around(service.estimate, found, {k for b, _ in route for k in _kinds(b)})
    return Recovery(
        estimate=add(*(p.value for p in phases)) if found and not missing else None,
        phases=phases,
        measured=measured[0] if measured else None,
        measured_by=measured[1] if measured else None,
        missing=tuple(missing),
    )


def _has_fallback(service: Service, store: Datastore) -> bool:
    """The service runs at its minimum without the store: its dependency names a fallback."""
    return any(d.on == store.ref and d.fallback for d in service.depends_on)


def _fastest(books: tuple[Runbook, ...]) -> tuple[Runbook, timedelta] | None:
    timed = [(b, t) for b in books if (t := runbook_time(b)) is not None]
    return min(timed, key=lambda pair: pair[1], default=None)


def _kinds(book: Runbook) -> tuple[str, ...]:
    return tuple(step.kind for step in book.steps)


def _around(estimate: RecoveryEstimate | None, middle: list[Phase], carried: set[str]) -> tuple[Phase, ...]:
    """The phases before and after, as far as they were estimated and no runbook step carries them."""

    def stated(*names: str) -> list[Phase]:
        values = [(n, getattr(estimate, n)) for n in names if n.replace("_", "-") not in carried]
        return [Phase(n.replace("_", " "), v, "estimate") for n, v in values if v is not None]

    if estimate is None:
        return tuple(middle)
    return (*stated("detect", "decide", "provision"), *middle, *stated("replay", "verify", "switch_over"))


def exceeds(figure: timedelta | None, objective: timedelta | None) -> bool:
    """Both are known and the figure is larger."""
    return figure is not None and objective is not None and figure > objective
