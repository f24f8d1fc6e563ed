"""What a service needs of its vendors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.reliance import is_weaker

PLAN = """
vendors: {a: {}, b: {}, host: {}}
services: {shop: {%s}}
runbooks: {move: {title: Move, recovers: [services/shop], needs: [vendors/a]}}
datastores: {db: {at: vendors/host, copies: {nightly: {kind: dump%s}}}}
"""


@pytest.mark.parametrize(
    ("service", "needed"),
    [
        ("", []),
        ("vendor: a", ["a"]),
        ("depends_on: [vendors/a, {on: vendors/b, fallback: paper}]", ["a"]),
        ("depends_on: [{on: vendors/a, kind: recovery}, {on: vendors/b, kind: both}]", ["b"]),
        ("vendor: a, depends_on: [vendors/a, vendors/b]", ["a", "b"]),
        ("vendor: a, depends_on: [{on: vendors/a, fallback: paper}]", []),
    ],
)
def test_needed(service: str, needed: list[str], facts: Callable[..., Facts]) -> None:
    found = facts(PLAN % (service, ""))
    assert [v.id for v in found.vendors_needed(found.plan.services["shop"])] == needed


@pytest.mark.parametrize(("vendor", "own"), [("a", False), ("b", True)])
def test_own_route(vendor: str, own: bool, facts: Callable[..., Facts]) -> None:
    found = facts(PLAN % ("", ""))
    assert found.has_own_route(found.plan.services["shop"], found.plan.vendors[vendor]) is own


@pytest.mark.parametrize(
    ("extra", "own"),
    [
        ("{on: vendors/a}", False),
        ("{outage: [{beyond: 1d, do: wait}]}", False),
        ("{outage: [{beyond: 1d, do: move, runbook: move}]}", True),
    ],
)
def test_an_outage_with_a_runbook_is_a_route(extra: str, own: bool, facts: Callable[..., Facts]) -> None:
    found = facts((PLAN % ("", "")).replace("{a: {}", f"{{a: {extra if 'outage' in extra else '{}'}"))
    assert found.has_own_route(found.plan.services["shop"], found.plan.vendors["a"]) is own


@pytest.mark.parametrize(
    ("copy", "vendor", "alone"),
    [
        ("", "host", False),
        (", run_by: host", "host", True),
        (", active: no", "host", True),
        (", run_by: host", "a", False),
    ],
)
def test_held_alone(copy: str, vendor: str, alone: bool, facts: Callable[..., Facts]) -> None:
    found = facts(PLAN % ("depends_on: [datastores/db]", copy))
    assert found.holds_alone(found.plan.services["shop"], found.plan.vendors[vendor]) is alone


def test_weaker() -> None:
    hour = timedelta(hours=1)
    assert [is_weaker(p, n) for p, n in ((None, None), (hour, None), (None, hour), (hour, hour), (2 * hour, hour))] == [
        False, False, True, False, True,
    ]  # fmt: skip
