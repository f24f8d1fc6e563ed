"""The drill that meets a need: its type, what it covers, which earlier one it repeats. When and who comes later.

An earlier drill of the same thing is repeated as it was, because people know how. What has no earlier drill is put
together by the runbook that recovers it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Literal, NamedTuple

from bcdr.analysis.agenda.need import RESTORING, Need
from bcdr.analysis.closure import origins
from bcdr.analysis.coverage import Coverage
from bcdr.analysis.facts import Facts
from bcdr.analysis.standby import PEAK
from bcdr.model.datastore import Datastore
from bcdr.model.drill import Action, Drill
from bcdr.model.exercise import MEANINGS
from bcdr.model.runbook import Runbook
from bcdr.model.service import Service

TOGETHER = 3
"""So many stores without a runbook, and so many runbooks that are only read aloud, are taken in one drill."""
FOR_ALL = frozenset(type_ for type_, meaning in MEANINGS.items() if meaning.decides or meaning.calls)
"""Types in which the organisation takes part and not only those who recover something."""


class Form(NamedTuple):
    """A drill without a day. `like` is the id of the drill that it repeats, `entry` of one that only wants a day."""

    type: str
    covers: tuple[str, ...]
    scenario: str | None = None
    load: str | None = None
    is_announced: bool = True
    like: str | None = None
    entry: str | None = None

    @property
    def is_for_all(self) -> bool:
        """Everybody with a role takes part."""
        return self.type in FOR_ALL


Obstacle = Literal["no-scenario"]


def form_of(need: Need, facts: Facts, wanted: Iterable[Need]) -> Form | Obstacle:
    """The drill that meets the need, and on the way others of those that are `wanted` too."""
    entry = facts.plan.find(need.ref)
    match need.kind:
        case "entry" | "series" | "repeat" if isinstance(entry, Drill):
            return _again(entry, is_entry=need.kind == "entry")
        case "closure" if isinstance(entry, Action):
            return _again(next(o for o in origins(entry, facts.plan) if isinstance(o, Drill)))
        case "restore" if isinstance(entry, Datastore):
            return _restore(entry, facts, {n.ref for n in wanted if n.kind == "restore" and n.last is None})
        case "failover" | "peak" if isinstance(entry, Service):
            return _failover(entry, facts) if need.kind == "failover" or entry.standby else _under_load(entry, facts)
        case "runbook" | "leader" if isinstance(entry, Runbook):
            return _by(entry, facts, [n.ref for n in wanted if n.kind == need.kind])
        case "scenario" | "tabletop":
            return _talk(need, facts)
    talk = _talk(need, facts) if need.kind == "exercise" else "no-scenario"
    if isinstance(talk, Form):
        return talk
    return Form("document-review", ()) if facts.is_one_person else _call(facts)


def _again(drill: Drill, *, is_entry: bool = False) -> Form:
    return Form(
        drill.type,
        drill.covers,
        drill.scenario,
        drill.load if drill.load in PEAK else None,
        bool(drill.announced),
        None if is_entry else drill.id,
        drill.id if is_entry else None,
    )


def _restore(store: Datastore, facts: Facts, never: Collection[str]) -> Form:
    """As it was last done; else by the runbook that brings back most of what was never restored."""
    earlier = facts.restores(store)
    passed = [d for d in earlier if d.result == "passed"]
    if earlier:
        return _again((passed or list(earlier))[-1])
    books = [b for b in facts.runbooks(store) if not all(facts.is_retired(r) for r in b.recovers)]
    if books:
        book = min(books, key=lambda b: (-sum(r in never for r in b.recovers), not _restores(b), b.id))
        scenario = _fitting(book.scenarios, facts)
        return Form(_way(store, facts), (book.ref, *book.recovers), scenario)
    beside = [s for s in facts.stores if s.ref in never and not facts.runbooks(s) and _is_beside(s, store, facts)]
    others = [s.ref for s in sorted(beside, key=lambda s: s.id) if s is not store][: TOGETHER - 1]
    return Form(_way(store, facts), (store.ref, *others))


def _restores(book: Runbook) -> bool:
    return any(s.kind == "restore" for s in book.steps)


def _is_beside(a: Datastore, b: Datastore, facts: Facts) -> bool:
    """Restored with the other: the same services use both."""
    users = facts.users(a)
    return bool(users) and users == facts.users(b) and _way(a, facts) == _way(b, facts) and not facts.restores(a)


def _way(store: Datastore, facts: Facts) -> str:
    return "export-restore" if all(c.kind == "export" for c in facts.backups(store)) else "system-restore"


def _failover(service: Service, facts: Facts) -> Form:
    done = facts.takeovers(service)
    if done:
        return _again(([d for d in done if d.result == "passed"] or list(done))[-1])
    books = [b for b in facts.runbooks(service) if any(s.kind == "switch-over" for s in b.steps)]
    others = [
        s.ref
        for s in facts.services
        if s is not service and s.standby is not None and service.standby is not None
        and s.standby.at == service.standby.at is not None and not facts.takeovers(s)
    ]  # fmt: skip
    return Form("failover", (service.ref, *others, *(b.ref for b in books[:1])), load="simulated-peak")


def _under_load(service: Service, facts: Facts) -> Form:
    """A service that is rebuilt elsewhere: its recovery, and then the load of its heaviest hour."""
    done = [d for d in facts.loads(service) if d.type in RESTORING or MEANINGS[d.type].moves]
    if done:
        return _again(done[-1])._replace(load="simulated-peak")
    book = next((b for b in facts.routes(service)), None)
    covers = (service.ref, book.ref) if book is not None else (service.ref,)
    return Form("functional-exercise", covers, load="simulated-peak")


def _by(book: Runbook, facts: Facts, wanted: list[str]) -> Form:
    """As it was last used; carried out where it brings something back, else read aloud, with others of its owner."""
    used = [d for d in facts.used_in(book) if book.ref in d.covers]
    if used:
        return _again(used[-1])
    if any(facts.plan.find(r) is not None for r in book.recovers):
        return Form("functional-exercise", (book.ref, *book.recovers), _fitting(book.scenarios, facts))
    books = (facts.plan.runbooks[r.removeprefix("runbooks/")] for r in wanted if r != book.ref)
    others = [b.ref for b in books if not b.recovers and b.owner == book.owner][: TOGETHER - 1]
    return Form("walkthrough", (book.ref, *others), _fitting(book.scenarios, facts))


def _fitting(scenarios: Iterable[str], facts: Facts) -> str | None:
    """Of the scenarios that a runbook is for, the one played longest ago."""
    found = [c for c in facts.coverage if c.id in set(scenarios)]
    return min(found, key=_by_practice).id if found else None


def _by_practice(cover: Coverage) -> tuple[date, int]:
    entry = cover.entry
    weight = (entry.likelihood or 0) * (entry.impact or 0) if entry is not None else 0
    return cover.exercised or date.min, -weight


def _talk(need: Need, facts: Facts) -> Form | Obstacle:
    """Round a table: the scenario that was played longest ago, of these the likeliest and worst."""
    kind = "walkthrough" if facts.is_one_person else "tabletop"
    able = [
        c
        for c in facts.coverage
        if c.entry is not None and c.entry.applicable is not False and need.ref in {c.group, "plan"}
    ]
    if not able:
        return "no-scenario"
    played = min(able, key=_by_practice)
    entry = played.entry
    owner = (entry.owner,) if entry is not None and entry.owner is not None and entry.owner.startswith("roles/") else ()
    return Form(kind, (f"scenarios/{played.id}", *owner, *(b.ref for b in played.runbooks)), played.id)


def _call(facts: Facts) -> Form:
    held = sorted(r.ref for r in facts.plan.roles.values() if facts.people(r.ref))
    done = [d for d in facts.done_drills if d.type == "notification-test"]
    return _again(done[-1]) if done else Form("notification-test", tuple(held), is_announced=False)
