"""What becomes of the bakery as a whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.aftermath import Aftermath, ServiceState
from bcdr.analysis.survival.outcome import Verdict
from tests.analysis.survival.bakery import PLAN, survival

Make = Callable[..., Facts]
MINUTE = timedelta(minutes=1)


def after(facts: Make, *events: str, plan: str = PLAN) -> Aftermath:
    return survival(facts(plan)).aftermath(events)


def test_nothing_lost_stops_nothing(facts: Make) -> None:
    found = after(facts)
    assert [s.state for s in found.services] == [ServiceState.RUNS]
    assert found.means == ()


def test_a_fire_is_over_after_detection_decision_and_the_runbook(facts: Make) -> None:
    (orders,) = after(facts, "site/shop").services
    assert orders.state is ServiceState.BACK
    assert orders.after == 75 * MINUTE


def test_without_the_data_a_service_is_lost(facts: Make) -> None:
    (orders,) = after(facts, "site/shop", "provider/cloudy").services
    assert orders.state is ServiceState.LOST
    assert orders.after is None


def test_a_login_that_nobody_has_any_more_stops_the_runbook(facts: Make) -> None:
    found = after(facts, "site/shop", "people/ada", "site/home")
    assert {m.entry.ref: m.verdict for m in found.means} == {
        "credentials/root": Verdict.FALLS,
        "credentials/cloud-login": Verdict.FALLS,
        "runbooks/restore-book": Verdict.FALLS,
    }
    assert found.services[0].state is ServiceState.LOST


def test_the_deputy_and_the_sealed_copy_stand_in(facts: Make) -> None:
    found = after(facts, "site/shop", "people/ada")
    assert found.services[0].state is ServiceState.BACK
    assert "credentials/cloud-login" not in {m.entry.ref for m in found.means}


def test_with_nobody_left_nothing_is_done(facts: Make) -> None:
    found = after(facts, "site/shop", "roles/it")
    assert "roles/it" in {m.entry.ref for m in found.means}
    assert found.services[0].state is ServiceState.NO_WAY


def test_a_fallback_keeps_the_service_going(facts: Make) -> None:
    plan = PLAN.replace("depends_on: [datastores/book]", "depends_on: [{on: datastores/book, fallback: paper}]")
    (orders,) = after(facts, "datastores/book", plan=plan).services
    assert orders.state is ServiceState.FALLBACK
    assert [d.fallback for d in orders.fallbacks] == ["paper"]


def test_a_service_that_is_hit_without_any_way_written_does_not_come_back(facts: Make) -> None:
    plan = PLAN[: PLAN.index("runbooks:")]
    (orders,) = after(facts, "site/shop", plan=plan).services
    assert orders.state is ServiceState.NO_WAY


def test_services_that_need_each_other_run_and_come_back_together(facts: Make) -> None:
    plan = PLAN.replace("depends_on: [datastores/book]", "depends_on: [datastores/book, services/till]").replace(
        "datastores:\n",
        "  till: {tier: 2, at: places/shop, depends_on: [services/orders], standby: {at: cloud}}\ndatastores:\n",
        1,
    )
    assert {s.state for s in after(facts, plan=plan).services} == {ServiceState.RUNS}
    states = {s.service.id: s.state for s in after(facts, "site/shop", plan=plan).services}
    assert set(states.values()) <= {ServiceState.BACK, ServiceState.UNTIMED}


def test_copies_of_the_plan_that_are_left_are_named(facts: Make) -> None:
    plan = PLAN + "kept: {print: {at: drawer, as: print}, here: {at: shop, as: print}}\n"
    found = after(facts, "site/shop", plan=plan)
    assert {k.id: v for k, v in found.papers} == {"print": Verdict.STANDS, "here": Verdict.FALLS}


def test_a_standby_without_any_time_written_is_a_way_back_of_unknown_length(facts: Make) -> None:
    plan = PLAN[: PLAN.index("runbooks:")].replace("    rto: 4h\n", "    rto: 4h\n    standby: {at: cloud}\n")
    estimate = "{detect: 10m, decide: 20m, switch_over: 5m}"
    timed = after(facts, "site/shop", plan=plan.replace("{detect: 10m, decide: 20m}", estimate)).services[0]
    assert (timed.state, timed.missing) == (ServiceState.BACK, ())
    untimed = after(facts, "site/shop", plan=plan).services[0]
    assert (untimed.state, untimed.after) == (ServiceState.UNTIMED, None)
    assert untimed.missing


DRILL = """
drills:
  d: {type: system-restore, covers: [COVERS], occurred: 2026-11-01, result: passed, measured: {rto: 5h, rpo: 1h}}
"""


def test_a_drill_that_took_longer_is_believed_only_of_the_way_that_it_tried(facts: Make) -> None:
    tried = after(facts, "site/shop", plan=PLAN + DRILL.replace("COVERS", "runbooks/restore-book"))
    assert tried.services[0].after == 300 * MINUTE
    other = after(facts, "site/shop", plan=PLAN + DRILL.replace("COVERS", "credentials/root"))
    assert other.services[0].after == 75 * MINUTE


def test_a_drill_does_not_stand_in_for_a_step_without_a_time(facts: Make) -> None:
    plan = PLAN.replace("takes: 30m", "takes: unknown") + DRILL.replace("COVERS", "runbooks/restore-book")
    (orders,) = after(facts, "site/shop", plan=plan).services
    assert (orders.state, orders.after) == (ServiceState.UNTIMED, None)


def test_a_channel_is_down_even_where_another_stands_in(facts: Make) -> None:
    channels = "channels: {phone: {kind: phone, audience: us, fallback: radio}, radio: {kind: voice, audience: us}}\n"
    found = after(facts, "channels/phone", plan=PLAN + channels)
    assert [m.entry.ref for m in found.means] == ["channels/phone"]
