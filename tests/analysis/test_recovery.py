"""Time to recover a service: the critical path, the larger of estimate and measurement, what is left of objectives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.recovery import Recovery, exceeds
from bcdr.analysis.schedule import Wait
from bcdr.model.value import UNBOUNDED

Make = Callable[..., Facts]
HOUR = timedelta(hours=1)


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


def of(facts: Facts, id_: str) -> Recovery:
    return facts.recovery(facts.plan.services[id_])


PEOPLE = """
people: {ann: {name: Ann}, ben: {name: Ben}}
roles: {admin: {holder: ann}, shop: {holder: ben}}
services:
  shop:
    rto: 2h
    wrt: 1h
    mtpd: 6h
    depends_on: [services/login, datastores/db]
    estimate: {detect: 10m, decide: 20m, verify: 15m}
    %s
  login: {rto: 2h, depends_on: [datastores/accounts]}
datastores: {db: {}, accounts: {}}
runbooks:
  db: {title: Restore db, recovers: [datastores/db], steps: [{do: Load, by: admin, takes: 50m}]}
  accounts: {title: Restore accounts, recovers: [datastores/accounts], steps: [{do: Load, by: admin, takes: 20m}]}
"""


def test_the_path_names_who_and_when(facts: Make) -> None:
    found = of(facts(PEOPLE % ""), "shop")
    minute = timedelta(minutes=1)
    assert [(p.name, p.by, p.who, p.start / minute, p.end / minute) for p in found.path] == [
        ("detect", None, (), 0, 10),
        ("decide", None, (), 10, 30),
        ("Load", "roles/admin", ("people/ann",), 30, 80),
        ("verify", None, (), 80, 95),
    ]


def test_one_administrator_for_two_restores_holds_the_second_up(facts: Make) -> None:
    found = of(facts((PEOPLE % "").replace("login: {rto: 2h,", "login: {rto: 2h, estimate: {detect: 25m},")), "shop")
    held = next(p for p in found.path if p.wait is not None and p.wait.kind == "person")
    assert (held.task, held.wait) == ("runbooks/accounts 1", Wait("person", "runbooks/db 1", "people/ann"))
    assert (held.ready, held.start, held.waited) == (25 * HOUR / 60, 80 * HOUR / 60, 55 * HOUR / 60)
    assert found.estimate == timedelta(minutes=80 + 20 + 15)


def test_the_path_adds_up_to_the_estimate(facts: Make) -> None:
    found = of(facts(PEOPLE % ""), "shop")
    assert sum((p.value for p in found.path), timedelta()) == found.estimate


def test_what_is_left_of_the_objectives(facts: Make) -> None:
    found = of(facts(PEOPLE % ""), "shop")
    assert (found.rto_slack, found.mtpd_slack) == (timedelta(minutes=25), 6 * HOUR - HOUR - timedelta(minutes=95))
    late = of(facts((PEOPLE % "").replace("rto: 2h\n", "rto: 1h\n")), "shop")
    assert late.rto_slack == timedelta(minutes=-35)


def test_the_clock_of_the_rto_may_start_with_the_declaration(facts: Make) -> None:
    found = of(facts(PEOPLE % "rto_clock: declaration"), "shop")
    assert (found.estimate, found.counted) == (timedelta(minutes=95), timedelta(minutes=65))
    assert (found.rto_slack, found.mtpd_slack) == (timedelta(minutes=55), 5 * HOUR - timedelta(minutes=95))


CLOCKS = [
    ("{lost: 09:00, declared: 09:25}", 25),
    ("{lost: 23:50, declared: 00:15}", 25),
    ("{lost: 2026-05-01T09:00:00+00:00, declared: 2026-05-01T11:25:00+02:00}", 25),
    ("{lost: 2026-05-01T09:00:00+00:00, declared: 09:25}", 0),
    ("{lost: 2026-05-01T09:00:00+00:00, declared: 2026-05-01T08:00:00+00:00}", 0),
    ("{lost: 09:00}", 0),
]


@pytest.mark.parametrize(("clock", "minutes"), CLOCKS)
def test_of_a_drill_only_the_time_after_the_declaration_counts(facts: Make, clock: str, minutes: int) -> None:
    drill = f"drills: {{d: {{type: failover, covers: [services/shop], occurred: 2026-05-01, result: passed, measured: {{rto: 3h}}, timeline: {clock}}}}}\n"
    found = facts(PEOPLE % "rto_clock: declaration" + drill)
    assert of(found, "shop").counted_measured == 3 * HOUR - timedelta(minutes=minutes)
    last = found.measurement(found.plan.services["shop"])
    assert last is not None
    assert (last.time, last.undeclared) == (3 * HOUR, timedelta(minutes=minutes))
    assert of(facts(PEOPLE % "" + drill), "shop").counted_measured == 3 * HOUR


UNKNOWN = [
    ("no objective", (PEOPLE % "").replace("    rto: 2h\n", "").replace("    mtpd: 6h\n", ""), (None, None)),
    ("no figure", (PEOPLE % "").replace("takes: 50m", ""), (None, None)),
    ("for ever", (PEOPLE % "").replace("rto: 2h\n", "rto: unbounded\n").replace("mtpd: 6h", "mtpd: unbounded"), (UNBOUNDED, UNBOUNDED)),
]  # fmt: skip


@pytest.mark.parametrize(("case", "text", "expected"), UNKNOWN, ids=[u[0] for u in UNKNOWN])
def test_slack_of_what_is_not_known(facts: Make, case: str, text: str, expected: tuple[timedelta | None, ...]) -> None:
    found = of(facts(text), "shop")
    assert (found.rto_slack, found.mtpd_slack) == expected, case


def test_what_never_ends_misses_every_objective(facts: Make) -> None:
    found = of(facts((PEOPLE % "").replace("takes: 50m", "takes: unbounded")), "shop")
    assert found.estimate == found.counted == UNBOUNDED
    assert found.rto_slack is not None
    assert found.rto_slack < timedelta()


def test_a_needed_service_without_any_way_back_is_taken_to_be_there_and_said_so(facts: Make) -> None:
    found = of(facts((PEOPLE % "").replace(", depends_on: [datastores/accounts]}", "}")), "shop")
    assert found.assumed == ("services/login",)
    assert found.estimate == timedelta(minutes=95)


def test_a_needed_service_with_data_but_without_figures_leaves_the_estimate_open(facts: Make) -> None:
    found = of(facts((PEOPLE % "").replace("takes: 20m", "")), "shop")
    assert (found.estimate, found.path, found.missing) == (None, (), ("size of datastores/accounts",))


def test_to_wait_for_others_is_no_way_back(facts: Make) -> None:
    text = (PEOPLE % "").replace("  login:", "  pages: {depends_on: [services/shop]}\n  login:")
    found = of(facts(text), "pages")
    assert (found.estimate, found.path) == (None, ())
    assert found.missing == ("runbook steps with times, or size and rate of the data",)


def test_data_that_needs_no_time_at_all_is_back_at_once(facts: Make) -> None:
    found = of(
        facts(
            "services: {s: {depends_on: [datastores/cache]}}\ndatastores: {cache: {class: derived, rebuild: {duration: 0s}}}"
        ),
        "s",
    )
    assert (found.estimate, found.path) == (timedelta(), ())


def test_derived_data_that_nobody_timed_is_not_known(facts: Make) -> None:
    found = of(
        facts("services: {s: {depends_on: [datastores/index]}}\ndatastores: {index: {name: Index, class: derived}}"),
        "s",
    )
    assert found.missing == ("time to rebuild Index",)


def test_thousands_of_machines_by_a_few_hands(facts: Make) -> None:
    team = ", ".join(f"p{n}" for n in range(10))
    people = "\n".join(f"  p{n}: {{name: P{n}}}" for n in range(10))
    found = of(
        facts(f"""
people:
{people}
roles: {{desk: {{members: [{team}]}}}}
services: {{work: {{}}}}
runbooks:
  boot: {{title: Boot, recovers: [services/work], steps: [{{do: Delete the file, by: desk, people: 10, items: 4000, takes: 30m}}]}}
"""),
        "work",
    )
    assert found.estimate == 200 * HOUR
    assert len(found.path[0].who) == 10
    assert found.path[0].basis == "step, 4000 pieces, 10 at a time"


@pytest.mark.parametrize(
    ("figure", "objective", "expected"),
    [(HOUR, HOUR, False), (2 * HOUR, HOUR, True), (None, HOUR, False), (HOUR, None, False), (UNBOUNDED, HOUR, True)],
)
def test_exceeds(figure: timedelta | None, objective: timedelta | None, expected: bool) -> None:
    assert exceeds(figure, objective) is expected


def test_without_figures_there_is_no_time_before_the_declaration(facts: Callable[..., Facts]) -> None:
    found = facts("services: {s: {rto_clock: declaration, rto: 4h}}")
    assert found.recovery(found.plan.services["s"]).undeclared == timedelta()
