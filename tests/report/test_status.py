"""Promise, design and proof of each service, with the weakest link."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bcdr.analysis.survival.aftermath import Survival
from bcdr.audit import audit
from bcdr.report.lint import linted
from bcdr.report.status import Line, ServiceStatus, status
from bcdr.report.whatif.fatal import fatal_events
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

HEAD = "bcdr: 1\norganization: {name: Shop, people: 3}\n"
SERVICE = "services: {till: {name: Till, tier: 1, rto: 4h, rpo: 1d, parts: {data: %s}}}\n"
STORE = """\
datastores:
  sales: {name: Sales, class: truth, at: here, size: 10GB, restore: {rate: 10MB/s}%s, copies: {%s}}
places: {here: {site: a}, there: {site: b}}
"""
NIGHTLY = "nightly: {kind: dump, at: there, every: 20h, duration: 1h}"
WEEKLY = "weekly: {kind: dump, at: there, every: 7d, duration: 1h}"
DRILL = "drills: {try: {type: functional-exercise, covers: [datastores/sales], occurred: 2026-10-01, result: %s, measured: {rto: %s, rpo: %s}}}\n"


def of(text: str) -> ServiceStatus:
    loaded = load(from_texts({"plan.yaml": HEAD + text}))
    assert loaded.plan is not None, loaded.problems
    found = audit(loaded.plan, date(2026, 11, 21), catalogue=tuple)
    [service] = status(linted("shop", found, found.findings), found).services
    return service


def shop(copies: str = NIGHTLY, drill: str = "", own: str = "") -> ServiceStatus:
    return of(SERVICE % "sales" + STORE % (own, copies) + drill)


@pytest.mark.parametrize(
    ("line", "strain"),
    [
        (Line(timedelta(hours=4), timedelta(hours=1), timedelta(hours=3), None, "proven", ""), 0.75),
        (Line(timedelta(hours=4), timedelta(hours=3), None, None, "unproven", ""), 0.75),
        (Line(None, timedelta(hours=3), None, None, "no objective", ""), 0.0),
        (Line(timedelta(hours=4), None, None, None, "unproven", ""), 0.0),
        (Line(timedelta(), timedelta(hours=1), None, None, "missed", ""), 0.0),
    ],
)
def test_strain_is_the_share_of_the_promise_that_is_used_up(line: Line, strain: float) -> None:
    assert line.strain == strain


def hours(*figures: timedelta | None) -> tuple[float | None, ...]:
    return tuple(f and round(f / timedelta(hours=1), 1) for f in figures)


def figures(line: Line) -> tuple[float | None, ...]:
    return hours(line.promised, line.design, line.proven)


def test_design_without_proof_is_unproven() -> None:
    found = shop()
    assert (figures(found.loss), found.loss.state) == ((24.0, 21.0, None), "unproven")
    assert found.loss.weakest.startswith("Sales: best copy nightly loses up to 21 h; Sales never restored")
    assert (figures(found.back), found.back.state) == ((4.0, 0.3, None), "unproven")
    assert found.back.weakest.startswith("longest part: restore Sales, 16 min")


def test_a_passed_drill_proves_both() -> None:
    found = shop(drill=DRILL % ("passed", "2h", "14h"))
    assert (figures(found.back), found.back.state) == ((4.0, 0.3, 2.0), "proven")
    assert (figures(found.loss), found.loss.state) == ((24.0, 21.0, 14.0), "proven")
    assert found.back.proven_on == found.loss.proven_on == date(2026, 10, 1)


PART = DRILL.replace("functional-exercise", "system-restore")
VOID = DRILL.replace("result:", f"digests: {{datastores/sales: {'0' * 64}}}, result:")


def test_a_system_restore_proves_the_restore_part_alone() -> None:
    found = shop(drill=PART % ("passed", "2h", "14h"))
    assert (found.back.state, found.loss.state) == ("partly proven", "proven")
    assert found.back.weakest.endswith("; measured without the switch-over")
    assert shop(drill=PART % ("passed", "5h", "14h")).back.state == "missed"


def test_what_a_change_voided_proves_nothing_and_is_said() -> None:
    found = shop(drill=VOID % ("passed", "2h", "14h"))
    assert (found.back.state, found.back.proven, found.loss.state, found.loss.proven) == ("unproven", None) * 2
    assert found.back.weakest.endswith("; its last drill was voided: Sales changed")
    assert found.loss.weakest.endswith("; the last restore of Sales was voided: Sales changed")
    own = shop(
        drill=(VOID % ("passed", "2h", "14h")).replace("[datastores/sales]", "[services/till, datastores/sales]")
    )
    assert own.back.weakest.endswith("; its last drill was voided: Sales changed")


@pytest.mark.parametrize(
    ("found", "back", "loss"),
    [
        (shop(drill=DRILL % ("passed", "5h", "14h")), "missed", "proven"),
        (shop(drill=DRILL % ("passed", "2h", "2d")), "proven", "missed"),
        (shop(drill=DRILL % ("failed", "2h", "14h")), "unproven", "unproven"),
        (shop(WEEKLY), "unproven", "missed"),
        (shop(WEEKLY, own=", rpo: 14d"), "unproven", "unproven"),
    ],
    ids=["slow-drill", "old-copy-in-drill", "failed-drill", "weekly-copy", "weekly-copy-is-enough-for-this-store"],
)
def test_state(found: ServiceStatus, back: str, loss: str) -> None:
    assert (found.back.state, found.loss.state) == (back, loss)


def test_no_backup_loses_everything() -> None:
    found = shop("mirror: {kind: replica, at: there, lag: 1s}")
    assert found.loss.design == timedelta.max
    assert (found.loss.state, found.loss.weakest.partition(";")[0]) == ("missed", "Sales: no backup")


def test_a_service_without_data_or_objective() -> None:
    found = of("services: {till: {name: Till}}\n")
    assert (found.loss.state, found.back.state, found.tier) == ("no data", "no objective", None)
    assert found.back.weakest.startswith("not known: ")


def test_a_store_that_misses_its_own_objective_weighs_more_than_a_larger_loss() -> None:
    stores = f"""\
