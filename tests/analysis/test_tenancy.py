"""Several customers in one store."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.tenancy import Way

Make = Callable[..., Facts]


@pytest.mark.parametrize(
    ("store", "service", "other", "expected"),
    [
        ("multi_tenant: yes", "{}", "{}", True),
        ("class: config, multi_tenant: yes", "{}", "{}", True),
        ("class: derived, multi_tenant: yes", "{}", "{}", False),
        ("tier: 1", "{multi_tenant: yes, depends_on: [datastores/d]}", "{}", True),
        ("class: config", "{multi_tenant: yes, depends_on: [datastores/d]}", "{}", False),
        ("tier: 1", "{multi_tenant: yes, depends_on: [datastores/d, datastores/o]}", "{multi_tenant: yes}", False),
        ("tier: 1", "{depends_on: [datastores/d]}", "{}", False),
    ],
)
def test_shared(store: str, service: str, other: str, expected: bool, facts: Make) -> None:
    known = facts(f"datastores: {{d: {{{store}}}, o: {other}}}\nservices: {{s: {service}}}")
    assert known.is_shared_by_customers(known.plan.datastores["d"]) is expected


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        ("unknown", Way(is_written=False, is_timed=False, is_tried=False)),
        ("{takes: 1h}", Way(is_written=False, is_timed=False, is_tried=False)),
        ("{runbook: bare}", Way(is_written=True, is_timed=False, is_tried=False)),
        ("{runbook: bare, takes: 1h}", Way(is_written=True, is_timed=True, is_tried=False)),
        ("{runbook: timed}", Way(is_written=True, is_timed=True, is_tried=True)),
    ],
)
def test_way(one: str, expected: Way, facts: Make) -> None:
    known = facts(f"""
datastores: {{d: {{tenants: {{one: {one}}}}}}}
runbooks: {{bare: {{title: x}}, timed: {{title: y, steps: [{{do: z, takes: 5m}}]}}}}
drills: {{t: {{type: item-restore, covers: [runbooks/timed], occurred: 2026-11-01, result: passed}}}}
""")
    found, many = known.tenant_restores(known.plan.datastores["d"])
    assert found == expected
    assert not many.is_written
