"""The screen of `bcdr status`."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bcdr.model.value import UNBOUNDED
from bcdr.render.status import status
from bcdr.report.due import DueList, Item
from bcdr.report.status import Line, ServiceStatus, Status
from tests.render.conftest import finding, lint

DUE = DueList("plans/shop", "Corner Shop", date(2026, 11, 21), timedelta(days=30), (), ())
HOURS = timedelta(hours=1)


def screen(back: Line, loss: Line, due: DueList = DUE) -> list[str]:
    service = ServiceStatus("services/till", "Till", 1, back, loss)
    return status(Status(lint(finding()), (service,), due, 0)).splitlines()


PROVEN = Line(4 * HOURS, 3 * HOURS, 2 * HOURS, date(2026, 4, 18), "proven", "longest part: restore")
MISSED = Line(HOURS, UNBOUNDED, None, None, "missed", "Orders: no backup")


def test_of_a_proven_service_the_tightest_link_is_named_once() -> None:
    roomy = Line(100 * HOURS, HOURS, HOURS, date(2026, 4, 18), "proven", "Orders: best copy nightly")
    lines = screen(PROVEN, roomy)
    assert "T1   Till                  back within  4 h          3 h          2 h          proven 2026-04-18" in lines
    assert [line.strip() for line in lines if "longest part" in line or "best copy" in line] == [
        "longest part: restore"
    ]


def test_a_missed_line_names_the_weakest_link() -> None:
    lines = screen(PROVEN, MISSED)
    at = next(n for n, line in enumerate(lines) if "data lost" in line)
    assert lines[at].split() == ["data", "lost", "1", "h", "unbounded", "never", "missed"]
    assert lines[at + 1].strip() == "Orders: no backup"


def test_the_screen_shows_five_dates_and_counts_the_others() -> None:
    items = tuple(Item(date(2026, 11, n), n - 21, "drill", f"drills/{n}", f"drill {n}", "Ada") for n in range(1, 9))
    lines = screen(PROVEN, PROVEN, DUE._replace(overdue=items))
    assert "Due: 8 overdue, 0 in the next 30 days" in lines
    assert lines[-1] == "  3 more: bcdr due"


@pytest.mark.parametrize("colour", [True, False])
def test_names_are_cut_and_escaped(colour: bool) -> None:
    service = ServiceStatus("services/x", "\x1b[2J" + "x" * 60, None, PROVEN, PROVEN)
    shown = status(Status(lint(), (service,), DUE, 0), colour=colour)
    assert "\x1b[2J" not in shown
    assert "T?   \\x1b[2Jxxxxxxxxxxxxx… back within" in shown


def test_a_plan_without_services_says_how_to_begin() -> None:
    assert "No service is declared yet" in status(Status(lint(), (), DUE, 0))


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "No single event is fatal; of two together: bcdr whatif --pairs"),
        (1, "1 single event is fatal, or not shown to be survived: bcdr whatif --all"),
        (2, "2 single events are fatal, or not shown to be survived: bcdr whatif --all"),
    ],
)
def test_fatal_single_events_are_counted_above_the_services(count: int, words: str) -> None:
    service = ServiceStatus("services/till", "Till", 1, PROVEN, PROVEN)
    lines = status(Status(lint(), (service,), DUE, count)).splitlines()
    assert lines[2] == words
    assert lines[3] == ""


def test_without_a_service_nothing_is_said_of_fatal_events() -> None:
    assert "fatal" not in status(Status(lint(), (), DUE, 0))
