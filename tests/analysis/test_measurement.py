"""The newest measured recovery of a service."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bcdr.analysis.facts import Facts

PLAN = """
services:
  shop: {depends_on: [datastores/db, datastores/files, {on: datastores/index, fallback: slow search}]}
datastores:
  db: {}
  files: {}
  index: {class: derived, rebuild: {measured: 9h}}
  setup: {class: config}
drills:
  old: {type: system-restore, covers: [datastores/db], occurred: 2026-01-01, result: passed, measured: {rto: 5h}}
"""
DRILL = "  new: {type: %s, covers: [%s], occurred: 2026-06-01, result: %s, measured: {rto: %s}}\n"


@pytest.mark.parametrize(
    ("drill", "hours"),
    [
        ("", 5),
        (DRILL % ("system-restore", "datastores/db", "passed", "2h"), 2),
        (DRILL % ("system-restore", "datastores/db", "failed", "7h"), 7),
        (DRILL % ("item-restore", "datastores/db", "passed", "1h"), 5),
        (DRILL % ("system-restore", "datastores/files", "passed", "1h"), 5),
        (DRILL % ("failover", "services/shop", "passed", "1h"), 1),
        (DRILL % ("tabletop", "services/shop", "passed", "1h"), 5),
        (DRILL % ("system-restore", "datastores/setup", "passed", "8h"), 5),
        (DRILL % ("system-restore", "datastores/index", "passed", "8h"), 5),
    ],
)
def test_newest(drill: str, hours: int, facts: Callable[..., Facts]) -> None:
    found = facts(PLAN + drill)
    measured = found.measurement(found.plan.services["shop"])
    assert measured is not None
    assert measured.time == timedelta(hours=hours)


def test_a_rebuild_counts_where_nothing_replaces_it(facts: Callable[..., Facts]) -> None:
    found = facts(PLAN.replace("{on: datastores/index, fallback: slow search}", "datastores/index"))
    measured = found.measurement(found.plan.services["shop"])
    assert measured is not None
    assert (measured.time, measured.of.id, measured.day) == (timedelta(hours=9), "index", None)


def test_nothing_measured(facts: Callable[..., Facts]) -> None:
    found = facts("services: {shop: {depends_on: [datastores/db]}}\ndatastores: {db: {}}")
    assert found.measurement(found.plan.services["shop"]) is None
