"""What is shown of a drill: it fits the terminal, loses the least important words first, and notices that nobody reads."""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime, timedelta

import pytest

from bcdr.cli import showing
from bcdr.cli.showing import Display, Setting, clock
from bcdr.drill.course import course
from bcdr.drill.desk import PausedError
from bcdr.drill.event import Event, Opening, Story
from bcdr.drill.objective import Objectives
from tests.drill.conftest import plan_of

STEPS = """\
    steps:
      - {id: freeze, do: "Close the shop for writing and tell everybody", by: people/ada, takes: 5m, kind: freeze}
      - {id: restore, do: Put it back, kind: restore, run: restic restore latest, takes: 5m, if_fails: take the older one}
      - {id: look, do: Look, run: cat it}
"""
WORDS = {
    "to the full": "[2/3] restore: 0:00:12 of about 0:05:00; 0:10:00 since the loss, rto 4:00:00",
    "without the estimate": "[2/3] restore: 0:00:12; 0:10:00 since the loss, rto 4:00:00",
    "in short": "[2/3] 0:00:12; lost 0:10:00 of 4:00:00",
    "elapsed alone": "[2/3] 0:00:12",
}


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def made(monkeypatch: pytest.MonkeyPatch) -> Display:
    """A display on a terminal that can be read; made inside of a test, because pytest has streams of its own."""
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setattr(sys, "stderr", Screen())
    lost = datetime.now(UTC) - timedelta(minutes=10)
    walked = course(plan_of(STEPS).runbooks["restore-sales"], "system-restore")
    goals = Objectives(timedelta(hours=4), timedelta(hours=1))
    return Display(Setting(walked, goals, None, {"ada": "Ada Roth"}, lost))


def moving(display: Display, width: int, monkeypatch: pytest.MonkeyPatch, *, step: int = 1, seconds: float = 12) -> str:
    monkeypatch.setattr(showing, "columns", lambda _: width)
    display.ticks(display.setting.course.legs[step], seconds)
    assert isinstance(sys.stderr, Screen)
    return sys.stderr.getvalue().rpartition("\x1b[K")[2]


@pytest.mark.parametrize(
    ("width", "words"),
    [(120, "to the full"), (82, "to the full"), (72, "without the estimate"), (40, "in short"), (20, "elapsed alone")],
)
def test_the_moving_line_fits(width: int, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    display = made(monkeypatch)
    assert moving(display, width, monkeypatch) == WORDS[words]


@pytest.mark.parametrize("width", range(1, 90))
def test_the_moving_line_never_reaches_the_edge(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    display = made(monkeypatch)
    assert len(moving(display, width, monkeypatch)) <= max(1, width - 1)


def test_an_estimate_that_is_over_and_none_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    display = made(monkeypatch)
    late = moving(display, 200, monkeypatch, seconds=301)
    assert late.startswith("[2/3] restore: 0:05:01, longer than the 0:05:00 estimated; 0:10:")
    assert moving(display, 200, monkeypatch, step=2).startswith("[3/3] look: 0:00:12; 0:10:")


def test_no_target_where_the_type_measures_none(monkeypatch: pytest.MonkeyPatch) -> None:
    display = made(monkeypatch)
    walked = course(plan_of(STEPS).runbooks["restore-sales"], "item-restore")
    display.setting = display.setting._replace(course=walked)
    assert "rto" not in moving(display, 200, monkeypatch)


def told() -> str:
    assert isinstance(sys.stdout, io.StringIO)
    return sys.stdout.getvalue()


def test_a_step_says_who_does_it_and_how_long_that_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    display = made(monkeypatch)
    opening = Opening("restore-sales", "system-restore", "", display.setting.lost, display.setting.lost, "0")
    display.begins(display.setting.course.legs[0], Story(opening))
    assert told() == "[1/3] freeze: Close the shop for writing and tell everybody (ada, about 5m)\n"


@pytest.mark.parametrize(
    ("event", "line"),
    [
        ({"outcome": "done", "seconds": 0.72}, "done after 0.7 s"),
        ({"outcome": "done", "seconds": 75.0}, "done after 0:01:15"),
        ({"outcome": "done", "kind": "row-count", "found": "3"}, "done: row-count 3, as expected"),
        ({"outcome": "done", "seconds": 0.0, "found": "12000"}, "done after 0.0 s: 12000"),
        ({"outcome": "done", "found": "12000", "by": "person", "remark": "right"}, "done: right"),
        ({"outcome": "skipped", "remark": "it rains"}, "skipped: it rains"),
        ({"outcome": "failed", "seconds": 1.0, "code": 4}, "failed after 1.0 s, exit code 4"),
        ({"outcome": "timed-out", "seconds": 1.0}, "timed-out after 1.0 s: longer than it may"),
    ],
)
def test_how_a_step_went(event: dict[str, object], line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    display = made(monkeypatch)
    display.ends(display.setting.course.legs[2], Event("ended", display.setting.lost, "look", **event))  # type: ignore[arg-type]
    assert told().splitlines()[0] == f"    {line} (0:00:00 since the loss)"


def test_a_failure_shows_the_end_of_its_output_and_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    display = made(monkeypatch)
    output = "\n".join(f"line {n}" for n in range(30)) + "\n\x1b[2J\u202e" + "x" * 5000
    display.ends(
        display.setting.course.legs[1], Event("ended", display.setting.lost, "restore", "failed", output=output)
    )
    lines = told().splitlines()
    assert lines[1] == "    | line 11"
    assert lines[-2].startswith("    | \\x1b[2J\\u202exxx")
    assert len(lines[-2]) < 420
    assert lines[-1] == "    if it fails: take the older one"


@pytest.mark.parametrize(
    ("type_", "aims"),
    [("system-restore", " To be reached: rto 4h, rpo 1h."), ("item-restore", " To be reached: rpo 1h.")],
)
def test_what_is_to_be_reached_stands_at_the_beginning(type_: str, aims: str, monkeypatch: pytest.MonkeyPatch) -> None:
    display = made(monkeypatch)
    walked = course(plan_of(STEPS).runbooks["restore-sales"], type_)
    lost = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    display.setting = display.setting._replace(course=walked, lost=lost)
    display.opens()
    assert told() == f"The clock runs since 2026-11-21 09:00:00 +0000, the moment of the loss.{aims}\n"


def test_nothing_is_said_of_a_clock_that_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    display = made(monkeypatch)
    walked = course(plan_of(STEPS).runbooks["restore-sales"], "integrity-check")
    display.setting = display.setting._replace(course=walked)
    display.opens()
    assert told() == ""


def test_nobody_reads_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    display = made(monkeypatch)
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123
        monkeypatch.setattr(sys, "stdout", full)
        with pytest.raises(PausedError, match="nobody can read any more what it tells"):
            display.tell("something")


@pytest.mark.parametrize(("span", "text"), [(0, "0:00:00"), (59.9, "0:00:59"), (timedelta(days=2), "48:00:00")])
def test_clock(span: timedelta | float, text: str) -> None:
    assert clock(span) == text
