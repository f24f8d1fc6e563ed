"""Dates with their distance and their owner's name."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bcdr.analysis.facts import Facts
from bcdr.report.due import DueList, Item, due_list, when
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

TEXT = """\
bcdr: 1
organization: {name: Shop}
people: {ada: {name: Ada Roth}}
roles: {lead: {name: Lead, duty: Leads, holder: ada}}
actions:
  late: {title: Late, owner: roles/lead, due: 2026-11-20, status: open}
  today: {title: Today, owner: people/ada, due: 2026-11-21, status: open}
  soon: {title: Soon, due: 2026-12-01, status: in-progress}
  far: {title: Far, due: 2027-11-01, status: open}
  done: {title: Done, due: 2026-01-01, status: done}
  undated: {title: Undated, status: open}
"""


def listed(days: int) -> DueList:
    plan = load(from_texts({"plan.yaml": TEXT})).plan
    assert plan is not None
    return due_list("shop", Facts(plan, date(2026, 11, 21)), timedelta(days=days))


def test_overdue_and_coming() -> None:
    found = listed(30)
    assert [(i.what, i.days, i.owner) for i in found.overdue] == [
        ("Undated", None, "nobody"),
        ("Late", -1, "Lead (Ada Roth)"),
    ]
    assert [(i.what, i.days, i.owner) for i in found.coming] == [("Today", 0, "Ada Roth"), ("Soon", 10, "nobody")]


@pytest.mark.parametrize(("days", "count"), [(0, 1), (10, 2), (400, 3), (10**9 - 1, 3)])
def test_how_far_ahead(days: int, count: int) -> None:
    assert len(listed(days).coming) == count


@pytest.mark.parametrize(
    ("days", "words"),
    [(None, "never done"), (-2, "2 days late"), (-1, "1 day late"), (0, "today"), (1, "in 1 day"), (9, "in 9 days")],
)
def test_when(days: int | None, words: str) -> None:
    assert when(Item(None, days, "drill", "d", "w", "o")) == words
