"""What a recovery rests on: everything that a runbook needs, and what those things need in turn."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from bcdr.analysis.place import Labels
from bcdr.analysis.sealed import key_circle, unreadable
from bcdr.model.communication import Channel
from bcdr.model.datastore import Datastore
from bcdr.model.people import Credential
from bcdr.model.place import Place
from bcdr.model.plan import Plan
from bcdr.model.record import Entry
from bcdr.model.runbook import Document, Runbook, Scenario
from bcdr.model.service import Service

AFTERWARDS = frozenset({"reconcile", "verify", "resume", "switch-over", "communicate"})
"""Kinds of step at which what was restored is there already."""

_TOGETHER = ("storage/", "site/", "account/", "admin/")
"""Failure domains that one event takes as a whole."""

_RUNNING = ("services/", "datastores/", "channels/")

LOSABLE = ("services/", "datastores/", "places/", "vendors/")
"""What a scenario can take away; a hostile login is changed, not lost."""


class Circle(NamedTuple):
    """A need that cannot be met when it is needed: `path` leads from the runbook's own list to it.

    `why` is `recovered` when the runbook itself brings it back, `order` when it comes back later, `lost` when
    `scenario` takes it and nothing brings it back, `together` when it shares the failure domain in `scenario` with
    what is recovered and nothing brings it back, `key` when the key of every backup lies inside what it opens, and
    `paper` when every copy of the runbook lies with what it brings back. `others` are further needs of the runbook that
    cannot be met either.
    """

    why: str
    path: tuple[str, ...]
    scenario: str = ""
    others: tuple[str, ...] = ()


def needed_to_restore(book: Runbook) -> tuple[str, ...]:
    """What must be there until the data is back: the runbook's needs and those of its steps up to the first restore."""
    restores = [n for n, s in enumerate(book.steps) if s.kind in {"restore", "replay"}]
    early = book.steps[: restores[0] + 1] if restores else tuple(s for s in book.steps if s.kind not in AFTERWARDS)
    return tuple(dict.fromkeys([*book.needs, *(n for s in early for n in s.needs)]))


