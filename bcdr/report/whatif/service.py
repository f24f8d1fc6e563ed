"""What becomes of each service, in words: runs, is back in time or late, or has no way back; and the longest way."""

from __future__ import annotations

from datetime import timedelta
from itertools import takewhile
from typing import NamedTuple

from bcdr.analysis.age import add
from bcdr.analysis.comeback import Comeback
from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.aftermath import ServiceFate, ServiceState, Survival
from bcdr.analysis.survival.outcome import Outcome
from bcdr.analysis.survival.ways import is_hard, leaves, worked_with
from bcdr.model.service import Service
from bcdr.model.value import UNBOUNDED
from bcdr.report.whatif.event import whereabouts
from bcdr.report.whatif.listing import names
from bcdr.report.whatif.reason import Reasons, events_of

UP = frozenset({"runs", "on fallback"})
HOPELESS = frozenset({"lost", "no way back", "not shown"})
BEFORE = frozenset({"detect", "decide"})
"""Stages before the plan is activated; an objective may be counted from there."""


class StepLine(NamedTuple):
    """One stage of the way back: from, to, kind, what, who does it, and what it waited for."""

    start: timedelta
    end: timedelta
    kind: str
    what: str
    of: str
    who: str
    waited_for: str
    basis: str


class ServiceLine(NamedTuple):
    """One service after the events.

    `after` counts from the disruption; None when it runs, is not back, or nobody wrote how long (`missing` says what).
    `measured` is what the last passed drill took; None: unproven. `is_hit` itself, or in need of what is.
    `stopped` says why it is down, `obstacles` why nothing brings it back. `late_by` and `beyond` are by how much it
    misses its objective and the longest time that is tolerable.
    """

    ref: str
    name: str
    tier: int | None
    state: str
    after: timedelta | None
    measured: timedelta | None
    rto: timedelta | None
    mtpd: timedelta | None
    late_by: timedelta | None
    beyond: timedelta | None
    is_hit: bool
    stopped: tuple[str, ...]
    obstacles: tuple[str, ...]
    circles: tuple[str, ...]
    fallbacks: tuple[str, ...]
    by_hand: str
    missing: tuple[str, ...]
    path: tuple[StepLine, ...]
    cure: str = ""

    @property
    def is_up(self) -> bool:
        """It runs, if need be without something that has a fallback."""
        return self.state in UP

    @property
    def is_measured_longer(self) -> bool:
        """The last drill took longer than the steps say; what was measured counts."""
        return bool(self.path) and self.after == self.measured and self.after != self.path[-1].end

    @property
    def is_hopeless(self) -> bool:
        """Nothing brings it back, or nothing is shown to."""
        return self.state in HOPELESS

    @property
    def is_good(self) -> bool:
        """It is shown to be back before the longest time that is tolerable."""
        return self.is_up or (self.after is not None and self.beyond is None)


def service_line(fate: ServiceFate, comeback: Comeback, survival: Survival, reasons: Reasons, cure: str) -> ServiceLine:
    """`fate` in words."""
    service, facts = fate.service, survival.facts
    path = _path(service, comeback, facts) if fate.after is not None else ()
    rto = facts.rto_of(service)
    counted = fate.after
    if counted is not None and service.rto_clock == "declaration" and counted != UNBOUNDED:
        counted -= max((s.end for s in takewhile(lambda s: s.kind in BEFORE, path)), default=timedelta())
    is_hopeless = fate.state.value in HOPELESS
    return ServiceLine(
        ref=service.ref,
        name=service.name_or_id,
        tier=service.tier,
        state=fate.state.value,
        after=fate.after,
        measured=fate.measured,
        rto=rto,
        mtpd=service.mtpd,
        late_by=_excess(counted, rto),
        beyond=_excess(add(fate.after, service.wrt or timedelta()) if fate.after is not None else None, service.mtpd),
        is_hit=_is_hit(service, survival, reasons.outcome),
        stopped=_stopped(fate, survival, reasons.outcome),
        obstacles=reasons.of(service, fate.obstacles) if is_hopeless else (),
        circles=reasons.circles(service, fate.obstacles) if is_hopeless else (),
        fallbacks=tuple(f"without {facts.name_of(d.on)}: {d.fallback}" for d in fate.fallbacks),
        by_hand=_by_hand(service) if fate.state not in {ServiceState.RUNS, ServiceState.FALLBACK} else "",
        missing=fate.missing,
        path=path,
        cure=cure,
    )


def _is_hit(service: Service, survival: Survival, outcome: Outcome) -> bool:
    """It is taken itself, or its vendor is gone."""
    is_left = outcome.is_hit(leaves(service, survival.ground), is_certain=False)
    return is_left or not outcome.stands(f"hit:{service.ref}")


def _stopped(fate: ServiceFate, survival: Survival, outcome: Outcome) -> tuple[str, ...]:
    """Why it is down: hit itself, or in need of what is."""
    service, ground, facts = fate.service, survival.ground, survival.facts
    if not fate.causes:
        return ()
    if _is_hit(service, survival, outcome):
        return (whereabouts(events_of(fate.causes[0]), facts),)
    needed = [d.on for d in service.depends_on if is_hard(d.kind, d.fallback)]
    data = [s.name_or_id for s in worked_with(service, ground) if not outcome.stands(f"source:{s.ref}")]
    others = [facts.name_of(r) for r in needed if r.startswith("services/") and not outcome.stands(f"down:{r}")]
    vendors = [
        facts.name_of(r)
        for r in needed
        if r.startswith("vendors/") and outcome.is_hit(frozenset({f"provider/{r[8:]}"}), is_certain=False)
    ]
    found = [f"its data {names(data)} {'is' if len(data) == 1 else 'are'} gone or damaged"] if data else []
    if others:
        found.append(f"it needs {names(others)}, which {'is' if len(others) == 1 else 'are'} down")
    if vendors:
        found.append(f"it needs {names(vendors)}, which {'is' if len(vendors) == 1 else 'are'} gone")
    return tuple(found)


def _by_hand(service: Service) -> str:
    return service.fallback.do if service.fallback is not None else ""


def _excess(figure: timedelta | None, limit: timedelta | None) -> timedelta | None:
    if figure is None or limit is None or figure <= limit:
        return None
    return UNBOUNDED if figure == UNBOUNDED else figure - limit


def _path(service: Service, comeback: Comeback, facts: Facts) -> tuple[StepLine, ...]:
    found = []
    for slot in comeback.path(service.ref):
        stage = comeback.stages[slot.task]
        wait = slot.wait
        waited = ""
        if wait is not None and wait.kind == "person":
            waited = f"{facts.name_of(wait.name)}, who was busy"
        elif wait is not None and wait.kind == "link":
            direction, _, place = wait.name.partition(" ")
            waited = f"the restore before it {direction} {facts.name_of(place)}"
        who = ", ".join(facts.name_of(p) for p in slot.people) or (facts.name_of(stage.by) if stage.by else "")
        found.append(
            StepLine(slot.start, slot.end, stage.kind, stage.name, facts.name_of(stage.of), who, waited, stage.basis)
        )
    return tuple(found)
