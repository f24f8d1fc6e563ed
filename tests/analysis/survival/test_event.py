"""What an event brings with it, and which events are looked at."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.event import Consequences, canonical
from bcdr.analysis.survival.ground import Ground

Make = Callable[..., Facts]
PLAN = """
people:
  ada: {name: Ada}
  ben: {name: Ben}
  cy: {name: Cy, leaves_on: 2026-11-20}
roles:
  it: {holder: ada, deputies: [cy]}
vendors: {cloudy: {}, mailer: {}}
places:
  here: {storage: disk, site: office, region: north, provider: self, account: shop, admin: domain}
  shelf: {region: west}
services:
  login: {at: here}
datastores:
  vault: {at: here, engine: pg 16}
  old: {at: here, active: no}
credentials:
  root: {holders: [roles/it], can: {delete: [places/here]}}
  app: {holders: [people/ben], login_via: services/login, can: {write: [datastores/vault]}}
  kept: {kept_in: datastores/vault}
  reader: {holders: [people/ben], can: {read: [places/here]}}
"""


@pytest.mark.parametrize(
    ("ref", "hostile", "event"),
    [
        ("vendors/cloudy", False, "provider/cloudy"),
        ("vendors/cloudy", True, "provider/cloudy"),
        ("admin/domain", False, "hostile:admin/domain"),
        ("account/shop", True, "hostile:account/shop"),
        ("account/shop", False, "account/shop"),
        ("site/office", True, "site/office"),
        ("people/ada", True, "hostile:people/ada"),
    ],
)
def test_an_event_is_written_in_one_way(ref: str, hostile: bool, event: str) -> None:
    assert canonical(ref, hostile=hostile) == event


@pytest.mark.parametrize(
    ("event", "brought"),
    [
        ("people/ada", set()),
        ("roles/it", {"people/ada"}),
        ("hostile:people/ada", {"people/ada", "hostile:credentials/root"}),
        ("hostile:roles/it", {"roles/it", "hostile:people/ada", "people/ada", "hostile:credentials/root"}),
        ("hostile:people/cy", {"people/cy"}),
        ("hostile:services/login", {"services/login", "hostile:credentials/app"}),
        ("hostile:datastores/vault", {"datastores/vault", "hostile:credentials/kept"}),
        ("hostile:account/shop", {"hostile:credentials/kept"}),
        ("hostile:account/other", set()),
    ],
)
def test_what_an_event_brings_with_it(facts: Make, event: str, brought: set[str]) -> None:
    known = facts(PLAN)
    assert Consequences(known.plan, known.as_of).of(event) == {event, *brought}


def test_which_events_make_something_so(facts: Make) -> None:
    known = facts(PLAN)
    causing = Consequences(known.plan, known.as_of).causing(["people/ada", "hostile:people/ada", "site/office"])
    assert causing["people/ada"] == {"people/ada", "hostile:people/ada"}
    assert causing["hostile:credentials/root"] == {"hostile:people/ada"}


def test_every_failure_domain_and_person_and_armed_login_is_an_event(facts: Make) -> None:
    found = set(Ground(facts(PLAN)).universe)
    assert found >= {
        "storage/disk", "site/office", "region/north", "region/west", "account/shop", "hostile:account/shop",
        "hostile:admin/domain", "hostile:credentials/root", "hostile:credentials/app", "hostile:people/ada",
        "people/ada", "credentials/reader", "datastores/vault", "software/pg 16",
    }  # fmt: skip


@pytest.mark.parametrize(
    "event", ["provider/self", "hostile:credentials/reader", "people/cy", "datastores/old", "admin/domain"]
)
def test_what_is_no_event(facts: Make, event: str) -> None:
    assert event not in Ground(facts(PLAN)).universe


def test_a_place_without_labels_is_an_event_of_its_own(facts: Make) -> None:
    assert "places/shelf" in Ground(facts(PLAN)).universe
    assert "places/here" not in Ground(facts(PLAN)).universe
