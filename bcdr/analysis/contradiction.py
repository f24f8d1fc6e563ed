"""Facts of a plan that cannot both hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from bcdr.analysis.place import Label, same
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.drill import Drill
from bcdr.model.place import Place
from bcdr.model.record import Entry, Pointer
from bcdr.model.runbook import Runbook
from bcdr.model.service import Service

if TYPE_CHECKING:
    from bcdr.analysis.facts.jobs import Jobs

DAILY = timedelta(days=1)
_WITHIN: tuple[tuple[Label, Label], ...] = (("storage", "site"), ("site", "region"), ("account", "provider"))
_SEGREGATED: tuple[Label, ...] = ("storage", "site")


class Clash(Enum):
    """Kinds of contradiction."""

    LIVE_BACKUP = "live copy declared as backup"
    LOCKED_DELETABLE = "locked, yet deletable"
    LOCKED_TIED = "locked, yet deleted with the source"
    OFFLINE_OFTEN = "offline, yet written many times a day"
    NO_PERSONAL_DATA = "no personal data, yet people are counted"
    STATEMENT = "published, yet without a backup"
    NOT_SEGREGATED = "apart, yet in the same place"
    COUNT_DIFFERS = "passed, yet the numbers differ"
    TWO_HOMES = "one failure domain, yet within two"


class Contradiction(NamedTuple):
    """One clash, where it is written, and the value that does not fit."""

    clash: Clash
    at: Pointer
    value: str


def can_contradict(entry: Entry) -> bool:
    """Objects of its kind can contradict themselves."""
    return type(entry) in _LOOKS


def contradictions(entry: Entry, facts: Jobs) -> Iterator[Contradiction]:
    """Everything in an `entry` of such a kind that cannot hold together."""
    yield from _LOOKS[type(entry)](entry, facts)


def _copy(copy: Copy, facts: Jobs) -> Iterator[Contradiction]:
    if not copy.active:
        return
    if copy.is_live and copy.declared_as == "backup":
        yield Contradiction(Clash.LIVE_BACKUP, copy.pointer("declared_as"), copy.kind)
    place = facts.labels(copy)
    if copy.immutable is not None and copy.immutable.mode != "governance":
        others = [ref for ref in copy.deletable_by if ref != f"admin/{place.admin}"]
        if others:
            yield Contradiction(Clash.LOCKED_DELETABLE, copy.pointer("deletable_by"), others[0])
        if copy.deleted_with_source:
            yield Contradiction(Clash.LOCKED_TIED, copy.pointer("deleted_with_source"), copy.immutable.mode)
    every = facts.interval(copy)
    if place.offline and every is not None and every < DAILY:
        at = copy.pointer("every") if copy.every is not None else copy.path
        yield Contradiction(Clash.OFFLINE_OFTEN, at, str(copy.at))


def _datastore(store: Datastore, facts: Jobs) -> Iterator[Contradiction]:  # noqa: ARG001 - one form for all
    personal = store.personal
    if personal is not None and personal.level == "none":
        named = [n for n in ("people", "records", "categories", "subjects") if personal.__dict__[n]]
        if named:
            yield Contradiction(Clash.NO_PERSONAL_DATA, store.pointer("personal", named[0]), named[0])


def _service(service: Service, facts: Jobs) -> Iterator[Contradiction]:
    if service.active and service.statement is not None and service.statement.claims:
        bare = [s for s in facts.stores_of(service) if s.class_ != "derived" and not facts.backups(s)]
        if bare:
            yield Contradiction(Clash.STATEMENT, service.pointer("statement"), bare[0].name_or_id)


def _runbook(runbook: Runbook, facts: Jobs) -> Iterator[Contradiction]:
    target = runbook.target
    if target is None or not target.segregated or target.at is None:
        return
    place = facts.labels(f"places/{target.at}")
    for ref in runbook.recovers:
        source = facts.plan.find(ref)
        if isinstance(source, (Datastore, Service)):
            home = facts.labels(source)
            shared = [f"{label} {place.get(label)}" for label in _SEGREGATED if same(place, home, label)]
            if shared:
                yield Contradiction(Clash.NOT_SEGREGATED, runbook.pointer("target"), shared[0])
                return


def _drill(drill: Drill, facts: Jobs) -> Iterator[Contradiction]:  # noqa: ARG001 - one form for all
    check = drill.verification
    if drill.result != "passed" or check is None or check.expected is None or check.found is None:
        return
    exact = check.kind == "checksum" or (check.expected.isdigit() and check.found.isdigit())
    if exact and check.kind in {"row-count", "checksum"} and check.expected != check.found:
        at = drill.pointer("verification", "found")
        yield Contradiction(Clash.COUNT_DIFFERS, at, f"{check.expected} expected, {check.found} found")


def _place(place: Place, facts: Jobs) -> Iterator[Contradiction]:
    """A storage in two sites, a site in two regions, an account with two providers: told where it is said again."""
    here = facts.labels(place.ref)
    around = facts.labels(f"places/{place.within}").site if place.within is not None else None
    if place.site is not None and around is not None and place.site != around:
        yield Contradiction(
            Clash.TWO_HOMES, place.pointer("site"), f"site {place.site} within a place of site {around}"
        )
    for label, container in _WITHIN:
        value, within = here.get(label), here.get(container)
        if value is None or within is None or (place.__dict__[label] is None and place.__dict__[container] is None):
            continue
        first = facts.homes.get((label, value), within)
        if first != within:
            at = place.pointer(label if place.__dict__[label] is not None else container)
            yield Contradiction(Clash.TWO_HOMES, at, f"{label} {value} within {container} {within}, not {first}")


_LOOKS: dict[type[Entry], Callable[[Any, Jobs], Iterator[Contradiction]]] = {
    Copy: _copy,
    Datastore: _datastore,
    Service: _service,
    Runbook: _runbook,
    Drill: _drill,
    Place: _place,
}
