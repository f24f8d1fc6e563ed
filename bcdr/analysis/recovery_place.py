"""Where data would be restored to: whether that is apart from their home, and what guards only the home."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.place import Labels, apart, same
from bcdr.model.datastore import Datastore
from bcdr.model.place import Place
from bcdr.model.plan import Plan
from bcdr.model.runbook import Runbook, Target

GUARDS = frozenset({"access-control", "encryption", "segregation", "monitoring", "logging", "patching", "physical"})
"""Kinds of measures that guard what lies in a place."""


def home_stores(book: Runbook, plan: Plan) -> tuple[Datastore, ...]:
    """Datastores in use that a runbook recovers and that cannot be made again."""
    found = (plan.datastores.get(r.partition("/")[2]) for r in book.recovers if r.startswith("datastores/"))
    return tuple(s for s in found if s is not None and s.active and s.class_ != "derived")


def is_apart(target: Target, at: Labels, home: Labels) -> bool:
    """The target is shown to be apart from the home of the data, physically and logically.

    Somebody wrote so and the labels do not contradict it; or the labels show another storage or site, and another
    account, provider or admin plane.
    """
    if target.segregated is False or same(at, home, "storage"):
        return False
    if target.segregated:
        return True
    physically = apart(at, home, "site") or apart(at, home, "storage")
    return physically and (apart(at, home, "account") or apart(at, home, "provider") or apart(at, home, "admin"))


def recovery_places(plan: Plan) -> tuple[tuple[Place, tuple[Datastore, ...]], ...]:
    """Places that runbooks name as target, each with the datastores that would be restored there."""
    found: dict[str, dict[str, Datastore]] = {}
    for book in plan.runbooks.values():
        if book.target is not None and book.target.at is not None:
            found.setdefault(book.target.at, {}).update({s.id: s for s in home_stores(book, plan)})
    return tuple((plan.places[id_], tuple(stores.values())) for id_, stores in found.items() if stores)


def weaker(plan: Plan, home: Labels, place: Labels) -> Iterator[str]:
    """What guards the home of data and not the place to restore onto: names of measures, and the second factor.

    Doors and safes are compared only between places that the same provider runs: elsewhere they are not ours to bring.
    """
    here, there = set(home.places), set(place.places)
    kinds = GUARDS if same(home, place, "provider") else GUARDS - {"physical"}
    for measure in plan.measures.values():
        covered = set(measure.affects)
        if measure.status != "planned" and measure.kind in kinds and here & covered and not there & covered:
            yield measure.title
    if _asks_second_factor(plan, here) and _asks_second_factor(plan, there) is False:
        yield "a second factor for its logins"


def _asks_second_factor(plan: Plan, places: set[str]) -> bool | None:
    """Whether every login of people to one of the places asks for it; None when no such login says."""
    logins = [c for c in plan.credentials.values() if c.human and c.mfa is not None]
    found = [c.mfa for c in logins if c.can is not None and places & {*c.can.write, *c.can.delete, *c.can.restore}]
    return all(found) if found else None
