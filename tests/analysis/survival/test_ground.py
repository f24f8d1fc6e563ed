"""What the tree asks of the plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.domain import Unknown
from bcdr.analysis.survival.ground import Ground

Make = Callable[..., Facts]
D, H = timedelta(days=1), timedelta(hours=1)
PLAN = """
people: {ada: {name: Ada}}
roles: {it: {holder: ada}, empty: {}, roster: {holders_in: places/here}}
vendors: {cloudy: {}, keeper: {}}
places:
  here: {storage: disk, site: office, region: north, provider: self, account: shop, admin: domain}
  room: {site: office}
credentials:
  root: {can: {delete: [places/here]}}
  app: {can: {write: [datastores/db]}}
  reader: {can: {read: [places/here], restore: [datastores/db]}}
services:
  shop: {vendor: cloudy}
datastores:
  db:
    at: here
    engine: pg 16
    copies:
      a: {kind: dump, at: here, every: 24h, duration: 2h, keep: 60d, deletable_by: [admin/domain, credentials/app]}
      short: {kind: dump, at: here, every: 24h, duration: 2h, keep: 3d}
      silent: {kind: dump, at: here, every: 24h, duration: 2h}
      unclear: {kind: dump, at: here, keep: 60d}
      all: {kind: versioned-objects, run_by: keeper}
      adding: {kind: dump, at: here, append_only: yes}
scenarios: {ransomware: {applicable: yes, detection: 10d}}
"""


@pytest.fixture
def ground(facts: Make) -> Ground:
    return Ground(facts(PLAN))


def test_detection_is_the_longest_that_the_plan_states_or_what_was_asked(facts: Make, ground: Ground) -> None:
    assert ground.detection == 10 * D
    assert Ground(facts(PLAN), 2 * D).detection == 2 * D
    assert Ground(facts(PLAN.partition("scenarios")[0])).detection == 14 * D


def test_what_has_no_place_is_at_the_vendor_that_runs_it(ground: Ground) -> None:
    copies = ground.plan.datastores["db"].copies
    assert ground.where(copies["a"]) == "places/here"
    assert ground.where(copies["all"]) == "vendors/keeper"
    assert ground.where(ground.plan.services["shop"]) == "vendors/cloudy"
    assert "provider/keeper" in ground.losses_of(copies["all"])


def test_a_room_lies_on_no_storage_that_nobody_named(ground: Ground) -> None:
    storage = Unknown("storage", ("office", "north"))
    assert storage in ground.losses("places/room")
    assert storage not in ground.losses_of_room("places/room")
    assert "storage/disk" in ground.losses_of_room("places/here")


def test_who_destroys_a_store_and_who_deletes_a_copy(ground: Ground) -> None:
    store = ground.plan.datastores["db"]
    owners = {"hostile:account/shop", "hostile:admin/domain"}
    logins = {"hostile:credentials/root", "hostile:credentials/app"}
    assert ground.destroyers(store) == owners | logins
    assert ground.deleters(store.copies["a"]) == {"hostile:admin/domain"} | logins
    assert ground.deleters(store.copies["adding"]) == {"hostile:credentials/root"}


def test_every_right_on_its_place_is_a_way_to_reach_a_copy(ground: Ground) -> None:
    copies = ground.plan.datastores["db"].copies
    assert ground.readers("places/here") == ("credentials/root", "credentials/reader")
    assert ground.readers(copies["all"]) == ()


def test_how_far_back_a_copy_must_reach(ground: Ground) -> None:
    store = ground.plan.datastores["db"]
    assert ground.must_reach(store.copies["a"]) == 10 * D + 26 * H
    assert ground.must_reach(store.copies["unclear"]) is None


@pytest.mark.parametrize(("copy", "expected"), [("a", False), ("short", True), ("silent", None), ("unclear", None)])
def test_whether_damage_is_found_too_late(ground: Ground, copy: str, expected: bool | None) -> None:
    store = ground.plan.datastores["db"]
    assert ground.is_too_late(store.copies[copy]) is expected


def test_people_behind_a_role(ground: Ground) -> None:
    assert ground.people("roles/it") == ("people/ada",)
    assert ground.people("people/ada") == ("people/ada",)
    assert ground.people("roles/empty") == ()
    assert ground.people("roles/roster") is None, "others know who they are"


def test_values_in_use(ground: Ground) -> None:
    assert ground.values["site"] == ("office",)
    assert ground.values["software"] == ("pg 16",)
    assert ground.values["provider"] == ("cloudy", "keeper", "self")
