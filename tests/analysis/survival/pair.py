"""A random plan, its fault tree and its oracle, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from random import Random

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.domain import Atom
from bcdr.analysis.survival.gate import reachable
from bcdr.analysis.survival.ground import Ground
from bcdr.analysis.survival.outcome import Outcome, Verdict
from bcdr.analysis.survival.tree import Tree
from bcdr.model.plan import Plan
from tests.analysis.survival.oracle import Ask, Oracle, minimal
from tests.analysis.survival.plans import plan_of, random_text

AS_OF = date(2026, 11, 21)
DETECTIONS = (None, timedelta(days=14), timedelta(days=1))
Answer = tuple[str, Ask]


class Pair:
    """A random plan, the fault tree and the oracle of it."""

    def __init__(self, seed: int, size: int) -> None:
        self.dice = Random(seed)
        self.plan = plan_of(random_text(seed, size=size))
        self.facts = Facts(self.plan, AS_OF)
        self.ground = Ground(self.facts, self.dice.choice(DETECTIONS))
        self.tree = Tree(self.ground)
        self.oracle = Oracle(self.plan, AS_OF, self.ground.detection)

    def tops(self) -> Iterator[Answer]:
        """What fatal sets are asked of: how the tree calls it, and whether the oracle says that it falls."""
        for store in self.facts.stores:
            yield store.ref, partial(self.oracle.is_lost, store)
        for service in self.facts.services:
            yield service.ref, partial(self.oracle.stays_away, service)

    def all(self) -> Iterator[Answer]:
        yield from self.tops()
        for store in self.facts.stores:
            yield f"source:{store.ref}", partial(self.oracle.is_source_gone, store)
            for copy in store.copies.values():
                if copy.active and copy.kind != "unstated":
                    yield copy.ref, partial(self.oracle.falls, copy, store)
        for service in self.facts.services:
            yield f"down:{service.ref}", partial(self.oracle.is_down, service)
        for login in self.plan.credentials.values():
            yield login.ref, partial(self.oracle.is_useless, login)
        for book in self.plan.runbooks.values():
            yield book.ref, partial(self.oracle.is_hopeless, book)

    def disagreements(self, events: tuple[str, ...]) -> Iterator[str]:
        answers = list(self.all())
        outcome = Outcome(self.tree, events, reachable([name for name, _ in answers], self.tree.gate))
        for is_certain in (True, False):
            self.oracle.under(events, is_certain=is_certain)
            for name, falls in answers:
                verdict = outcome.verdict(name)
                fast = verdict is Verdict.FALLS if is_certain else verdict is not Verdict.STANDS
                if fast != falls():
                    word = "falls for certain" if is_certain else "is not shown to stand"
                    yield f"{name} {word} under {events}: {'only' if fast else 'not'} in the tree"

    def slow_cut_sets(self, falls: Ask, order: int) -> set[frozenset[Atom]]:
        """Every combination tried, of the events that touch by name what `falls` rests on, and of unknown ones."""
        self.oracle.named.clear()
        self.oracle.unknown.clear()
        self.oracle.under((), is_certain=False)
        falls()
        touching = [e for e in self.ground.universe if self.oracle.closure([e]) & self.oracle.named]
        events: list[Atom] = [*touching, *sorted(self.oracle.unknown, key=str)]
        return minimal(partial(self.falls_under, falls), events, order)

    def falls_under(self, falls: Ask, events: Iterable[Atom], *, is_certain: bool = False) -> bool:
        self.oracle.under(events, is_certain=is_certain)
        return falls()


def what_may_happen(plan: Plan, universe: tuple[str, ...]) -> list[str]:
    """Basic events, and what people may ask about besides."""
    whole = [f"{k}/{i}" for k in ("roles", "services", "places", "channels", "vendors") for i in plan.collection(k)]
    hostile = [f"hostile:{k}/{i}" for k in ("people", "roles", "services", "datastores") for i in plan.collection(k)]
    vendors = [f"provider/{i}" for i in plan.vendors]
    groups = [f"provider/{v.group}" for v in plan.vendors.values() if v.group]
    return [*universe, *(e for e in whole if not e.startswith("vendors/")), *hostile, *vendors, *groups]
