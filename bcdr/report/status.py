"""Where the organisation stands: per service what is promised, what the design gives and what drills proved."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.model.datastore import Datastore
from bcdr.model.service import Service
from bcdr.model.value import UNBOUNDED
from bcdr.report.action import not_proven
from bcdr.report.critical import weakest_link
from bcdr.report.due import DueList, due_list
from bcdr.report.lint import Action, Lint
from bcdr.report.result import voided
from bcdr.report.whatif.survival import survival_of
from bcdr.report.wording import duration

SOON = timedelta(days=30)


class Line(NamedTuple):
    """One objective of a service: promised, by design, proven; how they compare, and the weakest link."""

    promised: timedelta | None
    design: timedelta | None
    proven: timedelta | None
    proven_on: date | None
    state: str
    weakest: str

    @property
    def strain(self) -> float:
        """How much of what is promised the design or the proof uses up; nothing where nothing is promised or known."""
        known = [v for v in (self.design, self.proven) if v is not None]
        return max(known) / self.promised if known and self.promised else 0.0


class ServiceStatus(NamedTuple):
    """One service: how soon it is back, and how much data it loses."""

    ref: str
    name: str
    tier: int | None
    back: Line
    loss: Line

    @property
    def weakest(self) -> str:
        """The weakest link of whichever objective has the least room left."""
        return max((self.back, self.loss), key=lambda line: line.strain).weakest


class Status(NamedTuple):
    """One screen: the services by tier, how many single events are fatal, what to do first, what is due.

    `not_proven` are titles of actions from drills and incidents that are said to be done, and not shown to be.
    """

    lint: Lint
    services: tuple[ServiceStatus, ...]
    due: DueList
    fatal: int
    not_proven: tuple[str, ...] = ()

    @property
    def first(self) -> tuple[Action, ...]:
        """The three things to do first."""
        return self.lint.first


def status(lint: Lint, audit: Audit) -> Status:
    """The state of an audited plan."""
    facts = audit.facts
    services = sorted(facts.services, key=lambda s: (s.tier or 5, s.name_or_id.casefold()))
    return Status(
        lint=lint,
        services=tuple(ServiceStatus(s.ref, s.name_or_id, s.tier, _back(s, facts), _loss(s, facts)) for s in services),
        due=due_list(lint.plan, facts, SOON),
        fatal=_fatal(facts),
        not_proven=tuple(a.title for a in not_proven(facts)),
    )


def _fatal(facts: Facts) -> int:
    """Single events after which something does not come back, or is not shown to: what `bcdr whatif --all` lists."""
    sets = survival_of(facts).fatal(1)
    return len({f.events[0] for entry in (*facts.stores, *facts.services) for f in sets.of(entry.ref)})


def _back(service: Service, facts: Facts) -> Line:
    found = facts.recovery(service)
    weakest = weakest_link(facts, found)
    void = facts.voided_time(service)
    if found.measured is None and void is not None:
        weakest += f"; its last drill was {voided(void, facts)}"
    elif found.measured is None:
        weakest += "; never measured in a passed drill"
    elif found.is_part:
        weakest += "; measured without the switch-over"
    proven_on = found.measured_by.occurred if found.measured_by else None
    rto = facts.rto_of(service)
    state = _state(rto, found.counted_estimate, found.counted_measured)
    state = "partly proven" if state == "proven" and found.is_part else state
    return Line(rto, found.estimate, found.measured, proven_on, state, weakest)


def _loss(service: Service, facts: Facts) -> Line:
    kept = [s for s in facts.stores_of(service) if s.class_ != "derived"]
    # a store with an objective of its own is judged by that one: beside others it counts only when it misses it
    stores = [s for s in kept if s.rpo is None or facts.loss(s).normal > s.rpo] or kept
    if not stores:
        return Line(facts.rpo_of(service), None, None, None, "no data", "the service names no data of its own")
    worst = max(stores, key=lambda s: _gravity(s, facts))
    loss = facts.loss(worst)
    if loss.normal == UNBOUNDED:
        weakest = f"{worst.name_or_id}: {loss.unknown or 'no backup'}"
    else:
        weakest = f"{worst.name_or_id}: best copy {loss.via} loses up to {duration(loss.normal)}"
    # proven is only what was shown for all data that exists nowhere else, whatever objective each part of it has
    shown = [s for s in kept if s in stores or s.class_ in {"truth", "identity"}]
    measured = [_measured(s, facts) for s in shown]
    proven = [m for m, s in zip(measured, shown, strict=True) if m is not None and s in stores]
    complete = None not in measured
    if not complete:
        unproven = next(s for s, m in zip(shown, measured, strict=True) if m is None)
        void = facts.voided_restore(unproven)
        weakest += (
            f"; the last restore of {unproven.name_or_id} was {voided(void, facts, unproven)}"
            if void is not None
            else f"; {unproven.name_or_id} never restored in a passed drill that measured it"
        )
    slowest = max(proven, key=lambda p: p[0]) if complete and proven else None
    figure = None if loss.unknown else loss.normal
    promised = worst.rpo if worst.rpo is not None else facts.rpo_of(service)
    state = _state(promised, figure, slowest[0] if slowest else None)
    return Line(
        facts.rpo_of(service), figure, slowest[0] if slowest else None, slowest[1] if slowest else None, state, weakest
    )


def _gravity(store: Datastore, facts: Facts) -> tuple[bool, bool, timedelta]:
    """Missing its objective weighs most, then having to meet the service's, then the size of the loss."""
    normal, objective = facts.loss(store).normal, facts.rpo(store)
    return (objective is not None and normal > objective, store.rpo is None, normal)


def _measured(store: Datastore, facts: Facts) -> tuple[timedelta, date | None] | None:
    for drill in reversed(facts.passed_restores(store)):
        if drill.measured is not None and drill.measured.rpo is not None:
            return drill.measured.rpo, drill.occurred
    return None


def _state(promised: timedelta | None, design: timedelta | None, proven: timedelta | None) -> str:
    if promised is None:
        return "no objective"
    if any(figure is not None and figure > promised for figure in (design, proven)):
        return "missed"
    if proven is None:
        return "unproven"
    return "proven"
