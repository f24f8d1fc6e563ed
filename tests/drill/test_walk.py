"""The walk: each step written down before the next, by somebody who answers from a list."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bcdr.drill.course import course
from bcdr.drill.desk import PausedError, Point, Said
from bcdr.drill.event import Opening
from bcdr.drill.journal import begin
from bcdr.drill.walk import Ground, Walk
from tests.drill.conftest import STEPS, plan_of

T0 = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


class Desk:
    """Answers in order; every question is noted."""

    def __init__(self, *answers: Any) -> None:
        self.answers, self.asked = list(answers), []
        self.copy: str | None = None

    def begins(self, leg: Any, _story: Any) -> None:
        self.asked.append(f"begins {leg.id}")

    def ticks(self, leg: Any, seconds: float) -> None:
        pass

    def ends(self, leg: Any, event: Any) -> None:
        self.asked.append(f"{leg.id} {event.outcome}")

    def _next(self, question: str) -> Any:
        self.asked.append(question)
        answer = self.answers.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def says(self, leg: Any, _output: str | None) -> Any:
        return self._next(f"says {leg.id}")

    def point(self, moment: datetime | None) -> Any:
        return self._next(f"point {moment is not None}")

    def again(self, leg: Any, _event: Any, *, is_resumed: bool) -> Any:
        assert not is_resumed
        return self._next(f"again {leg.id}")

    def accepts(self) -> Any:
        return self._next("accepts")


def walk(
    folder: Path, steps: str, type_: str, desk: Desk, *, ends: type[BaseException] | None = None
) -> list[tuple[str, str, str]]:
    """The drill; what the journal holds comes out."""
    now = iter(T0 + timedelta(minutes=n) for n in range(1000))
    way = course(plan_of(steps).runbooks["restore-sales"], type_)
    with begin(str(folder), Opening("restore-sales", type_, "0" * 64, T0, T0, "0")) as journal:
        go = Walk(way, journal, desk, Ground(str(folder), lambda: next(now))).go
        if ends is None:
            go()
        else:
            with pytest.raises(ends):
                go()
        return [(e.what, e.step, e.outcome) for e in journal.story.events if e.what != "process"]


def test_the_questions_in_their_order(tmp_path: Path) -> None:
    desk = Desk(Point(T0, None), Said("done", "ada"))
    walk(tmp_path, STEPS, "system-restore", desk)
    assert desk.asked == [
        "begins point",
        "point done",
        "point True",
        "begins restore",
        "restore done",
        "begins verify",
        "verify done",
        "accepts",
    ]


def test_a_step_is_tried_again_or_ends_it(tmp_path: Path) -> None:
    steps = STEPS.replace("echo 3 > restored", "test -e key && echo 3 > restored || { touch key; exit 4; }")
    told = walk(tmp_path, steps, "system-restore", Desk(Point(None, None), "again", Said("failed")))
    assert [o for w, s, o in told if (w, s) == ("ended", "restore")] == ["failed", "done"]
    assert told[-1] == ("accepted", "", "failed")


def test_the_state_is_asked_before_the_first_restore_without_a_step_for_it(tmp_path: Path) -> None:
    steps = "    steps: [{id: restore, do: x, kind: restore, run: 'test \"$POINT\" = 2026-11-21T09:00:00+00:00'}]\n"
    desk = Desk(Point(T0, None), Said("done", "ada"))
    assert ("ended", "restore", "done") in walk(tmp_path, steps, "system-restore", desk)
    assert desk.asked[0] == "point False"


@pytest.mark.parametrize(
    ("type_", "copy", "printed", "noted"),
    [
        ("integrity-check", "sales/nightly", "2026-11-20T02:00:00+01:00", ("sales/nightly", 20)),
        ("integrity-check", None, "2026-11-20T02:00:00+01:00", (None, 20)),
        ("integrity-check", "sales/nightly", "no time", ("sales/nightly", None)),
        ("integrity-check", None, "no time", None),
        ("tabletop", "sales/nightly", "2026-11-20T02:00:00+01:00", None),
    ],
)
def test_where_no_loss_is_measured_nobody_is_asked_which_state_it_is(
    type_: str, copy: str | None, printed: str, noted: tuple[str | None, int | None] | None, tmp_path: Path
) -> None:
    desk = Desk(Said("done"))
    desk.copy = copy
    way = course(
        plan_of(f"    steps: [{{do: x, kind: choose-point, run: echo {printed}}}]\n").runbooks["restore-sales"], type_
    )
    with begin(str(tmp_path), Opening("restore-sales", type_, "0" * 64, T0, T0, "0")) as journal:
        Walk(way, journal, desk, Ground(str(tmp_path), lambda: T0)).go()
        point = journal.story.point()
    found = (point.copy, point.moment.day if point.moment is not None else None) if point is not None else None
    assert found == noted
    assert not [question for question in desk.asked if question.startswith("point")]


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), PausedError("lunch")])
def test_a_stop_is_written_down(stop: BaseException, tmp_path: Path) -> None:
    told = walk(tmp_path, "    steps: [{id: look, do: Look}]\n", "walkthrough", Desk(stop), ends=type(stop))
    assert told == [("began", "look", ""), ("ended", "look", "stopped"), ("paused", "", "")]


def test_an_earlier_output_is_what_is_expected(tmp_path: Path) -> None:
    steps = "    steps: [{id: a, do: x, run: echo 12}, {id: b, do: x, run: echo 13, check: {kind: row-count, same_as: a}}]\n"
    assert walk(tmp_path, steps, "integrity-check", Desk("end"))[-1] == ("ended", "b", "differs")
