"""Dates as lines and as JSON."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from bcdr.render.due import due, due_json
from bcdr.report.due import DueList, Item

LATE = Item(date(2026, 11, 1), -20, "drill", "drills/a", "Restore\x1b[2J", "Ada")
NEVER = Item(None, None, "restore", "datastores/b", "passed restore of B", "nobody")
SOON = Item(date(2026, 11, 22), 1, "review", "plan", "review of the plan", "Ben")
LIST = DueList("plans/shop", "Shop", date(2026, 11, 21), timedelta(days=30), (NEVER, LATE), (SOON,))


def test_lines() -> None:
    assert due(LIST).splitlines() == [
        "Shop (plans/shop), as of 2026-11-21",
        "",
        "Overdue: 2",
        "  never      never done     restore     passed restore of B (nobody)",
        "  2026-11-01 20 days late   drill       Restore\\x1b[2J (Ada)",
        "",
        "In the next 30 days: 1",
        "  2026-11-22 in 1 day       review      review of the plan (Ben)",
    ]


def test_only_what_is_overdue() -> None:
    assert "In the next" not in due(LIST, only_overdue=True)


def test_nothing_is_said_to_be_nothing() -> None:
    shown = due(LIST._replace(overdue=(), coming=()))
    assert "Overdue: nothing" in shown
    assert "In the next 30 days: nothing" in shown


def test_json_counts_days_from_the_day_of_evaluation() -> None:
    found = json.loads(due_json(LIST))
    assert [i["days"] for i in (*found["overdue"], *found["coming"])] == [None, -20, 1]


LONG = SOON._replace(what="review of the plan with everybody who is named in it, and with those who are not")


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (
            80,
            [
                "  2026-11-22 in 1 day       review      review of the plan with everybody who is",
                "                                        named in it, and with those who are not",
                "                                        (Ben)",
            ],
        ),
        (
            40,
            [
                "  2026-11-22 in 1 day       review",
                "    review of the plan with everybody",
                "    who is named in it, and with those",
                "    who are not (Ben)",
            ],
        ),
    ],
)
def test_a_terminal_is_never_too_narrow(width: int, expected: list[str]) -> None:
    shown = due(LIST._replace(overdue=(), coming=(LONG,)), width=width).splitlines()
    assert shown[-len(expected) :] == expected
    assert max(map(len, shown[1:])) <= width


def test_whose_list_it_is() -> None:
    assert due(LIST._replace(whose="Ben")).splitlines()[0] == "Shop (plans/shop), as of 2026-11-21, of Ben"
