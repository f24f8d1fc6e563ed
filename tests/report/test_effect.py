"""The effect of a finding: what its owners stated of business and people, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.audit import Audit
from bcdr.report.effect import effect

PLAN = """
services:
  shop: {name: Shop, tier: 1, mtpd: 1d, depends_on: [datastores/orders, vendors/pay],
         impact: [{after: 1h, business: 1, why: annoying}, {after: 1d, business: 4, why: no income}, {after: 2d, business: 4}]}
  mail: {tier: 3, depends_on: [datastores/orders]}
datastores:
  orders: {name: Orders, copies: {n: {kind: dump}}, personal: {level: special, people: 1, impact_on_people: [{after: 3d, score: 2, why: pain}, {after: 1h, score: 1, why: worry}]}}
  cache: {class: derived}
vendors: {pay: {}, idle: {}}
runbooks: {r: {title: R, recovers: [datastores/orders]}}
credentials: {c: {can: {delete: [datastores/cache]}}}
drills: {d: {type: tabletop, covers: [runbooks/r]}}
channels: {talk: {kind: chat, audience: staff}}
"""
BUSINESS = ("Shop: tier 1, tolerable for at most 1 d; after 1 d: no income", "mail: tier 3")
PEOPLE = ("Orders: special data, 1 person; after 3 d: pain",)
NOBODY = ("no personal data depend on it",)


@pytest.mark.parametrize(
    ("ref", "business", "people"),
    [
        ("datastores/orders", BUSINESS, PEOPLE),
        ("datastores/orders/copies/n", BUSINESS, PEOPLE),
        ("datastores/cache", (), NOBODY),
        ("services/shop", BUSINESS[:1], PEOPLE),
        ("services/mail", BUSINESS[1:], PEOPLE),
        ("vendors/pay", BUSINESS[:1], PEOPLE),
        ("vendors/idle", (), ()),
        ("runbooks/r", BUSINESS, PEOPLE),
        ("credentials/c", (), NOBODY),
        ("drills/d", BUSINESS, PEOPLE),
        ("channels/talk", (), ()),
        ("plan", (), ()),
    ],
)
def test_what_depends_on_an_object(
    of_text: Callable[[str], Audit], ref: str, business: tuple[str, ...], people: tuple[str, ...]
) -> None:
    assert effect(ref, of_text(PLAN).facts) == (business, people)


def test_many_services_are_counted(of_text: Callable[[str], Audit]) -> None:
    services = "".join(f"  s{n}: {{tier: 2, depends_on: [datastores/d]}}\n" for n in range(5))
    found = effect("datastores/d", of_text(f"services:\n{services}datastores: {{d: {{personal: ordinary}}}}").facts)
    assert found.business == ("s0: tier 2", "s1: tier 2", "s2: tier 2", "and 2 other services")
    assert found.people == ("d: ordinary data, number of people not provided",)
