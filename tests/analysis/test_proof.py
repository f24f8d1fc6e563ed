"""What a drill proves depends on its type, its result and what it covered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.proof import next_due

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


def test_a_repeating_drill_is_due_after_the_last_of_its_series(facts: Make) -> None:
    found = facts(
        PLAN
        + """
drills:
  first: {type: system-restore, covers: [datastores/db], every: 180d, occurred: 2025-11-01, result: passed}
  second: {type: system-restore, covers: [datastores/db], every: 180d, occurred: 2026-06-01, result: failed}
"""
    )
    assert next_due(found.plan.drills["first"], found.done_drills) == date(2026, 11, 28)


def test_a_planned_drill_is_due_on_its_day(facts: Make) -> None:
    found = facts(PLAN + "drills: {d: {type: tabletop, planned: 2027-01-10}}")
    assert next_due(found.plan.drills["d"], found.done_drills) == date(2027, 1, 10)
