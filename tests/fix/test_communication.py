"""What is prepared for speaking to people."""

from __future__ import annotations

from collections.abc import Callable

import pytest

TABLE = {
    "comms-plan-incomplete: nothing is there": (
        """\
services: {shop: {tier: 1, public: yes}}
""",
        """\

communication:
  first_notice: 30m  # TODO: to be confirmed; 30m is usual
  update_every: 60m  # TODO: to be confirmed; 60m is usual
  inbound: unknown  # TODO: how customers reach you while product and login are down
  templates:
    customers:
      audience: customers
      text: "TODO: We know that [what] does not work since [time]. We are working on it. Next news at [time]."

actions:
  confirm-notice-times:
    title: "TODO: confirm by when customers hear from us first, and how often then"
    owner: unknown
    due: unknown
""",
    ),
    "comms-plan-incomplete: a rhythm that was said to be unknown stays open to the eye": (
        """\
services: {shop: {tier: 1, public: yes}}
channels:
  phone: {kind: phone, audience: customers, direction: inward}
  page: {kind: status-page, audience: Big Customers!}
communication:
  first_notice: 15m
""",
        """\
  update_every: 60m  # TODO: to be confirmed; 60m is usual
  templates:
    big-customers:
      audience: "Big Customers!"
      text: "TODO: We know that [what] does not work since [time]. We are working on it. Next news at [time]."

actions:
  confirm-notice-times:
    title: "TODO: confirm by when customers hear from us first, and how often then"
    owner: unknown
    due: unknown
""",
    ),
    "resilience-statement-missing: a statement to be published": (
        """\
services:
  shop:
    tier: 1
    public: yes
    keeps_others_data: yes
""",
        """\
    statement:
      at: unknown  # TODO: the public address of the statement
      occurred: unknown  # TODO: the day of its last version
      claims: []  # TODO: what it says of place, backups and their last test
""",
    ),
    "customer-contacts-inside-service: a bundle to be made": (
        """\
services: {shop: {tier: 1, public: yes, at: office, parts: {data: orders}}}
datastores: {orders: {class: truth, at: office, personal: ordinary}}
places:
  office: {site: office}
""",
        """\
  # TODO: where the bundle lies, away from everything that it helps to recover
  offline-bundle:
    name: Where the offline bundle is kept
    site: unknown
    provider: unknown
    offline: unknown
    basis: unknown

# TODO: make the bundle (bcdr build), carry it there, and write down the day
kept:
  offline-bundle:
    at: offline-bundle
    as: offline bundle
    occurred: unknown  # TODO: the day on which somebody has put it there
    includes: [customer-contacts]
""",
    ),
    "customer-contacts-inside-service: a print that bears a day never held them": (
        """\
services: {shop: {tier: 1, public: yes, at: office, parts: {data: orders}}}
datastores: {orders: {class: truth, at: office, personal: ordinary}}
places:
  office: {site: office}
kept:
  print: {at: office, occurred: 2026-11-01, includes: [plan]}
""",
        """\
  # TODO: where the bundle lies, away from everything that it helps to recover
  offline-bundle:
    name: Where the offline bundle is kept
    site: unknown
    provider: unknown
    offline: unknown
    basis: unknown
  # TODO: make the bundle (bcdr build), carry it there, and write down the day
  offline-bundle:
    at: offline-bundle
    as: offline bundle
    occurred: unknown  # TODO: the day on which somebody has put it there
    includes: [customer-contacts]
""",
    ),
}


@pytest.mark.parametrize(("text", "lines"), TABLE.values(), ids=TABLE)
def test_lines_that_are_added(
    text: str, lines: str, request: pytest.FixtureRequest, written: Callable[..., str]
) -> None:
    rule = request.node.callspec.id.partition(":")[0]
    assert written(text, rule) == lines
