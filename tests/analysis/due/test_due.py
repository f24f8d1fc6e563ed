"""What is due, each once, overdue first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from bcdr.analysis.due import Due, due
from bcdr.analysis.due.due import again
from bcdr.analysis.facts import Facts
from bcdr.model.value import UNBOUNDED

Make = Callable[..., Facts]

PLAN = """
people: {a: {name: A}, b: {name: B}}
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
    (None, "check", "plan"),
    (None, "exercise", "plan"),
    (None, "exercise", "plan"),
    (date(2026, 4, 11), "answer", "vendors/host"),
    (date(2026, 6, 1), "action", "actions/fix"),
    (date(2026, 6, 30), "runbook", "runbooks/r"),
    (date(2026, 10, 15), "drill", "drills/d1"),
    (date(2026, 10, 15), "restore", "datastores/db"),
    (date(2026, 12, 1), "renewal", "renewals/domain"),
    (date(2027, 1, 1), "evidence", "evidence/log"),
    (date(2027, 2, 10), "answer", "vendors/host"),
    (date(2027, 3, 1), "waiver", "waivers/w"),
    (date(2027, 3, 2), "review", "plan"),
    (date(2027, 4, 13), "exercise", "runbooks/r"),
    (date(2027, 4, 18), "exercise", "plan"),
    (date(2027, 6, 30), "contract", "vendors/host"),
]


def test_everything_with_a_date_in_order(facts: Make) -> None:
    made = facts(PLAN)
    assert [(d.day, d.kind, d.ref) for d in due(made)] == EXPECTED
    assert made.due == due(made)


def test_overdue_is_what_has_passed(facts: Make) -> None:
    found = facts(PLAN)
    assert [(d.day, d.kind, d.ref) for d in found.due if d.is_overdue(found.as_of)] == EXPECTED[:8]


def test_each_has_an_id_of_its_own(facts: Make) -> None:
    ids = [(d.kind, d.series or d.ref) for d in facts(PLAN).due]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("last", "every", "expected"),
    [
        (date(2026, 11, 1), timedelta(days=30), [date(2026, 12, 1)]),
        (None, timedelta(days=30), [None]),
        (date(2026, 11, 1), UNBOUNDED, []),
        (None, UNBOUNDED, []),
        (date(9999, 1, 1), timedelta(days=400), []),
        (date(2024, 2, 29), timedelta(days=365), [date(2025, 2, 28)]),
        (date(2027, 2, 28), timedelta(days=366), [date(2028, 2, 29)]),
        (date(2026, 11, 1), timedelta(), [date(2026, 11, 1)]),
    ],
)
def test_again(last: date | None, every: timedelta, expected: list[date | None]) -> None:
    assert [d.day for d in again(last, every, "review", "plan", "w")] == expected


def test_overdue_is_the_day_after() -> None:
    due = Due(date(2026, 11, 21), "action", "actions/a", "A")
    assert [due.is_overdue(date(2026, 11, d)) for d in (20, 21, 22)] == [False, False, True]


NAMED = """
vendors:
  quiet: {}
  open: {contract: {reference: C}, answers: {primary_lost: {answer: unknown, occurred: 2026-01-01}}}
renewals: {r: {title: R, kind: domain}}
certificates: {c: {title: C}}
waivers: {w: {rule: r, on: plan}}
evidence: {e: {}}
components: {k: {title: K}}
risks: {r: {title: R, treatment: accept}, s: {title: S, accepted: {reason: r}}}
dpias: {x: {title: X}, y: {title: Y, review: {triggers: [t]}}}
credentials: {c: {}}
drills: {d: {type: tabletop}}
incidents: {i: {title: I, reviewed: 2026-01-01}}
"""


def test_what_has_no_date_is_not_due(facts: Make) -> None:
    assert facts(NAMED).due == ()


def test_a_plan_of_nothing_needs_no_review(facts: Make) -> None:
    assert facts("people: {a: {name: A}}").due == ()
