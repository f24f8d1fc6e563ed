"""A place in the plan for the bundle that leaves the house."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Finding
from bcdr.fix.phrase import free
from bcdr.model.organization import KeptPlan
from bcdr.source.edit import Add, Edit, Insert, Noted

PARTS = ("plan", "runbooks", "contacts")
BUNDLE = "offline-bundle"


def plan_inside_blast_radius(finding: Finding, facts: Facts) -> Iterator[Edit]:
    """An entry under `kept` for a bundle of plan, runbooks and contacts, which has yet to be made.

    That a copy lies elsewhere is a fact of the world: the entry bears no day, and its place no labels, so that the
    finding stays until somebody made the bundle, carried it away and wrote down where and when. A copy that was made
    on a day is never said to hold more than it did; only one that is still to be made gets parts that it lacks.
    """
    del finding
    kept = facts.plan.kept.values()
    foreseen = {part for copy in kept if _may_count(copy, facts) for part in copy.includes}
    lacking = [part for part in PARTS if part not in foreseen]
    if not lacking:
        return
    planned = next((copy for copy in kept if is_to_be_made(copy)), None)
    if planned is not None:
        for part in lacking:
            yield Insert((*planned.path, "includes"), part)
    else:
        yield from bundle(facts, lacking)


def is_to_be_made(copy: KeptPlan) -> bool:
    """No such copy exists yet: it bears no day and is not made by itself."""
    return copy.occurred is None and not copy.always_current and copy.is_declared("includes")


def bundle(facts: Facts, parts: list[str]) -> Iterator[Edit]:
    """A place nobody has named yet, and the bundle to be kept there."""
    plan = facts.plan
    place = free(BUNDLE, plan.places)
    away = sorted(p.id for p in plan.places.values() if p.offline and facts.is_outside_blast(p.ref))
    such = f" (such as {' or '.join(away[:2])})" if away else ""
    yield Add(
        ("places",),
        {
            place: {
                "name": "Where the offline bundle is kept",
                "site": None,
                "provider": None,
                "offline": None,
                "basis": None,
            }
        },
        f"TODO: where the bundle lies, away from everything that it helps to recover{such}",
    )
    yield Add(
        ("kept",),
        {
            free(BUNDLE, plan.kept): {
                "at": place,
                "as": "offline bundle",
                "occurred": Noted(None, "TODO: the day on which somebody has put it there"),
                "includes": parts,
            }
        },
        "TODO: make the bundle (bcdr build), carry it there, and write down the day",
    )


def _may_count(copy: KeptPlan, facts: Facts) -> bool:
    """It lies outside, or is still to be made: a newer copy or a place is all that is missing."""
    return copy.occurred is None or facts.is_outside_blast(copy.at)
