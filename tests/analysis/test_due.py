"""What is due when, each once, overdue first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bcdr.analysis.facts import Facts

Make = Callable[..., Facts]

PLAN = """
people: {a: {name: A}}
roles: {lead: {holder: a}}
services: {shop: {tier: 1, depends_on: [datastores/db]}}
datastores:
  db: {class: truth, owner: lead, copies: {n: {kind: dump, every: 1d}}}
  cache: {class: derived}
runbooks: {r: {title: Restore, recovers: [datastores/db], reviewed: 2026-01-01}}
vendors:
  host:
    contract: {ends: 2027-06-30, owner: lead}
    answers: {last_dr_test: {answer: June, occurred: 2026-02-10}, primary_lost: {answer: unknown, asked: 2026-02-10}}
renewals: {domain: {title: Domain, kind: domain, ends: 2026-12-01, owner: lead}}
waivers: {w: {rule: backup-same-region, on: datastores/db, valid_until: 2027-03-01}}
evidence: {log: {valid_until: 2027-01-01}}
actions: {fix: {title: Fix, status: open, due: 2026-06-01}, done: {title: Done, status: done, due: 2026-01-01}}
reviews: {q1: {kind: approval, occurred: 2026-03-02}}
drills:
  d1: {type: system-restore, covers: [datastores/db], every: 180d, occurred: 2026-04-18, result: passed}
"""

EXPECTED = [
    (date(2026, 6, 1), "action", "actions/fix"),
    (date(2026, 6, 30), "runbook", "runbooks/r"),
    (date(2026, 10, 15), "drill", "drills/d1"),
    (date(2026, 10, 15), "restore", "datastores/db"),
    (date(2026, 12, 1), "renewal", "renewals/domain"),
    (date(2027, 1, 1), "evidence", "evidence/log"),
    (date(2027, 2, 10), "answer", "vendors/host"),
    (date(2027, 3, 1), "waiver", "waivers/w"),
    (date(2027, 3, 2), "review", "plan"),
    (date(2027, 6, 30), "contract", "vendors/host"),
]


def test_everything_with_a_date_in_order(facts: Make) -> None:
    assert [(d.day, d.kind, d.ref) for d in facts(PLAN).due] == EXPECTED


def test_overdue_is_what_has_passed(facts: Make) -> None:
    found = facts(PLAN)
    assert [d.ref for d in found.due if d.is_overdue(found.as_of)] == [e[2] for e in EXPECTED[:4]]


def test_what_was_never_done_comes_first(facts: Make) -> None:
    found = facts(
        "services: {s: {tier: 2, depends_on: [datastores/db]}}\ndatastores: {db: {copies: {n: {kind: dump}}}}"
    )
    assert [(d.day, d.kind) for d in found.due] == [(None, "restore"), (None, "review")]


NAMED = """
services: {s: {tier: 4}}
vendors:
  quiet: {}
  open: {contract: {reference: C}, answers: {primary_lost: {answer: unknown, occurred: 2026-01-01}}}
renewals: {r: {title: R, kind: domain}}
waivers: {w: {rule: r, on: plan}}
evidence: {e: {}}
"""


def test_what_has_no_date_is_not_due(facts: Make) -> None:
    assert [d.kind for d in facts(NAMED).due] == ["review"]


def test_a_plan_of_nothing_needs_no_review(facts: Make) -> None:
    assert facts("people: {a: {name: A}}").due == ()


@pytest.mark.parametrize("order", [("1", "2"), ("2", "1")], ids=["older first", "newer first"])
def test_each_planned_drill_is_due(facts: Make, order: tuple[str, str]) -> None:
    drills = {
        "1": "d1: {type: tabletop, every: 30d, planned: 2026-12-01}",
        "2": "d2: {type: tabletop, every: 30d, planned: 2026-12-24}",
    }
    found = facts("drills: {" + ", ".join(drills[n] for n in order) + "}")
    assert [(d.ref, d.day) for d in found.due] == [("drills/d1", date(2026, 12, 1)), ("drills/d2", date(2026, 12, 24))]