datastores:
  sales: {{name: Sales, class: truth, at: here, copies: {{{NIGHTLY}}}}}
  carts: {{name: Carts, class: truth, at: here, rpo: 1h, copies: {{often: {{kind: dump, at: there, every: 2h, duration: 0s}}}}}}
places: {{here: {{site: a}}, there: {{site: b}}}}
"""
    found = of(SERVICE % "[sales, carts]" + stores)
    assert found.loss.weakest.startswith("Carts: best copy often loses up to 2 h")
    assert found.loss.state == "missed"


def test_the_store_that_misses_its_objective_is_the_weakest() -> None:
    stores = f"""\
datastores:
  sales: {{name: Sales, class: truth, at: here, copies: {{{WEEKLY}}}}}
  photos: {{name: Photos, class: truth, at: here, rpo: 30d, copies: {{monthly: {{kind: dump, at: there, every: 28d}}}}}}
places: {{here: {{site: a}}, there: {{site: b}}}}
"""
    assert of(SERVICE % "[sales, photos]" + stores).loss.weakest.startswith("Sales: best copy weekly")


def test_fatal_single_events_are_those_that_whatif_lists() -> None:
    loaded = load(from_texts({"plan.yaml": HEAD + SERVICE % "sales" + STORE % ("", NIGHTLY)}))
    assert loaded.plan is not None
    found = audit(loaded.plan, date(2026, 11, 21), catalogue=tuple)
    shown = status(linted("shop", found, found.findings), found)
    assert shown.fatal == fatal_events("shop", Survival(found.facts), 1, None).harmful > 0
