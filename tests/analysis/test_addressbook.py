"""Where the contacts of customers are, and whether there are customers at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.addressbook import Book, has_customers
from bcdr.analysis.facts import Facts

PLAN = """
places:
  dc: {site: a, provider: h, account: one}
  same-house: {site: a, provider: self}
  drawer: {site: b, provider: self, offline: yes}
  nowhere: {storage: x}
vendors: {crm: {}}
services: {shop: {public: yes, at: dc, depends_on: [datastores/db]}}
"""
ORDINARY = "datastores: {db: {at: dc, personal: ordinary}, list: {at: drawer}}\n"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("", Book.NONE),
        ("communication: {customer_contacts: {refreshed: 2026-11-20}}", Book.NONE),
        ("communication: {customer_contacts: {at: drawer, refreshed: 2026-10-22}}", Book.ELSEWHERE),
        ("communication: {customer_contacts: {at: drawer, refreshed: 2026-10-21}}", Book.OLD),
        ("communication: {customer_contacts: {at: drawer}}", Book.OLD),
        ("communication: {customer_contacts: {at: same-house, refreshed: 2026-11-20}}", Book.INSIDE),
        ("communication: {customer_contacts: {at: nowhere, refreshed: 2026-11-20}}", Book.INSIDE),
        ("communication: {customer_contacts: {at: vendors/crm, refreshed: 2026-11-20}}", Book.ELSEWHERE),
        ("communication: {customer_contacts: {at: datastores/list, refreshed: 2026-11-20}}", Book.ELSEWHERE),
        ("communication: {customer_contacts: {at: datastores/db, refreshed: 2026-11-20}}", Book.INSIDE),
        ("kept: {k: {at: drawer, occurred: 2026-11-20}}", Book.NONE),
        ("kept: {k: {at: drawer, occurred: 2026-11-20, includes: [customer-contacts]}}", Book.ELSEWHERE),
        ("kept: {k: {at: drawer, includes: [customer-contacts]}}", Book.OLD),
        ("kept: {k: {at: drawer, always_current: yes, includes: [customer-contacts]}}", Book.ELSEWHERE),
        ("kept: {k: {at: dc, occurred: 2026-11-20, includes: [customer-contacts]}}", Book.NONE),
    ],
)
def test_the_best_list_counts(facts: Callable[..., Facts], written: str, found: Book) -> None:
    assert facts(PLAN + ORDINARY + written).customer_contacts is found


@pytest.mark.parametrize(
    ("over", "asked"),
    [
        ("datastores: {db: {personal: none}}", False),
        ("datastores: {db: {}}", False),
        ("datastores: {db: {multi_tenant: yes}}", True),
        ("datastores: {db: {personal: special}}", True),
    ],
)
def test_customers_are_whose_data_is_kept(facts: Callable[..., Facts], over: str, asked: bool) -> None:
    assert (facts(PLAN + over).customer_contacts is not None) is asked
    assert facts((PLAN + over).replace("public: yes", "public: no")).customer_contacts is None


def test_a_service_that_nobody_outside_uses_has_no_customers(facts: Callable[..., Facts]) -> None:
    found = facts("datastores: {d: {personal: ordinary}}\nservices: {s: {depends_on: [datastores/d]}}")
    service = found.plan.services["s"]
    assert not has_customers(service, found.stores_of(service))
