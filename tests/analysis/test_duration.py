"""How long single pieces take: size over rate, rebuilds, steps that share pieces, a runbook on its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bcdr.analysis.duration import Figure, rebuild_time, restore_time, runbook_time, stated_restore, step_time
from bcdr.analysis.facts import Facts
from bcdr.model.datastore import Datastore
from bcdr.model.runbook import Step
from bcdr.model.value import UNBOUNDED

Make = Callable[..., Facts]
HOUR = timedelta(hours=1)


def store(facts: Make, text: str) -> Datastore:
    return facts(f"datastores: {{db: {text}}}").plan.datastores["db"]


def test_400_gib_at_100_mib_per_second_take_4096_seconds(facts: Make) -> None:
    """Worked value (h)."""
    found = store(facts, "{size: 400GiB, restore: {rate: 100MiB/s}}")
    assert restore_time(found) == Figure(timedelta(hours=1, minutes=8, seconds=16), "stated rate")
    assert stated_restore(found) == timedelta(seconds=4096)


RESTORES = [
    ("of the first copy by name", "{size: 50GB, copies: {b: {kind: dump, restore: {rate: 1MB/s}}, a: {kind: dump, restore: {rate: 25MB/s}}}}", 2000, "stated rate", 2000),
    ("assumed", "{size: 50GB}", 1000, "assumed 50 MB/s", 0),
    ("measured", "{size: 50GB, restore: {rate: 100MB/s, measured: 2026-01-02}}", 500, "rate measured 2026-01-02", 500),
    ("delay", "{size: 50GB, restore: {rate: 100MB/s, retrieval_delay: 12h}}", 43700, "stated rate", 43700),
    ("delay only", "{size: 50GB, restore: {retrieval_delay: 12h}}", 44200, "assumed 50 MB/s", 43200),
    ("of a copy", "{size: 50GB, copies: {a: {kind: dump}, b: {kind: dump, restore: {rate: 25MB/s}}}}", 2000, "stated rate", 2000),
    ("too large for time", "{size: 99999999999999999999PB, restore: {rate: 1B/s}}", None, "stated rate", None),
]  # fmt: skip


@pytest.mark.parametrize(("case", "text", "seconds", "basis", "stated"), RESTORES, ids=[r[0] for r in RESTORES])
def test_restore(facts: Make, case: str, text: str, seconds: int | None, basis: str, stated: int | None) -> None:
    found = store(facts, text)
    lengths = [UNBOUNDED if s is None else timedelta(seconds=s) for s in (seconds, stated)]
    assert restore_time(found) == Figure(lengths[0], basis), case
    assert stated_restore(found) == lengths[1]


def test_at_an_assumed_rate_of_nothing_it_takes_for_ever(facts: Make) -> None:
    found = restore_time(store(facts, "{size: 50GB}"), unmeasured=0)
    assert found is not None
    assert found.value == UNBOUNDED


def test_the_copy_that_is_read_brings_its_own_rate(facts: Make) -> None:
    found = store(
        facts,
        "{size: 50GB, restore: {rate: 100MB/s}, copies: {a: {kind: dump}, b: {kind: tape, restore: {rate: 25MB/s, retrieval_delay: 1h}}}}",
    )
    by_copy = {id_: stated_restore(found, c) for id_, c in found.copies.items()}
    assert by_copy == {"a": timedelta(seconds=500), "b": timedelta(seconds=2000 + 3600)}
    tape = restore_time(found, copy=found.copies["b"])
    assert tape is not None
    assert tape.value == by_copy["b"]


def test_without_a_size_there_is_no_figure(facts: Make) -> None:
    assert restore_time(store(facts, "{restore: {rate: 1GB/s}}")) is None
    assert stated_restore(store(facts, "{restore: {rate: 1GB/s}}")) == timedelta()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{class: derived}", None),
        ("{class: derived, rebuild: {from: [db]}}", None),
        ("{class: derived, rebuild: {duration: 2h}}", Figure(2 * HOUR, "estimate")),
        ("{class: derived, rebuild: {duration: 2h, measured: 3h}}", Figure(3 * HOUR, "measured")),
        ("{class: derived, rebuild: {duration: 4h, measured: 3h}}", Figure(4 * HOUR, "estimate")),
        ("{class: derived, rebuild: {measured: 3h}}", Figure(3 * HOUR, "measured")),
    ],
)
def test_a_rebuild_takes_the_larger_of_estimate_and_measurement(
    facts: Make, text: str, expected: Figure | None
) -> None:
    assert rebuild_time(store(facts, text)) == expected


def test_4000_machines_of_half_an_hour_take_ten_pairs_of_hands_200_hours() -> None:
    step = Step(do="Start it by hand", takes=timedelta(minutes=30), items=4000, people=10)
    assert step_time(step) == 200 * HOUR
    assert step_time(step, 3) == timedelta(minutes=30) * 1334  # the last round is not full
    assert step_time(Step(do="Start it", takes=timedelta(minutes=30), items=4)) == 2 * HOUR
    assert step_time(Step(do="Start it", items=4)) is None
    assert step_time(Step(do="Start it", takes=HOUR, people=10)) == HOUR


STEPS = [
    ("in a row", "[{do: a, takes: 5m}, {do: b, takes: 10m}]", timedelta(minutes=15)),
    ("side by side", "[{id: a, do: a, takes: 5m}, {id: b, do: b, takes: 10m}, {do: c, takes: 1m, after: [a, b]}, {id: d, do: d, takes: 2m, after: [a]}]", timedelta(minutes=16)),
    ("pieces", "[{do: a, takes: 5m, items: 6, people: 2}]", timedelta(minutes=15)),
    ("one without a time", "[{do: a, takes: 5m}, {do: b}]", None),
    ("none", "[]", None),
    ("after something unknown", "[{do: a, takes: 5m, after: [ghost]}]", None),
]  # fmt: skip


@pytest.mark.parametrize(("case", "steps", "expected"), STEPS, ids=[s[0] for s in STEPS])
def test_runbook_time(facts: Make, case: str, steps: str, expected: timedelta | None) -> None:
    plan = facts(f"runbooks: {{r: {{title: R, steps: {steps}}}}}").plan
    assert runbook_time(plan.runbooks["r"]) == expected, case