class Web:
    """What rests on what in a plan, each answer worked out once. `routes` are runbooks by what they recover."""

    def __init__(self, plan: Plan, labels: Callable[[str], Labels], routes: Mapping[str, tuple[Runbook, ...]]) -> None:
        """Nothing is followed yet."""
        self._plan, self._labels, self._routes = plan, labels, routes
        self._next: dict[str, tuple[str, ...]] = {}
        self._marks: dict[str, frozenset[str]] = {}
        order = plan.recovery_order.order if plan.recovery_order is not None else ()
        self._order = {f"services/{id_}": number for number, id_ in enumerate(order)}

    def rests_on(self, ref: str) -> tuple[str, ...]:
        """What the object needs directly, and cannot do without."""
        found = self._next.get(ref)
        if found is None:
            found = self._next[ref] = tuple(_needs(self._plan.find(ref)))
        return found

    def closure(self, refs: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """Everything that `refs` rest on, themselves included; the value is the way to it."""
        found: dict[str, tuple[str, ...]] = {ref: (ref,) for ref in refs}
        waiting = list(found)
        for ref in waiting:
            for further in self.rests_on(ref):
                if further not in found:
                    found[further] = (*found[ref], further)
                    waiting.append(further)
        return found

    def circle(self, book: Runbook, scenarios: Iterable[Scenario]) -> Circle | None:
        """The first need of `book` that cannot be met when it is needed, in one of the `scenarios` or in any."""
        needs = needed_to_restore(book)
        named = tuple(s for s in scenarios if s.loses)
        first = self._unmet(book, needs, named)
        if first is None:
            return self._sealed(book)
        others = (need for need in needs if need != first.path[0] and self._unmet(book, [need], named))
        return first._replace(others=tuple(others))

    def _unmet(self, book: Runbook, needs: Iterable[str], scenarios: Collection[Scenario]) -> Circle | None:
        """The first of `needs` that cannot be met because of what it rests on."""
        reached = self.closure(needs)
        own = next((reached[ref] for ref in reached if ref in book.recovers), None)
        if own is not None:
            return Circle("recovered", own)
        later = self._later(book, reached)
        if later is not None:
            return later
        return self._lost(book, reached, scenarios) if scenarios else self._together(book, reached)

    def _together(self, book: Runbook, reached: Mapping[str, tuple[str, ...]]) -> Circle | None:
        """Where no scenario says what is lost: a need that falls with what comes back, and that nothing restores."""
        taken = {d for ref in book.recovers for d in self._domains(ref) if d.startswith(_TOGETHER)}
        for ref, way in reached.items():
            shared = sorted(taken & self._domains(ref)) if ref.startswith(_RUNNING) else []
            if shared and not any(self._comes_back(r, book, frozenset(taken)) for r in way):
                return Circle("together", way, shared[0])
        return None

    def _sealed(self, book: Runbook) -> Circle | None:
        """A key inside the backup that it opens, or all copies of the runbook on what is being recovered."""
        recovered = [self._plan.find(ref) for ref in book.recovers]
        for store in recovered:
            way = key_circle(store, self._plan) if isinstance(store, Datastore) else ()
            if way:
                return Circle("key", way)
        homes = [self._labels(e.at) for e in recovered if isinstance(e, (Service, Datastore)) and e.at is not None]
        place = unreadable(book, self._plan, self._labels, homes)
        return Circle("paper", (place,)) if place is not None else None

    def _later(self, book: Runbook, reached: Mapping[str, tuple[str, ...]]) -> Circle | None:
        mine = max((self._order[ref] for ref in book.recovers if ref in self._order), default=None)
        if mine is None:
            return None
        return next((Circle("order", way) for ref, way in reached.items() if self._order.get(ref, mine) > mine), None)

    def _lost(
        self, book: Runbook, reached: Mapping[str, tuple[str, ...]], scenarios: Iterable[Scenario]
    ) -> Circle | None:
        losable = [(self._domains(ref), way) for ref, way in reached.items() if ref.startswith(LOSABLE)]
        for scenario in scenarios:
            taken = frozenset(scenario.loses)
            for domains, way in losable:
                if not taken.isdisjoint(domains) and not any(self._comes_back(r, book, taken) for r in way):
                    return Circle("lost", way, scenario.id)
        return None

    def _domains(self, ref: str) -> frozenset[str]:
        """Names by which a scenario takes the object: its own, its place's, and those of the failure domains there."""
        found = self._marks.get(ref)
        if found is None:
            entry = self._plan.find(ref)
            at = ref if isinstance(entry, Place) else None
            if isinstance(entry, (Service, Datastore)) or (isinstance(entry, Channel) and entry.fallback is None):
                at = entry.at
            domains = self._labels(at).domains if at is not None else frozenset()
            found = self._marks[ref] = domains | {ref}
        return found

    def _comes_back(self, ref: str, book: Runbook, taken: frozenset[str]) -> bool:
        """Another runbook recovers it and does not wait for this one, or it stands by elsewhere.

        Then what it rests on does not matter either.
        """
        entry = self._plan.find(ref)
        standby = entry.standby.at if isinstance(entry, Service) and entry.standby is not None else None
        if standby is not None and taken.isdisjoint(self._domains(f"places/{standby}")):
            return True
        others = (b for b in self._routes.get(ref, ()) if b is not book)
        return any(self.closure(needed_to_restore(b)).keys().isdisjoint(book.recovers) for b in others)


def _needs(entry: Entry | None) -> Iterator[str]:
    if isinstance(entry, Service):
        yield from (d.on for d in entry.depends_on if d.kind != "recovery" and not d.fallback)
    if isinstance(entry, (Service, Datastore, Channel)) and entry.at:
        yield entry.at
    if isinstance(entry, Channel) and not entry.fallback:
        yield from entry.depends_on
    if isinstance(entry, Document) and entry.at and not entry.copies_kept:
        yield entry.at
    if isinstance(entry, Credential):
        if entry.login_via:
            yield entry.login_via
        # a sealed copy is a way around the place where the credential is kept
        if entry.kept_in and (entry.break_glass is None or entry.break_glass.place is None):
            yield entry.kept_in
    if isinstance(entry, Place) and entry.within:
        yield f"places/{entry.within}"
