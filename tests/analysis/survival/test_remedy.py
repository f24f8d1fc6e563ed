"""Each change gives the plan as it would be, and leaves the plan as it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival import remedy
from bcdr.analysis.survival.domain import Unknown
from bcdr.analysis.survival.event import HOSTILE
from bcdr.analysis.survival.gate import Why
from bcdr.analysis.survival.ground import Ground
from bcdr.analysis.survival.outcome import Cause
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


COPY = "datastores/book/copies/nightly"
ENCRYPTED = ("keep: 60d", "keep: 60d, encrypted: yes")


@pytest.mark.parametrize(
    ("change", "cause", "label"),
    [
        (("keep: 60d, ", ""), Cause(Why.LATE, is_shown=False), "keep"),
        ((", deletable_by: [credentials/cloud-login]", ""), Cause(Why.TAKEN, is_shown=False), "deletable_by"),
        (ENCRYPTED, Cause(Why.KEY, is_shown=False), "key"),
        (("", ""), Cause(Why.PLACE, (Unknown("region"),), is_shown=False), "region"),
        (("at: cloud, every", "every"), Cause(Why.PLACE, (Unknown("site"),), is_shown=False), "at"),
        (("", ""), Cause(Why.LATE, is_shown=False), ""),
        (("", ""), Cause(Why.TAKEN, is_shown=False), ""),
        (("", ""), Cause(Why.KEY, is_shown=False), ""),
        (("", ""), Cause(Why.PLACE, ("site/dc1",), is_shown=False), ""),
        (("keep: 60d, ", ""), Cause(Why.LATE), ""),
    ],
    ids=[
        "how long it is kept", "who may delete it", "where its key is", "a label of its place", "its place",
        "kept is written", "who may delete is written", "it has no key", "an event that is known", "a shown cause",
    ],
)  # fmt: skip
def test_a_missing_fact_is_what_would_be_recorded(
    facts: Make, change: tuple[str, str], cause: Cause, label: str
) -> None:
    ground = Ground(facts(PLAN.replace(*change)))
    found = list(remedy.record(ground.plan.find("datastores/book").copies["nightly"], cause, ground))  # type: ignore[union-attr]
    assert [t.cure.label for t in found] == ([label] if label else [])
    for attempt in found:
        assert attempt.plan is not ground.plan


def test_a_store_lacks_only_its_place(facts: Make) -> None:
    ground = Ground(facts(PLAN))
    store = ground.plan.datastores["book"]
    of_place = Cause(Why.LATE, (Unknown("storage"),), is_shown=False)
    assert [t.cure for t in remedy.record(store, of_place, ground)] == [remedy.Cure("record", "places/shop", "storage")]
    assert list(remedy.record(None, of_place, ground)) == []


LOGIN = (f"{HOSTILE}credentials/cloud-login",)


def test_the_right_of_the_one_login_over_a_copy_is_taken_away(facts: Make) -> None:
    ground = Ground(facts(PLAN))
    copy = ground.plan.datastores["book"].copies["nightly"]
    (attempt,) = remedy.right(copy, Cause(Why.TAKEN, LOGIN), ground)
    changed = attempt.plan.datastores["book"].copies["nightly"]
    assert attempt.cure == remedy.Cure("right", COPY, login="credentials/cloud-login")
    assert (changed.deletable_by, changed.pulled) == ((), True)
    rights = attempt.plan.credentials["cloud-login"].can
    assert rights is not None
    assert (rights.read, rights.delete) == (("places/cloud",), ())


@pytest.mark.parametrize(
    ("cause", "of_copy"),
    [
        (Cause(Why.TAKEN, LOGIN), False),
        (Cause(Why.LATE, LOGIN), True),
        (Cause(Why.TAKEN, (*LOGIN, f"{HOSTILE}credentials/root")), True),
        (Cause(Why.TAKEN, (f"{HOSTILE}account/cloudy-main",)), True),
        (Cause(Why.TAKEN, (f"{HOSTILE}credentials/nobody",)), True),
    ],
    ids=["no copy", "not taken", "two logins", "no login", "a login that is not there"],
)
def test_otherwise_there_is_no_one_right_to_take_away(facts: Make, cause: Cause, of_copy: bool) -> None:
    ground = Ground(facts(PLAN))
    store = ground.plan.datastores["book"]
    assert list(remedy.right(store.copies["nightly"] if of_copy else store, cause, ground)) == []


def test_a_login_whose_rights_nobody_wrote_is_taken_from_the_copy(facts: Make) -> None:
    plan = PLAN.replace("holders: [ada], can: {read: [places/cloud], delete: [places/cloud]}", "holders: [ada]")
    ground = Ground(facts(plan))
    (attempt,) = remedy.right(ground.plan.datastores["book"].copies["nightly"], Cause(Why.TAKEN, LOGIN), ground)
    assert attempt.plan.datastores["book"].copies["nightly"].deletable_by == ()
    assert attempt.plan.credentials["cloud-login"].can is None


def test_without_a_key_none_is_copied(facts: Make) -> None:
    ground = Ground(facts(PLAN))
    copy = ground.plan.datastores["book"].copies["nightly"]
    assert list(remedy.key_copy(copy, tuple(ground.plan.places.values()), ground)) == []


def test_what_must_reach_nobody_knows_is_kept_as_it_is(facts: Make) -> None:
    ground = Ground(facts(PLAN.replace("every: 1d, duration: 1h", "lag: unbounded")))
    copy = ground.plan.datastores["book"].copies["nightly"]
    assert list(remedy.keep(copy, ground)) == list(remedy.lock(copy, ground)) == []


def test_a_drawer_beside_the_copy_is_no_place_for_its_key(facts: Make) -> None:
    plan = PLAN.replace("keep: 60d", "keep: 60d, encrypted: {key: {at: shop}}").replace("site: home", "site: dc1")
    ground = Ground(facts(plan))
    copy = ground.plan.datastores["book"].copies["nightly"]
    assert [t.cure.place for t in remedy.key_copy(copy, tuple(ground.plan.places.values()), ground)] == [""]
