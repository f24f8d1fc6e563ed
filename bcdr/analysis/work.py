"""What is down, grouped by the runbook that brings it back, with the service that leads and who goes first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from bcdr.model.datastore import Copy, Datastore
from bcdr.model.runbook import Runbook
from bcdr.model.service import Service

if TYPE_CHECKING:
    from bcdr.analysis.facts.recovery import Recoveries

Rank = tuple[int, int, str]


class Way(NamedTuple):
    """How one object comes back: by its runbook, from a copy, after others.

    Objects that name the same runbook come back together: it is carried out once. `after` are references of other
    ways; one that is not among them does not come back.
    """

    ref: str
    runbook: Runbook | None = None
    copy: Copy | None = None
    after: tuple[str, ...] = ()


class Work:
    """The ways that one runbook, or none, brings back together.

    `lead` is the service whose estimates of the phases count; a small `priority` goes first.
    """

    __slots__ = ("after", "copies", "kinds", "lead", "priority", "refs", "runbook")

    def __init__(self, ways: Sequence[Way], lead: Service | None) -> None:
        """The ways of one runbook, or a single one without."""
        self.refs = tuple(w.ref for w in ways)
        self.runbook = ways[0].runbook
        self.copies = {w.ref: w.copy for w in ways}
        self.after = tuple(dict.fromkeys(a for w in ways for a in w.after if a not in self.refs))
        self.kinds = frozenset(s.kind for s in self.runbook.steps) if self.runbook is not None else frozenset()
        self.lead = lead
        self.priority = 0

    @property
    def ref(self) -> str:
        """Reference of the runbook, else of the object."""
        return self.runbook.ref if self.runbook is not None else self.refs[0]


def works(ways: Sequence[Way], facts: Recoveries) -> tuple[Work, ...]:
    """The ways by runbook. The most urgent service that is down leads, else the most urgent one that uses the data."""
    grouped: dict[str, dict[str, Way]] = {}
    for way in ways:
        key = way.runbook.ref if way.runbook is not None else way.ref
        grouped.setdefault(key, {}).setdefault(way.ref, way)
    order = facts.plan.recovery_order.order if facts.plan.recovery_order is not None else ()
    numbers = {f"services/{id_}": number for number, id_ in enumerate(order)}

    def rank(service: Service) -> Rank:
        return (numbers.get(service.ref, len(order)), facts.tier(service) or 0, service.ref)

    down = {w.ref: s for w in ways if isinstance(s := facts.plan.find(w.ref), Service)}
    needing: dict[str, list[Service]] = {}
    for way in ways:
        for ref in way.after if way.ref in down else ():
            needing.setdefault(ref, []).append(down[way.ref])
    found: list[Work] = []
    for group in grouped.values():
        led = [down[r] for r in group if r in down] or [s for r in group for s in needing.get(r, ())]
        lead = min(led or _users(group, facts), key=rank, default=None)
        found.append(Work(tuple(group.values()), lead))
    last = (len(order), 9, "")
    _prioritise(found, {w: rank(w.lead)[:2] if w.lead is not None else last[:2] for w in found})
    return tuple(found)


def _users(refs: Iterable[str], facts: Recoveries) -> list[Service]:
    stores = (facts.plan.find(r) for r in refs)
    return [s for d in stores if isinstance(d, Datastore) for s in facts.users(d)]


def _prioritise(found: Iterable[Work], ranks: Mapping[Work, tuple[int, int]]) -> None:
    """In the agreed order of recovery, then by tier; what something urgent needs is as urgent."""
    by_ref = {ref: work for work in found for ref in work.refs}
    numbers = {rank: number for number, rank in enumerate(sorted(set(ranks.values())))}
    seen: set[Work] = set()
    for first in sorted(ranks, key=lambda w: ranks[w]):
        waiting = [first]
        while waiting:
            work = waiting.pop()
            if work not in seen:
                seen.add(work)
                work.priority = numbers[ranks[first]]
                waiting += [by_ref[a] for a in work.after if a in by_ref]
