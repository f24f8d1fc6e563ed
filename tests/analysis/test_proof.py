"""What a drill proves depends on its type, its result and what it covered."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts

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
