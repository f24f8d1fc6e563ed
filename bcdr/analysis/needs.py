"""What a recovery rests on: everything that a runbook needs, and what those things need in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bcdr.model.communication import Channel
from bcdr.model.datastore import Datastore
from bcdr.model.people import Credential
from bcdr.model.place import Place
from bcdr.model.plan import Plan
from bcdr.model.record import Entry
from bcdr.model.runbook import Document, Runbook, Scenario
from bcdr.model.service import Service

AFTERWARDS = frozenset({"verify", "resume", "switch-over", "communicate"})
"""Kinds of step at which what was restored is there already."""


@dataclass(frozen=True, slots=True)
class Circle:
    """A need that cannot be met when it is needed: `path` leads from the runbook's own list to it.

    `why` is `recovered` when the runbook itself brings it back, `order` when it comes back later, `lost` when
    `scenario` takes it and nothing brings it back.
    """

    why: str
    path: tuple[str, ...]
    scenario: str = ""


@dataclass(frozen=True, slots=True)
class Ways:
    """What else is known of a plan: the runbooks by what they recover, and the failure domains of a location."""

    routes: Mapping[str, tuple[Runbook, ...]]
    domains: Callable[[str], frozenset[str]]


def needed_to_restore(book: Runbook) -> tuple[str, ...]:
    """What must be there until the data is back: the runbook's needs and those of its steps up to the first restore."""
    restores = [n for n, s in enumerate(book.steps) if s.kind in {"restore", "replay"}]
    early = book.steps[: restores[0] + 1] if restores else tuple(s for s in book.steps if s.kind not in AFTERWARDS)
    return tuple(dict.fromkeys([*book.needs, *(n for s in early for n in s.needs)]))


def closure(refs: Iterable[str], plan: Plan) -> Mapping[str, tuple[str, ...]]:
    """Everything that `refs` rest on, themselves included; the value is the way to it."""
    found: dict[str, tuple[str, ...]] = {ref: (ref,) for ref in refs}
    waiting = list(found)
    for ref in waiting:
        for further in _rests_on(plan.find(ref)):
            if further not in found:
                found[further] = (*found[ref], further)
                waiting.append(further)
    return found


def _rests_on(entry: Entry | None) -> Iterable[str]:
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


def circle(book: Runbook, plan: Plan, scenarios: Iterable[Scenario], ways: Ways) -> Circle | None:
    """The first need of `book` that cannot be met when it is needed."""
    reached = closure(needed_to_restore(book), plan)
    recovered = set(book.recovers)
    own = next((path for ref, path in reached.items() if ref in recovered), None)
    if own is not None:
        return Circle("recovered", own)
    return _later(book, plan, reached) or _lost(book, plan, reached, scenarios, ways)


def _later(book: Runbook, plan: Plan, reached: Mapping[str, tuple[str, ...]]) -> Circle | None:
    if plan.recovery_order is None:
        return None
    order = {f"services/{id_}": n for n, id_ in enumerate(plan.recovery_order.order)}
    mine = max((order[ref] for ref in book.recovers if ref in order), default=None)
    if mine is None:
        return None
    return next((Circle("order", path) for ref, path in reached.items() if order.get(ref, mine) > mine), None)


def _lost(
    book: Runbook, plan: Plan, reached: Mapping[str, tuple[str, ...]], scenarios: Iterable[Scenario], ways: Ways
) -> Circle | None:
    for scenario in scenarios:
        taken = frozenset(scenario.loses)
        for ref, path in reached.items():
            if not ref.startswith(_LOSABLE) or not _is_taken(ref, plan, taken, ways):
                continue
            if not any(_comes_back(r, book, plan, taken, ways) for r in path):
                return Circle("lost", path, scenario.id)
    return None


def _is_taken(ref: str, plan: Plan, taken: frozenset[str], ways: Ways) -> bool:
    entry = plan.find(ref)
    at = ref if isinstance(entry, Place) else entry.at if isinstance(entry, (Service, Datastore)) else None
    return ref in taken or not (at is None or taken.isdisjoint(ways.domains(at)))


def _comes_back(ref: str, book: Runbook, plan: Plan, taken: frozenset[str], ways: Ways) -> bool:
    """Another runbook recovers it and does not wait for this one, or it stands by elsewhere.

    Then what it rests on does not matter either.
    """
    entry = plan.find(ref)
    standby = entry.standby.at if isinstance(entry, Service) and entry.standby is not None else None
    if standby is not None and taken.isdisjoint(ways.domains(f"places/{standby}")):
        return True
    others = (b for b in ways.routes.get(ref, ()) if b is not book)
    return any(set(book.recovers).isdisjoint(closure(needed_to_restore(b), plan)) for b in others)


_LOSABLE = ("services/", "datastores/", "places/", "vendors/")
