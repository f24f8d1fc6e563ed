"""Phases of a recovery as tasks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.stage import Stages, back_of, has_figures
from bcdr.analysis.work import Way, works
from bcdr.model.value import UNBOUNDED

Make = Callable[..., Facts]
MINUTE = timedelta(minutes=1)

PLAN = """
people: {ann: {name: Ann}}
roles: {admin: {holder: ann}}
places: {spare: {site: b, lead_time: 40m}}
services:
  shop: {estimate: {detect: 5m, decide: 10m, provision: 30m, verify: 20m, switch_over: 10m}, depends_on: [datastores/orders]}
  bare: {tier: 4}
datastores:
  orders: {size: 36GB, restore: {rate: 10MB/s}, copies: {n: {kind: dump, at: places/spare}}}
runbooks:
  restore:
    title: Restore the shop
    recovers: [services/shop, datastores/orders]
    target: {what: server, at: spare}
    steps:
      - {id: say, do: Say so, kind: decide, by: admin, takes: 3m}
      - {id: load, do: Load, kind: restore, by: admin, takes: 30m}
      - {id: look, do: Look, kind: verify, by: admin, takes: 15m}
"""


def stages(facts: Facts, *ways: Way, detection: timedelta | None = None) -> Stages:
    return Stages(facts, works(ways, facts), detection=detection)


def lengths(made: Stages) -> dict[str, timedelta | None]:
    return {t.id: t.duration for t in made.tasks}


def test_phases_that_steps_carry_are_not_counted_twice(facts: Make) -> None:
    known = facts(PLAN)
    made = stages(known, Way("services/shop", known.plan.runbooks["restore"]))
    kinds = [made.stages[t.id].kind for t in made.tasks if t.id in made.stages]
    assert kinds == ["detect", "provision", "decide", "restore", "verify", "switch-over"]
    assert lengths(made)["services/shop detect"] == 5 * MINUTE


def test_a_restore_without_end_is_not_made_longer_by_rates(facts: Make) -> None:
    known = facts(PLAN.replace("takes: 30m", "takes: unbounded"))
    made = stages(known, Way("services/shop", known.plan.runbooks["restore"]))
    assert lengths(made)["runbooks/restore 2"] == UNBOUNDED


def test_the_lead_time_of_the_target_counts_when_it_is_longer(facts: Make) -> None:
    known = facts(PLAN)
    made = stages(known, Way("services/shop", known.plan.runbooks["restore"]))
    assert lengths(made)["runbooks/restore provision"] == 40 * MINUTE
    assert made.stages["runbooks/restore provision"].basis == "lead time of the target"


def test_a_restore_is_never_shorter_than_size_over_rate(facts: Make) -> None:
    known = facts(PLAN)
    made = stages(known, Way("services/shop", known.plan.runbooks["restore"]))
    assert lengths(made)["runbooks/restore 2"] == 60 * MINUTE


def test_a_stated_detection_replaces_the_estimate(facts: Make) -> None:
    known = facts(PLAN)
    made = stages(known, Way("services/shop", known.plan.runbooks["restore"]), detection=90 * MINUTE)
    assert lengths(made)["services/shop detect"] == 90 * MINUTE


def test_what_nobody_wrote_is_named(facts: Make) -> None:
    made = stages(facts(PLAN), Way("services/bare"))
    assert made.lacks == {"services/bare way": "runbook steps with times, or size and rate of the data"}
    assert lengths(made)["services/bare way"] is None
    assert back_of("services/bare") in lengths(made)


@pytest.mark.parametrize(("service", "after", "expected"), [("shop", (), True), ("bare", (), False), ("bare", ("datastores/orders",), True)])  # fmt: skip
def test_a_service_has_figures(service: str, after: tuple[str, ...], expected: bool, facts: Make) -> None:
    known = facts(PLAN)
    assert has_figures(known.plan.services[service], Way(f"services/{service}", after=after)) is expected
