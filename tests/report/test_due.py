"""Dates with their distance and their owner's name."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest

from bcdr.analysis.due import DueKind
from bcdr.analysis.facts import Facts
from bcdr.report.calendar import Event
from bcdr.report.due import TO_DO, DueList, Item, calendar, due_list, when
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
    day = None if days is None else date(2026, 11, 21) + timedelta(days=days)
    assert when(Item(day, days, "drill", "d", "w", "o")) == words


def test_an_action_without_a_date_was_not_left_undone() -> None:
    assert when(Item(None, None, "action", "a", "w", "o")) == "no date"


def test_every_kind_says_what_to_do() -> None:
    assert set(TO_DO) == set(get_args(DueKind))


def test_a_calendar_shows_what_is_late_on_its_own_day() -> None:
    events = calendar(listed(30)).events
    assert [(e.day.isoformat(), e.title) for e in events] == [
        ("2026-11-21", "No date: Action: Undated"),
        ("2026-11-21", "Overdue: Action: Late"),
        ("2026-11-21", "Action: Today"),
        ("2026-12-01", "Action: Soon"),
    ]
    assert events[1].about == (
        "It was due on 2026-11-20; it is shown on 2026-11-21, the day this calendar was made for.",
        "Do it and write status: done, or have its owner set another day.",
        "Owner: Lead (Ada Roth)",
        "In the plan: actions/late",
    )
    assert events[3].about[0].startswith("Do it")
    assert {e.categories for e in events} == {("bcdr", "action")}


DRILL = """\
bcdr: 1
organization: {name: %s}
drills:
  first: {title: Walk, type: tabletop, covers: [%s], every: 180d, occurred: 2026-06-01, result: passed}
  %s
runbooks: {a: {title: A}, b: {title: B}}
"""
COVERS = "runbooks/a, runbooks/b"
AGAIN = "second: {title: Walk again, type: tabletop, covers: [%s], every: 90d, occurred: 2026-11-02, result: failed}"


def _event_of_the_drill(organization: str = "Shop", covers: str = COVERS, second: str = "") -> Event:
    plan = load(from_texts({"plan.yaml": DRILL % (organization, covers, second)})).plan
    assert plan is not None
    [found] = [
        e
        for e in calendar(due_list("", Facts(plan, date(2026, 11, 21)), timedelta(400))).events
        if "drill" in e.categories
    ]
    return found


def test_a_drill_that_was_done_again_moves_and_keeps_its_id() -> None:
    before, after = _event_of_the_drill(), _event_of_the_drill(second=AGAIN % "runbooks/b, runbooks/a")
    assert (before.day, after.day) == (date(2026, 11, 28), date(2027, 1, 31))
    assert before.uid == after.uid


@pytest.mark.parametrize("changed", [{"organization": "Shop 2"}, {"covers": "runbooks/a"}], ids=str)
def test_another_drill_has_another_id(changed: dict[str, str]) -> None:
    assert _event_of_the_drill().uid != _event_of_the_drill(**changed).uid
