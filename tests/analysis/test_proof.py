"""What a drill proves depends on its type, its result and what it covered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.measurement import newest_rpo
from bcdr.analysis.proof import covered, restored_store
from bcdr.model.exercise import MEANINGS

Make = Callable[..., Facts]

PLAN = """
datastores: {db: {class: truth, copies: {n: {kind: dump, every: 1d}}}}
runbooks: {r: {title: R, recovers: [datastores/db]}}
"""


@pytest.mark.parametrize(
    ("drill", "proves"),
    [
        ("type: system-restore, covers: [datastores/db], occurred: 2026-05-01, result: passed", True),
        ("type: system-restore, covers: [runbooks/r], occurred: 2026-05-01, result: passed", True),
        ("type: tabletop, covers: [datastores/db], occurred: 2026-05-01, result: passed", False),
        ("type: failover, covers: [datastores/db], occurred: 2026-05-01, result: passed", False),
        ("type: item-restore, covers: [datastores/db], occurred: 2026-05-01, result: passed", False),
        ("type: system-restore, covers: [datastores/db], occurred: 2026-05-01, result: partial", False),
        ("type: system-restore, covers: [datastores/db], planned: 2026-05-01", False),
        ("type: system-restore, covers: [datastores/db], occurred: 2026-12-01, result: passed", False),
    ],
)
def test_what_counts_as_a_passed_restore(facts: Make, drill: str, proves: bool) -> None:
    found = facts(PLAN + f"drills: {{d: {{{drill}}}}}")
    assert bool(found.passed_restores(found.plan.datastores["db"])) is proves


@pytest.mark.parametrize(
    ("named", "shown"),
    [
        ("unknown", ["base", "log", "tape", "other"]),
        ("base", ["base"]),
        ("db/log", ["base", "log"]),
        ("tape", ["base", "log", "tape"]),
        ("gone", []),
    ],
)
def test_a_restore_shows_the_copy_and_what_it_is_made_of(facts: Make, named: str, shown: list[str]) -> None:
    found = facts(
        f"""
        datastores:
          db:
            copies:
              base: {{kind: snapshot}}
              log: {{kind: log-archive, base: base}}
              tape: {{kind: tape, from: log}}
              other: {{kind: dump}}
        drills:
          d: {{type: system-restore, covers: [datastores/db], occurred: 2026-05-01, result: passed,
              recovery_point: {{copy: {named}}}}}
        """
    )
    copies = found.plan.datastores["db"].copies.values()
    assert [c.id for c in copies if found.last_passed_restore_from(c)] == shown


def test_copies_made_from_each_other_end_the_walk(facts: Make) -> None:
    found = facts(
        """
        datastores: {db: {copies: {a: {kind: dump, from: b}, b: {kind: dump, from: a}, c: {kind: dump}}}}
        drills: {d: {type: system-restore, covers: [datastores/db], occurred: 2026-05-01, result: passed,
                     recovery_point: {copy: a}}}
        """
    )
    copies = found.plan.datastores["db"].copies.values()
    assert [c.id for c in copies if found.last_passed_restore_from(c)] == ["a", "b"]


def test_a_drill_that_was_not_done_is_no_word_on_what_others_exercised(facts: Make) -> None:
    found = facts(
        PLAN + "drills: {done: {type: tabletop, covers: [datastores/db], occurred: 2026-05-01, result: passed},"
        " ahead: {type: tabletop, covers: [datastores/db], planned: 2027-01-01}}"
    )
    assert found.standing(found.plan.drills["ahead"]) == ()
    assert found.standing(found.plan.drills["done"]) == ("datastores/db",)


EVERYTHING = """
places: {home: {site: a}, second: {site: b}}
services: {shop: {at: home, depends_on: [datastores/db], standby: {at: second}}}
datastores: {db: {copies: {nightly: {kind: dump, every: 1d}}}}
runbooks: {r: {title: R, recovers: [datastores/db, services/shop]}}
drills:
  before: {type: system-restore, covers: [datastores/db], occurred: 2026-01-01, result: failed}
  d:
    type: TYPE
    covers: [runbooks/r, datastores/db, services/shop, scenarios/ransomware]
    scenario: ransomware
    occurred: 2026-05-01
    result: RESULT
    measured: {rto: 2h, rpo: 1h}
