"""Each change gives the plan as it would be, and leaves the plan as it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival import remedy
from bcdr.analysis.survival.ground import Ground
from tests.analysis.survival.bakery import PLAN

Make = Callable[..., Facts]


def test_a_lock_lasts_until_damage_is_found_and_no_point_is_kept_shorter(facts: Make) -> None:
    ground = Ground(facts(PLAN.replace("keep: 60d", "keep: 3d")), timedelta(days=20))
    copy = ground.plan.datastores["book"].copies["nightly"]
    (attempt,) = remedy.lock(copy, ground)
    changed = attempt.plan.datastores["book"].copies["nightly"]
    assert attempt.cure.amount == timedelta(days=22)
    assert changed.immutable is not None
    assert (changed.immutable.for_, changed.immutable.mode, changed.keep) == (
        timedelta(days=22), "compliance", timedelta(days=22),
    )  # fmt: skip
    assert copy.immutable is None


def test_what_is_offline_needs_no_lock(facts: Make) -> None:
    ground = Ground(facts(PLAN.replace("kind: dump, at: cloud", "kind: dump, at: drawer")))
    assert list(remedy.lock(ground.plan.datastores["book"].copies["nightly"], ground)) == []


def test_a_key_is_sealed_offline_and_never_beside_its_copy(facts: Make) -> None:
    plan = PLAN.replace("keep: 60d", "keep: 60d, encrypted: {key: {at: shop}}")
    ground = Ground(facts(plan))
    places = tuple(ground.plan.places.values())
    copy = ground.plan.datastores["book"].copies["nightly"]
    assert [t.cure.place for t in remedy.key_copy(copy, places, ground)] == ["places/drawer", ""]


def test_one_more_copy_stands_where_the_plan_already_has_a_place(facts: Make) -> None:
    ground = Ground(facts(PLAN))
    store = ground.plan.datastores["book"]
    attempts = list(remedy.more(store, (ground.plan.places["drawer"],), ground))
    assert [t.cure.kind for t in attempts] == ["copy", "elsewhere"]
    assert [sorted(t.plan.datastores["book"].copies) for t in attempts] == [["?", "nightly"]] * 2
    added = attempts[0].plan.datastores["book"].copies["?"]
    assert (added.at, added.ref) == ("places/drawer", "datastores/book/copies/?")
