"""The plan after a disaster: its data, services, people, logins, runbooks, channels and papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from bcdr.analysis.comeback import Comeback, comeback
from bcdr.analysis.facts import Facts
from bcdr.analysis.proof import measured_rto
from bcdr.analysis.survival.cure import Cures
from bcdr.analysis.survival.domain import Atom
from bcdr.analysis.survival.fatal import FatalSets
from bcdr.analysis.survival.fate import DataFate, data_fate
from bcdr.analysis.survival.gate import Gate, reachable
from bcdr.analysis.survival.ground import Ground
from bcdr.analysis.survival.outcome import Cause, Outcome, Verdict
from bcdr.analysis.survival.remedy import Cure
from bcdr.analysis.survival.rescue import Rescue, ways_back
from bcdr.analysis.survival.tree import Tree
from bcdr.analysis.survival.ways import runs_with, worked_with
from bcdr.analysis.work import Way
from bcdr.model.datastore import Datastore
from bcdr.model.drill import Drill
from bcdr.model.organization import KeptPlan
from bcdr.model.record import Entry
from bcdr.model.service import Dependency, Service

NO_STEPS = "steps with times, or an estimate of its phases"
"""What is missing of a service that is hit and has a way back of which no length is written."""


class ServiceState(Enum):
    """What becomes of a service."""

    RUNS = "runs"
    FALLBACK = "on fallback"
    BACK = "back"
    UNTIMED = "back, time not known"
    NOT_SHOWN = "not shown"
    NO_WAY = "no way back"
    LOST = "lost"


class ServiceFate(NamedTuple):
    """One service after the events.

    `after` is the time from the disruption until it runs again, None when that is not known or it is not back: the
    larger of the estimate and of what a passed drill last measured (`measured`, None: unproven). `causes` say why it is
    down, `obstacles` why nothing brings it back, `missing` what the estimate rests on and nobody wrote. `fallbacks` are
    the dependencies that are down and have one.
    """

    service: Service
    state: ServiceState
    causes: tuple[Cause, ...]
    obstacles: tuple[Cause, ...]
    after: timedelta | None
    fallbacks: tuple[Dependency, ...]
    missing: tuple[str, ...] = ()
    measured: timedelta | None = None


class MeansFate(NamedTuple):
    """A login, runbook, channel or role that cannot be used any more, or is not shown to be."""

    entry: Entry
    verdict: Verdict
    causes: tuple[Cause, ...]


class Aftermath(NamedTuple):
    """Everything that is known after the events. `means` lists only what the events took."""

    outcome: Outcome
    events: tuple[Atom, ...]
    detection: timedelta
    data: tuple[DataFate, ...]
    services: tuple[ServiceFate, ...]
    means: tuple[MeansFate, ...]
    papers: tuple[tuple[KeptPlan, Verdict], ...]
    comeback: Comeback


class Survival:
    """What survives what, in one plan on one day. `detection` is the time until corruption is found."""

    def __init__(self, facts: Facts, detection: timedelta | None = None) -> None:
        """Nothing is worked out yet."""
        self.facts = facts
        self.ground = Ground(facts, detection)
        self.tree = Tree(self.ground)
        self._fatal: dict[int, FatalSets] = {}

    def found_after(self, detection: timedelta) -> Survival:
        """The same plan where corruption is found after another time."""
        if detection == self.ground.detection:
            return self
        other = Survival(self.facts, detection)
        other.ground = self.ground.found_after(detection)
        other.tree = Tree(other.ground, self.tree)
        return other

    def outcome(self, events: Iterable[Atom]) -> Outcome:
        """Verdicts on everything in the plan."""
        return Outcome(self.tree, events, self._gates)

    @cached_property
    def _gates(self) -> Mapping[str, Gate]:
        return reachable(self._tops, self.tree.gate)

    @cached_property
    def _tops(self) -> tuple[str, ...]:
        plan, facts = self.facts.plan, self.facts
        found = [s.ref for s in facts.stores] + [f"source:{s.ref}" for s in facts.stores]
        found += [c.ref for c in facts.copies]
        for service in facts.services:
            found += [service.ref, f"down:{service.ref}", f"route:{service.ref}"]
        found += [c.ref for c in (*plan.credentials.values(), *plan.runbooks.values(), *plan.channels.values())]
        found += [f"down:{c.ref}" for c in plan.channels.values()]
        return (*found, *(f"people:{r.ref}" for r in plan.roles.values()))

    @cached_property
    def _unharmed(self) -> Outcome:
        return self.outcome(())

    def fatal(self, order: int) -> FatalSets:
        """Minimal cut sets of at most `order` events, over every single failure domain."""
        if order not in self._fatal:
            self._fatal[order] = FatalSets(self.tree, order)
        return self._fatal[order]

    def cure(self, ref: str, events: Iterable[Atom]) -> Cure | None:
        """The cheapest single change after which `ref` is shown to survive the events; None when none was found."""
        return self._cures.of(ref, events)

    @cached_property
    def _cures(self) -> Cures:
        return Cures(self.tree)

    def aftermath(self, events: Iterable[Atom], runbooks: Iterable[str] = ()) -> Aftermath:
        """What comes back and when; `runbooks` are the ids of those that the scenario played would use."""
        given = tuple(events)
        outcome = self.outcome(given)
        data = {s.ref: data_fate(s, outcome, self.ground) for s in self.facts.stores}
        rescue = Rescue(outcome, self.ground, data, tuple(runbooks))
        down = [s for s in self.facts.services if not outcome.stands(f"down:{s.ref}")]
        ways = ways_back([s for s in down if outcome.stands(s.ref)], rescue)
        back = comeback(ways, self.facts, away=self._away(outcome))
        by_ref = {w.ref: w for w in ways}
        return Aftermath(
            outcome=outcome,
            events=given,
            detection=self.ground.detection,
            data=tuple(data.values()),
            services=tuple(self._service(s, rescue, back, by_ref) for s in self.facts.services),
            means=tuple(self._means(outcome)),
            papers=tuple((k, self._paper(k, outcome)) for k in self.facts.plan.kept.values()),
            comeback=back,
        )

    def _away(self, outcome: Outcome) -> frozenset[str]:
        return frozenset(e for e in outcome.closed if isinstance(e, str) and e.startswith("people/"))

    def _service(self, service: Service, rescue: Rescue, back: Comeback, ways: Mapping[str, Way]) -> ServiceFate:
        outcome = rescue.outcome
        causes, obstacles = outcome.causes(f"down:{service.ref}"), outcome.causes(service.ref)
        soft = tuple(d for d in service.depends_on if d.fallback and d.kind != "recovery" and self._is_gone(d, rescue))
        if not causes:
            state = ServiceState.FALLBACK if soft else ServiceState.RUNS
            return ServiceFate(service, state, (), (), None, soft)
        if obstacles:
            return ServiceFate(service, self._hopeless(service, rescue), causes, obstacles, None, soft)
        estimate, measured = back.back.get(service.ref), self._measured(service, ways)
        has_book = any(w.runbook is not None for w in _with_data(service, ways))
        # a drill stands in for a size that nobody wrote, not for a step of which nobody knows how long it takes
        after = measured if estimate is None and not has_book else estimate
        if after is None:
            missing = back.missing.get(service.ref, (NO_STEPS,))
            return ServiceFate(service, ServiceState.UNTIMED, causes, (), None, soft, missing, measured)
        longest = max(after, measured or after)
        missing = () if estimate is not None else back.missing.get(service.ref, ())
        return ServiceFate(service, ServiceState.BACK, causes, (), longest, soft, missing, measured)

    def _measured(self, service: Service, ways: Mapping[str, Way]) -> timedelta | None:
        """What passed drills last measured of this very way: of each of its runbooks, or of the restore of its data."""
        along = _with_data(service, ways)
        books = dict.fromkeys(w.runbook for w in along if w.runbook is not None)
        if books:
            found = [self._passed(self.facts.counting(b)) for b in books]
        else:
            stores = (self.facts.plan.find(w.ref) for w in along)
            found = [self._passed(self.facts.passed_restores(s)) for s in stores if isinstance(s, Datastore)]
        known = [t for t in found if t is not None]
        return max(known) if known and len(known) == len(found) else None

    def _passed(self, drills: Iterable[Drill]) -> timedelta | None:
        found = measured_rto(tuple(d for d in drills if d.result == "passed"))
        return found[0] if found is not None else None

    def _hopeless(self, service: Service, rescue: Rescue) -> ServiceState:
        if rescue.outcome.verdict(service.ref) is Verdict.NOT_SHOWN:
            return ServiceState.NOT_SHOWN
        stores = [s for each in runs_with(service, self.ground) for s in worked_with(each, self.ground)]
        is_lost = any(rescue.outcome.verdict(s.ref) is Verdict.FALLS for s in stores)
        return ServiceState.LOST if is_lost else ServiceState.NO_WAY

    def _is_gone(self, dependency: Dependency, rescue: Rescue) -> bool:
        kind, _, id_ = dependency.on.partition("/")
        if kind == "vendors":
            return rescue.outcome.is_hit(frozenset({f"provider/{id_}"}), is_certain=False)
        aspect = "source" if kind == "datastores" else "down"
        return not rescue.outcome.stands(f"{aspect}:{dependency.on}")

    def _means(self, outcome: Outcome) -> list[MeansFate]:
        """What the events took; what could not be used before is the plan's own fault and not listed here."""
        plan = self.facts.plan
        entries: list[tuple[Entry, str]] = []
        for kind in (plan.credentials, plan.runbooks):
            entries += [(e, e.ref) for e in kind.values()]
        entries += [(c, f"down:{c.ref}") for c in plan.channels.values()]
        entries += [(r, f"people:{r.ref}") for r in plan.roles.values()]
        return [
            MeansFate(entry, outcome.verdict(gate), outcome.causes(gate))
            for entry, gate in entries
            if not outcome.stands(gate) and self._unharmed.stands(gate)
        ]

    def _paper(self, kept: KeptPlan, outcome: Outcome) -> Verdict:
        atoms = self.ground.losses_of_room(kept.at)
        if outcome.is_hit(atoms, is_certain=True):
            return Verdict.FALLS
        return Verdict.NOT_SHOWN if outcome.is_hit(atoms, is_certain=False) else Verdict.STANDS


def _with_data(service: Service, ways: Mapping[str, Way]) -> tuple[Way, ...]:
    """The way of a service, and those of the data for which it waits."""
    own = ways.get(service.ref)
    if own is None:
        return ()
    return (own, *(ways[a] for a in own.after if a in ways and a.startswith("datastores/")))