scenarios: {ransomware: {}}
"""
PROVES = {
    "document-review": "",
    "walkthrough": "scenario",
    "tabletop": "scenario",
    "notification-test": "scenario",
    "integrity-check": "verified scenario",
    "item-restore": "item scenario",
    "system-restore": "restore system rto rpo answers used scenario",
    "functional-exercise": "restore application rto rpo answers used scenario",
    "parallel-test": "restore application rto rpo answers used scenario",
    "failover": "rto used takeover scenario",
    "full-scale": "restore application rto rpo answers used takeover scenario",
    "export-restore": "restore system rto rpo answers used scenario",
    "fault-injection": "scenario",
}


def proven(found: Facts) -> str:
    """Everything that the drill `d` satisfies."""
    plan = found.plan
    store, shop, d = plan.datastores["db"], plan.services["shop"], plan.drills["d"]
    rung = found.assurance(store.copies["nightly"]).rung.name.lower()
    said = {
        "restore": found.last_passed_restore(store) is d,
        rung: rung != "nothing",
        "rto": found.recovery(shop).measured_by is d,
        "rpo": newest_rpo(found.passed_restores(store)) is not None,
        "answers": found.standing(plan.drills["before"]) == (),
        "used": found.measurement(shop) is not None,
        "takeover": any(t is d and t.result == "passed" for t in found.takeovers(shop)),
        "scenario": any(c.exercised for c in found.coverage),
    }
    return " ".join(name for name, is_so in said.items() if is_so)


@pytest.mark.parametrize("type_", MEANINGS)
def test_what_a_type_satisfies(facts: Make, type_: str) -> None:
    assert proven(facts(EVERYTHING.replace("TYPE", type_).replace("RESULT", "passed"))) == PROVES[type_]


@pytest.mark.parametrize("type_", MEANINGS)
def test_partly_is_neither_passed_nor_failed(facts: Make, type_: str) -> None:
    """Measured it has; of what was tried before it is the newest word; and it proves nothing."""
    kept = {"used", "scenario"} | ({"answers"} if "answers" in PROVES[type_] else set())
    expected = " ".join(word for word in PROVES[type_].split() if word in kept)
    assert proven(facts(EVERYTHING.replace("TYPE", type_).replace("RESULT", "partial"))) == expected


@pytest.mark.parametrize(
    ("drills", "hours"),
    [
        ([("system-restore", "2h")], 2),
        ([("functional-exercise", "5h"), ("system-restore", "2h")], 5),
        ([("functional-exercise", "5h"), ("system-restore", "7h")], 7),
        ([("system-restore", "7h"), ("functional-exercise", "5h")], 5),
        ([("functional-exercise", "5h"), ("failover", "1h")], 1),
        ([("tabletop", "1h"), ("integrity-check", "1h")], None),
        ([("system-restore", "7h"), ("tabletop", "1h")], 7),
        ([], None),
    ],
)
def test_a_part_of_the_time_never_shortens_the_whole(
    facts: Make, drills: list[tuple[str, str]], hours: int | None
) -> None:
    lines = (
        f"  d{n}: {{type: {t}, covers: [services/shop], occurred: 2026-0{n + 1}-01, result: passed, measured: {{rto: {h}}}}}\n"
        for n, (t, h) in enumerate(drills)
    )
    found = facts("services: {shop: {}}\n" + ("drills:\n" + "".join(lines) if drills else ""))
    expected = None if hours is None else timedelta(hours=hours)
    assert found.recovery(found.plan.services["shop"]).measured == expected
    measured = found.measurement(found.plan.services["shop"])
    assert (measured.time if measured else None) == expected


@pytest.mark.parametrize(
    ("copy", "store"),
    [
        ("orders-db/log", "orders-db"),
        ("datastores/orders-db/copies/log", "orders-db"),
        ("log", None),
        ("the tape of Monday", None),
    ],
)
def test_whose_state_a_drill_dated(facts: Make, copy: str, store: str | None) -> None:
    plan = facts(f"drills: {{d: {{type: system-restore, recovery_point: {{copy: {copy}}}}}}}").plan
    assert restored_store(plan.drills["d"]) == store


def test_a_drill_without_a_recovery_point_dated_nothing(facts: Make) -> None:
    assert restored_store(facts("drills: {d: {type: system-restore}}").plan.drills["d"]) is None


@pytest.mark.parametrize(
    ("covers", "exercised"),
    [
        ("[runbooks/both]", "datastores/a datastores/b runbooks/both services/s services/t"),
        ("[datastores/a, runbooks/both]", "datastores/a runbooks/both services/s services/t"),
        ("[datastores/a, services/s, runbooks/both]", "datastores/a runbooks/both services/s"),
        ("[services/s, runbooks/both]", "datastores/a datastores/b runbooks/both services/s"),
        ("[datastores/c, runbooks/both]", "datastores/a datastores/b datastores/c runbooks/both services/s services/t"),
        ("[roles/lead, runbooks/both]", "datastores/a datastores/b roles/lead runbooks/both services/s services/t"),
        ("[roles/lead, runbooks/both, runbooks/other]", "datastores/a datastores/b datastores/c roles/lead runbooks/both runbooks/other services/s services/t"),
    ],
    ids=[
        "the runbook alone: all that it recovers",
        "a part of its data named: that part, and its services",
        "a part of its data and of its services named: those",
        "one of its services named: that one, and all data",
        "something else named: all of the runbook too",
        "a role beside it: all of the runbook",
        "each runbook by itself",
    ],
)  # fmt: skip
def test_what_a_drill_names_of_a_runbook_is_what_it_exercised(facts: Make, covers: str, exercised: str) -> None:
    found = facts(
        f"""
services: {{s: {{tier: 1}}, t: {{tier: 1}}}}
datastores: {{a: {{class: truth}}, b: {{class: truth}}, c: {{class: truth}}}}
roles: {{lead: {{duty: Leads}}}}
runbooks:
  both: {{title: Both, recovers: [datastores/a, datastores/b, services/s, services/t]}}
  other: {{title: Other, recovers: [datastores/c]}}
drills: {{d: {{type: system-restore, covers: {covers}, occurred: 2026-05-01, result: passed}}}}
"""
    )
    assert " ".join(sorted(covered(found.plan.drills["d"], found.plan))) == exercised
