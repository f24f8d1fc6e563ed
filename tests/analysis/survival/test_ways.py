"""When a service is down, and whether there is a way back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts
from tests.analysis.survival.verdicts import FALLS, NOT_SHOWN, STANDS, Verdict, verdict

Make = Callable[..., Facts]
SHOP, DOWN = "services/shop", "down:services/shop"


def plan(shop: str, more: str = "") -> str:
    return f"""
people: {{ada: {{name: Ada}}}}
vendors: {{cloudy: {{}}, payer: {{}}}}
places:
  here: {{storage: disk, site: office, region: north, provider: self, account: shop, admin: domain}}
  away: {{storage: bucket, site: dc, region: south, provider: cloudy, account: cloud, admin: console}}
credentials:
  deployer: {{holders: [people/ada], can: {{write: [services/shop]}}}}
datastores:
  db: {{at: here, copies: {{safe: {{kind: dump, at: away, every: 24h, keep: 90d, pulled: yes}}}}}}
  bare: {{at: here}}
  far: {{at: away}}
services:
  shop: {{{shop}}}
  login: {{at: here}}
{more}
"""


HITS = [
    ("at: here", "site/office"), ("at: here", "services/shop"), ("at: here", "hostile:account/shop"),
    ("at: here", "hostile:admin/domain"), ("at: here", "hostile:credentials/deployer"), ("vendor: cloudy", "provider/cloudy"),
    ("at: away, depends_on: [datastores/db]", "site/office"), ("at: away, depends_on: [datastores/db]", "datastores/db"),
    ("at: away, depends_on: [services/login]", "site/office"), ("at: away, depends_on: [vendors/payer]", "provider/payer"),
    ("at: away, parts: {data: [db]}", "site/office"), ("at: away, parts: {dns: [db]}", "site/office"),
]  # fmt: skip


@pytest.mark.parametrize(("shop", "event"), HITS)
def test_what_takes_a_service_down(facts: Make, shop: str, event: str) -> None:
    assert verdict(facts(plan(shop)), DOWN, event) is FALLS
    assert verdict(facts(plan(shop)), DOWN, "software/none") is STANDS


@pytest.mark.parametrize(
    "shop",
    [
        "at: away, depends_on: [{on: datastores/db, fallback: paper}]",
        "at: away, depends_on: [{on: services/login, fallback: paper}]",
        "at: away, depends_on: [{on: datastores/db, kind: recovery}]",
        "at: away, parts: {code: [db], configuration: [db], secrets: [db]}",
    ],
)
def test_what_it_can_do_without_does_not(facts: Make, shop: str) -> None:
    assert verdict(facts(plan(shop)), DOWN, "site/office") is STANDS
    assert verdict(facts(plan(shop)), SHOP, "site/office") is STANDS


def test_a_replaceable_vendor_takes_nothing_down(facts: Make) -> None:
    shop = "at: away, depends_on: [{on: vendors/payer, fallback: invoices}]"
    assert verdict(facts(plan(shop)), DOWN, "provider/payer") is STANDS


BOOK = "runbooks: {back: {title: Back, recovers: [%s], steps: [{do: x, by: people/ada}]}}"
WAYS = [
    ("nothing is written", "at: here", "", FALLS),
    ("a standby elsewhere", "at: here, standby: {at: away}", "", STANDS),
    ("a standby at the same site", "at: here, standby: {at: here}", "", FALLS),
    ("a runbook of its own", "at: here", BOOK % "services/shop", STANDS),
    ("a runbook without steps", "at: here", "runbooks: {back: {title: Back, recovers: [services/shop]}}", FALLS),
    ("a runbook for another service", "at: here", BOOK % "services/login", FALLS),
    ("runbooks for all its data", "at: here, depends_on: [datastores/db]", BOOK % "datastores/db", STANDS),
    ("for only some of its data", "at: here, depends_on: [datastores/db, datastores/far]", BOOK % "datastores/db", FALLS),
    ("its data is lost for good", "at: here, depends_on: [datastores/bare]", BOOK % "services/shop", FALLS),
    ("what it is made of is lost for good", "at: here, parts: {code: [bare]}", BOOK % "services/shop", FALLS),
    ("it is not hit itself", "at: away, depends_on: [datastores/db]", "", STANDS),
]  # fmt: skip


@pytest.mark.parametrize(("case", "shop", "more", "expected"), WAYS, ids=[w[0] for w in WAYS])
def test_the_way_back_after_a_fire(facts: Make, case: str, shop: str, more: str, expected: Verdict) -> None:
    assert verdict(facts(plan(shop, more)), SHOP, "site/office") is expected


def test_the_runbook_of_the_vendor_is_a_way_too(facts: Make) -> None:
    assert verdict(facts(plan("vendor: cloudy")), SHOP, "provider/cloudy") is FALLS
    assert verdict(facts(plan("vendor: cloudy", BOOK % "vendors/cloudy")), SHOP, "provider/cloudy") is STANDS


def test_a_needed_vendor_that_is_gone_must_be_done_without(facts: Make) -> None:
    shop = "at: away, depends_on: [vendors/payer]"
    assert verdict(facts(plan(shop)), SHOP, "provider/payer") is FALLS
    assert verdict(facts(plan(shop, BOOK % "services/shop")), SHOP, "provider/payer") is FALLS
    assert verdict(facts(plan(shop, BOOK % "vendors/payer")), SHOP, "provider/payer") is STANDS
    needing = BOOK.replace("steps:", "needs: [vendors/payer], steps:") % "vendors/payer"
    assert verdict(facts(plan(shop, needing)), SHOP, "provider/payer") is FALLS


def test_where_nobody_wrote_where_a_service_runs_what_takes_its_data_may_take_it(facts: Make) -> None:
    text = plan("depends_on: [datastores/db]")
    hit = f"hit:{SHOP}"
    assert verdict(facts(text), hit, "channels/none") is STANDS
    store = next(s for s in facts(text).stores if s.id == "db")
    assert store.at is not None
    assert verdict(facts(text), hit, store.at) is NOT_SHOWN


def test_when_nobody_is_left_for_the_steps_then_there_is_no_way(facts: Make) -> None:
    known = facts(plan("at: here", BOOK % "services/shop"))
    assert verdict(known, SHOP, "site/office", "people/ada") is FALLS
    assert verdict(known, SHOP, "people/ada") is STANDS


def test_services_that_need_each_other_start_together(facts: Make) -> None:
    text = plan("at: here, depends_on: [services/login]", BOOK % "services/shop, services/login")
    text = text.replace("login: {at: here}", "login: {at: here, depends_on: [services/shop]}")
    assert verdict(facts(text), SHOP, "site/office") is STANDS
    assert verdict(facts(text), "services/login", "site/office") is STANDS


def test_a_service_needs_a_way_for_each_service_it_rests_on(facts: Make) -> None:
    text = plan("at: here, depends_on: [services/login]", BOOK % "services/shop")
    assert verdict(facts(text), SHOP, "site/office") is FALLS
