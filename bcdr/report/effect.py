"""What a finding means for business and people, as far as the plan says: nothing is judged here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from bcdr.analysis.facts import Facts
from bcdr.analysis.proof import covered
from bcdr.model.datastore import Datastore, PersonalData
from bcdr.model.drill import Drill
from bcdr.model.people import Credential
from bcdr.model.record import Entry
from bcdr.model.runbook import Runbook
from bcdr.model.service import Service
from bcdr.model.vendor import Vendor
from bcdr.report.wording import counted, duration

MOST = 3
"""Services and datastores that one finding names; the others are counted."""


class Effect(NamedTuple):
    """Lines for each of the two; none where the plan does not say what depends on the object."""

    business: tuple[str, ...]
    people: tuple[str, ...]


def effect(ref: str, facts: Facts) -> Effect:
    """What depends on the object of a finding, with the harm that its owners stated."""
    services, stores = _concerned(facts.plan.find("/".join(ref.split("/")[:2])), facts)
    ordered = sorted(services, key=lambda s: (facts.tier(s) or 0, s.name_or_id.casefold()))
    personal = sorted((s for s in stores if facts.has_personal_data(s)), key=lambda s: (facts.store_tier(s), s.id))
    people = _first([_of_people(s.name_or_id, s.personal) for s in personal if s.personal is not None], "datastore")
    if stores and not personal:
        people = (_beyond(services, facts),)
    return Effect(_first([_of_business(s, facts) for s in ordered], "service"), people)


def _beyond(services: Iterable[Service], facts: Facts) -> str:
    """Where the object itself holds no personal data: whether the services that need it do."""
    held = dict.fromkeys(d for s in services for d in facts.stores_of(s) if facts.has_personal_data(d))
    if not held:
        return "no personal data depend on it"
    return f"it holds no personal data itself; the services above do, in {counted(len(held), 'datastore')}"


def _concerned(entry: Entry | None, facts: Facts) -> tuple[tuple[Service, ...], tuple[Datastore, ...]]:
    if isinstance(entry, Datastore):
        return facts.users(entry), (entry,)
    if isinstance(entry, Service):
        return (entry,), facts.stores_of(entry)
    refs: Iterable[str] = ()
    if isinstance(entry, Runbook):
        refs = entry.recovers
    elif isinstance(entry, Vendor):
        refs = facts.served_by_vendor(entry)
    elif isinstance(entry, Credential):
        refs = facts.reached_by(entry)
    elif isinstance(entry, Drill):
        refs = covered(entry, facts.plan)
    found = [facts.plan.find(r) for r in refs]
    stores = [e for e in found if isinstance(e, Datastore)]
    services = [e for e in found if isinstance(e, Service)]
    services += [u for s in stores for u in facts.users(s)]
    stores += [d for s in services for d in facts.stores_of(s)]
    return tuple(dict.fromkeys(services)), tuple(dict.fromkeys(stores))


def _of_business(service: Service, facts: Facts) -> str:
    words = f"{service.name_or_id}: tier {facts.tier(service)}"
    if service.mtpd is not None:
        words += f", tolerable for at most {duration(service.mtpd)}"
    told = [i for i in service.impact if i.why]
    worst = max(told, key=lambda i: (i.business or 0, i.after), default=None)
    return f"{words}; after {duration(worst.after)}: {worst.why}" if worst is not None else words


def _of_people(name: str, held: PersonalData) -> str:
    number = counted(held.people, "person", "people") if held.people is not None else "number of people not provided"
    words = f"{name}: {held.level} data, {number}"
    worst = max((h for h in held.impact_on_people if h.why), key=lambda h: (h.score, h.after), default=None)
    return f"{words}; after {duration(worst.after)}: {worst.why}" if worst is not None else words


def _first(lines: list[str], noun: str) -> tuple[str, ...]:
    rest = len(lines) - MOST
    return (*lines[:MOST], f"and {counted(rest, f'other {noun}')}") if rest > 0 else tuple(lines)
