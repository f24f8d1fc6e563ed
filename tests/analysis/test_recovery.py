"""Time to recover: size over rate, steps along their order, and the larger of estimate and measurement."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.duration import restore_time, runbook_time

Make = Callable[..., Facts]


def test_400_gib_at_100_mib_per_second_take_4096_seconds(facts: Make) -> None:
    store = facts("datastores: {db: {size: 400GiB, restore: {rate: 100MiB/s}}}").plan.datastores["db"]
    phase = restore_time(store)
    assert phase is not None
    assert phase.value == timedelta(seconds=4096)


def test_an_unmeasured_rate_is_assumed_and_said_so(facts: Make) -> None:
    phase = restore_time(facts("datastores: {db: {size: 50GB}}").plan.datastores["db"])
    assert phase is not None
    assert (phase.value, phase.basis) == (timedelta(seconds=1000), "assumed 50 MB/s")


def test_without_a_size_there_is_no_figure(facts: Make) -> None:
    assert restore_time(facts("datastores: {db: {restore: {rate: 1GB/s}}}").plan.datastores["db"]) is None


STEPS = [
    ("in a row", "[{do: a, takes: 5m}, {do: b, takes: 10m}]", timedelta(minutes=15)),
    ("side by side", "[{id: a, do: a, takes: 5m}, {id: b, do: b, takes: 10m}, {do: c, takes: 1m, after: [a, b]}, {id: d, do: d, takes: 2m, after: [a]}]", timedelta(minutes=16)),
    ("one without a time", "[{do: a, takes: 5m}, {do: b}]", None),
    ("none", "[]", None),
    ("after something unknown", "[{do: a, takes: 5m, after: [ghost]}]", None),
]  # fmt: skip


@pytest.mark.parametrize(("case", "steps", "expected"), STEPS, ids=[s[0] for s in STEPS])
def test_runbook_time(facts: Make, case: str, steps: str, expected: timedelta | None) -> None:
    plan = facts(f"runbooks: {{r: {{title: R, steps: {steps}}}}}").plan
    assert runbook_time(plan.runbooks["r"]) == expected, case


SERVICE = """
services: {shop: {tier: 1, rto: 4h, depends_on: [datastores/db], estimate: {detect: 10m, decide: 20m}}}
datastores: {db: {class: truth, size: 360GB, restore: {rate: 100MB/s}, copies: {n: {kind: dump, every: 1d}}}}
"""


def test_estimate_adds_the_phases(facts: Make) -> None:
    found = facts(SERVICE)
    assert found.recovery(found.plan.services["shop"]).estimate == timedelta(minutes=90)


def test_without_a_drill_it_is_unproven(facts: Make) -> None:
    found = facts(SERVICE)
    assert found.recovery(found.plan.services["shop"]).measured is None


def test_the_larger_of_estimate_and_measurement_wins(facts: Make) -> None:
    drill = "drills: {d: {type: system-restore, covers: [datastores/db], occurred: 2026-05-01, result: passed, measured: {rto: 2h}}}"
    found = facts(SERVICE + drill)
    recovery = found.recovery(found.plan.services["shop"])
    assert (recovery.measured, recovery.expected) == (timedelta(hours=2), timedelta(hours=2))


def test_a_missing_size_is_named_and_gives_no_figure(facts: Make) -> None:
    found = facts("services: {s: {depends_on: [datastores/db]}}\ndatastores: {db: {class: truth}}")
    recovery = found.recovery(found.plan.services["s"])
    assert recovery.estimate is None
    assert recovery.missing[0] == "size of datastores/db"


ROUTES = """
services:
  shop: {tier: 1, depends_on: [datastores/db, {on: datastores/index, fallback: browse}], estimate: {detect: 5m, provision: 30m, verify: 20m}}
datastores:
  db: {class: truth, size: 360GB, restore: {rate: 100MB/s}}
  index: {class: derived, rebuild: {duration: 9h}}
"""
SLOW = "{title: Rebuild, recovers: [services/shop], steps: [{do: a, takes: 6h}]}"
FAST = "{title: Failover, recovers: [services/shop], steps: [{do: a, takes: 40m}, {do: b, kind: verify, takes: 10m}]}"
STORE = "{title: Restore, recovers: [datastores/db], steps: [{do: a, takes: 2h}]}"


@pytest.mark.parametrize(
    ("books", "minutes"),
    [
        ("", 5 + 30 + 60 + 20),  # size over rate, and every estimated phase
        (f"r: {STORE}", 5 + 30 + 120 + 20),
        (f"f: {FAST}, s: {SLOW}, r: {STORE}", 5 + 30 + 50),  # the fastest route, its own verify counted once
    ],
    ids=["no runbook", "runbook of the store", "fastest of several"],
)
def test_the_estimate_follows_the_fastest_written_route(facts: Make, books: str, minutes: int) -> None:
    found = facts(ROUTES + f"runbooks: {{{books}}}")
    assert found.recovery(found.plan.services["shop"]).estimate == timedelta(minutes=minutes)


def test_a_store_with_a_fallback_keeps_nobody_waiting(facts: Make) -> None:
    found = facts(ROUTES.replace(", fallback: browse", ""))
    phases = found.recovery(found.plan.services["shop"]).path
    assert "rebuild index" in [p.name for p in phases]
