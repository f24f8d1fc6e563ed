"""What a plan's drills still have to show: each need with its cadence, its last day and what would meet it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from bcdr.analysis import proof, standby
from bcdr.analysis.authorship import usual_leaders
from bcdr.analysis.closure import origins
from bcdr.analysis.facts import Facts
from bcdr.analysis.repetition import series_of
from bcdr.model.drill import Drill
from bcdr.model.exercise import MEANINGS, RESTORES
from bcdr.model.runbook import Runbook
from bcdr.model.service import Service
from bcdr.model.value import UNBOUNDED

NeedKind = Literal[
    "entry", "series", "repeat", "closure", "restore", "failover", "runbook", "peak", "scenario", "tabletop", "leader",
    "call-out", "exercise",
]  # fmt: skip
Cause = Literal["age", "never", "change", "growth", "method", "voided", "failed", "unproven", "missed", "undated"]

CALLING = frozenset(type_ for type_, meaning in MEANINGS.items() if meaning.calls)
TALKING = frozenset(type_ for type_, meaning in MEANINGS.items() if meaning.decides)
RESTORING = frozenset(RESTORES)


class Need(NamedTuple):
    """One thing that drills have to show, at least `every` so often; once if that is None.

    `ref` is what it is about: an object, a drill, a group of scenarios, or `plan`. `last` is the last day that counts;
    `cause` says why a next one is asked, and everything but age is asked at once. `breaks` are days of planned changes
    after which what was shown before does not count. `covers` is what a repeat must exercise, and of which
    a drill that shows an action done must exercise some.
    """

    kind: NeedKind
    ref: str
    tier: int
    every: timedelta | None
    last: date | None = None
    cause: Cause = "age"
    covers: frozenset[str] = frozenset()
    breaks: tuple[date, ...] = ()

    @property
    def is_asked_at_once(self) -> bool:
        """It does not wait for a day: never done, failed, or voided by a change."""
        return self.cause != "age" or self.last is None


def after(day: date, span: timedelta) -> date | None:
    """The day a span later; None beyond the last day that a calendar knows."""
    try:
        return None if span == UNBOUNDED else day + span
    except OverflowError:
        return None


def meets(drill: Drill, need: Need, facts: Facts, covered: Iterable[str]) -> bool:
    """The drill, once passed, is what the need asks for. `covered` is everything that it exercises."""
    covered = set(covered)
    match need.kind:
        case "entry":
            return drill.ref == need.ref
        case "series" | "repeat" | "closure":
            return _goes_on(drill, need, facts, covered)
        case "restore":
            return drill.type in RESTORING and need.ref in covered
        case "call-out":
            return drill.type in CALLING
        case "tabletop":
            return drill.type in TALKING or (facts.is_one_person and drill.type == "walkthrough")
        case "scenario":
            return need.ref in groups_played(drill, facts)
        case "exercise":
            return True
    return _serves(drill, need, facts, covered)


def _goes_on(drill: Drill, need: Need, facts: Facts, covered: set[str]) -> bool:
    if need.kind == "closure":
        earlier = [o for o in origins(facts.plan.actions[need.ref[8:]], facts.plan) if isinstance(o, Drill)]
        near = not need.covers or not need.covers.isdisjoint(covered)
        return near and all(proof.answers(drill, o) for o in earlier)
    before = facts.plan.drills[need.ref[7:]]
    if need.kind == "repeat":
        return proof.answers(drill, before) and need.covers <= covered
    return series_of(drill) == series_of(before)


def _serves(drill: Drill, need: Need, facts: Facts, covered: set[str]) -> bool:
    entry = facts.plan.find(need.ref)
    if isinstance(entry, Service):
        if need.kind == "peak":
            return drill.load in standby.PEAK and touches(drill, entry, facts, covered)
        return takes_over(drill, entry, facts, covered)
    if isinstance(entry, Runbook):
        if need.kind == "leader" and (drill.led_by is None or drill.led_by in usual_leaders(entry, facts.plan)):
            return False
        return uses(drill, entry, covered)
    return False


def uses(drill: Drill, runbook: Runbook, covered: set[str]) -> bool:
    """The drill goes by the runbook: it names it, or recovers what it recovers."""
    if runbook.ref in covered:
        return True
    return (proof.is_restore(drill) or drill.type == "failover") and not covered.isdisjoint(runbook.recovers)


def takes_over(drill: Drill, service: Service, facts: Facts, covered: set[str]) -> bool:
    """In the drill the service leaves its home."""
    own = (drill,) if service.ref in covered else ()
    return any(standby.takeovers((drill,), own, facts.locations(service), facts.standby_labels(service)))


def touches(drill: Drill, service: Service, facts: Facts, covered: set[str]) -> bool:
    """The drill exercises the service, its data, or the places where it runs or would run."""
    if service.ref in covered or any(s.ref in covered for s in facts.stores_of(service)):
        return True
    homes = (*facts.locations(service), facts.standby_labels(service))
    return any(place in drill.covers for labels in homes for place in labels.places)


def groups_played(drill: Drill, facts: Facts) -> frozenset[str]:
    """The kinds of disaster whose scenarios the drill plays."""
    played = {r[10:] for r in drill.covers if r.startswith("scenarios/")} | {drill.scenario}
    return frozenset(c.group for c in facts.coverage if c.id in played)
