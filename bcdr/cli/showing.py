"""What is shown of a drill on its way: a line for each step, and on a terminal one that moves while a command runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple, TextIO

from bcdr.cli.terminal import columns, has_colour
from bcdr.drill.course import Course, Leg, estimate_of
from bcdr.drill.desk import PausedError
from bcdr.drill.event import DONE, FAILED, SKIPPED, TIMED_OUT, Event, Story
from bcdr.drill.objective import Objectives
from bcdr.drill.timeline import written
from bcdr.model.exercise import MEANINGS
from bcdr.model.value import UNBOUNDED
from bcdr.render.terminal import BOLD, GREEN, RED, YELLOW, cut, wrapped

LAST = 20
"""Lines of an output that are shown when its command failed; the log has more."""
WIDEST = 400
"""Columns of such a line."""
_COLOURS = {DONE: GREEN, SKIPPED: YELLOW}


class Setting(NamedTuple):
    """What those who show and answer have to know.

    The course, what is to be reached, the copy, the people of the plan by id, when it was lost, and the zone of the
    plan: None where the plan says none, so that a time without an offset means nothing.
    """

    course: Course
    objectives: Objectives
    copy: str | None
    people: Mapping[str, str]
    lost: datetime
    zone: tzinfo | None = None


class Display:
    """Tells a drill on the terminal, or line by line into a pipe."""

    def __init__(self, setting: Setting) -> None:
        """Nothing is shown yet."""
        self.setting = setting
        self._live = sys.stderr.isatty()
        self._colour = has_colour(sys.stdout)
        self._moving = False

    @property
    def copy(self) -> str | None:
        """The copy that was named for the drill."""
        return self.setting.copy

    def begins(self, leg: Leg, story: Story) -> None:
        """Its number, its id and what it does, who does it and how long that usually takes."""
        del story
        estimate = estimate_of(leg.step)
        by = leg.step.by.rpartition("/")[2] if leg.step.by else ""
        about = f"about {written(estimate)}" if estimate is not None else ""
        more = ", ".join(filter(None, (by, about)))
        self.tell(f"[{self._number(leg)}] {leg.id}: {leg.step.do}" + (f" ({more})" if more else ""), BOLD)
        for line in (leg.command or "").splitlines():
            self.tell(f"    $ {line}", is_prose=False)

    def ticks(self, leg: Leg, seconds: float) -> None:
        """How long it runs and usually does, how long ago the service was lost and how long that may be."""
        if self._live:
            width = (columns(sys.stderr) or 0) - 1
            texts = self._progress(leg, seconds)
            text = next((t for t in texts if len(t) <= width), texts[-1])
            self._move(f"\r\x1b[K{cut(text, max(1, width))}")
            self._moving = True

    def _progress(self, leg: Leg, seconds: float) -> tuple[str, ...]:
        """The same in fewer and fewer words."""
        estimate, rto = estimate_of(leg.step), self._rto
        took, since = clock(seconds), clock((datetime.now(UTC) - self.setting.lost).total_seconds())
        if estimate is None:
            usual = ""
        elif seconds > estimate.total_seconds():
            usual = f", longer than the {clock(estimate)} estimated"
        else:
            usual = f" of about {clock(estimate)}"
        number, goal = self._number(leg), f", rto {clock(rto)}" if rto is not None else ""
        return (
            f"[{number}] {leg.id}: {took}{usual}; {since} since the loss{goal}",
            f"[{number}] {leg.id}: {took}; {since} since the loss{goal}",
            f"[{number}] {took}; lost {since}" + (f" of {clock(rto)}" if rto is not None else ""),
            f"[{number}] {took}",
        )

    def ends(self, leg: Leg, event: Event) -> None:
        """How it went; the end of the output when it failed."""
        took = f" after {_span(event.seconds)}" if event.seconds is not None else ""
        code = f", exit code {event.code}" if event.outcome == FAILED and event.code else ""
        found = ""
        if event.found and event.outcome == DONE and not event.by:
            found = f": {event.kind} {event.found}, as expected" if event.kind else f": {event.found}"
        why = f": {event.remark}" if event.remark else ": longer than it may" if event.outcome == TIMED_OUT else ""
        since = ""
        if self._rto is not None:
            lost = clock((event.at - self.setting.lost).total_seconds())
            since = f" ({lost} since the loss)"
        self.tell(f"    {event.outcome}{took}{code}{found}{why}{since}", _COLOURS.get(event.outcome, RED))
        if event.outcome not in {DONE, SKIPPED}:
            self.quote(event.output)
            if leg.step.if_fails:
                self.tell(f"    if it fails: {leg.step.if_fails}")

    def opens(self) -> None:
        """When the clock began, and what is to be reached; nothing where neither counts."""
        setting, meaning = self.setting, MEANINGS[self.setting.course.type]
        if not (meaning.rto or meaning.rpo):
            return
        lost = setting.lost.astimezone(setting.zone or UTC)
        goals = setting.objectives
        aims = [f"rto {written(self._rto)}"] if self._rto is not None else []
        aims += [f"rpo {written(goals.rpo)}"] if meaning.rpo and goals.rpo not in {None, UNBOUNDED} else []
        aim = f" To be reached: {', '.join(aims)}." if aims else ""
        self.tell(f"The clock runs since {lost:%Y-%m-%d %H:%M:%S %z}, the moment of the loss.{aim}")

    def quote(self, output: str) -> None:
        """The end of what a command printed."""
        for line in output.splitlines()[-LAST:]:
            self.tell(f"    | {cut(line, WIDEST)}", is_prose=False)

    def tell(self, text: str, style: str = "", *, is_prose: bool = True) -> None:
        """A line, harmless for a terminal and seen at once; PausedError when nobody can see it any more."""
        self.still()
        self.show(f"{self._set(text, style, is_prose=is_prose)}\n")

    def _set(self, text: str, style: str, *, is_prose: bool) -> str:
        lines = wrapped(text, columns(sys.stdout) if is_prose else None)
        return f"\x1b[{style}m{lines}\x1b[0m" if style and self._colour else lines

    def show(self, text: str) -> None:
        """The text as it is; PausedError when nobody can see it any more."""
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except OSError as problem:
            _drop(sys.stdout)
            reason = (problem.strerror or str(problem)).lower()
            raise PausedError(f"nobody can read any more what it tells ({reason})") from None

    def still(self) -> None:
        """Take the moving line away."""
        if self._moving:
            self._moving = False
            self._move("\r\x1b[K")

    @staticmethod
    def _move(text: str) -> None:
        with suppress(OSError):  # the terminal was closed: the next line that matters notices
            sys.stderr.write(text)
            sys.stderr.flush()

    @property
    def _rto(self) -> timedelta | None:
        """The objective, in a drill that measures it."""
        rto = self.setting.objectives.rto
        return rto if rto != UNBOUNDED and MEANINGS[self.setting.course.type].rto else None

    def _number(self, leg: Leg) -> str:
        legs = self.setting.course.legs
        return f"{legs.index(leg) + 1}/{len(legs)}"


def clock(span: timedelta | float) -> str:
    """`0:04:12`."""
    seconds = span.total_seconds() if isinstance(span, timedelta) else span
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def _span(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 60 else clock(seconds)


def _drop(stream: TextIO) -> None:
    # What could not be written waits in its buffer, and the interpreter would try once more and complain.
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
