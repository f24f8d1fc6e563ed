"""Whether there is somewhere clean to go, in time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.target import has_target

PLAN = """
places: {here: {site: a}, there: {site: b}, nowhere: {}}
services: {s: {at: places/here, rto: 4h, %s}}
runbooks: {r: {title: x, recovers: [services/s], %s}}
"""


@pytest.mark.parametrize(
    ("service", "runbook", "expected"),
    [
        ("tier: 1", "owner: unknown", False),
        ("tier: 1", "target: a rented server", True),
        ("tier: 1", "target: {at: there}", True),
        ("tier: 1", "target: {at: here}", False),
        ("tier: 1", "target: {at: nowhere}", True),
        ("tier: 1", "target: {at: there, lead_time: 4h}", True),
        ("tier: 1", "target: {at: there, lead_time: 5h}", False),
        ("standby: {at: there}", "owner: unknown", True),
        ("standby: {at: here}", "owner: unknown", False),
    ],
)
def test_target(service: str, runbook: str, expected: bool, facts: Callable[..., Facts]) -> None:
    known = facts(PLAN % (service, runbook))
    shop = known.plan.services["s"]
    assert has_target(shop, known.runbooks(shop), (), {"a"}, known.labels) is expected
    assert known.has_target(shop) is expected


def test_a_spare_place_serves_every_service(facts: Callable[..., Facts]) -> None:
    known = facts(
        "places: {spare: {site: b, lead_time: 2h}, here: {site: a}}\nservices: {s: {at: places/here, rto: 2h}}"
    )
    assert known.has_target(known.plan.services["s"])
