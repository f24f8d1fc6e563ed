"""Who answers in a drill: a person at the terminal, or a file of answers; and what is shown while it runs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, NamedTuple

from bcdr.cli.question import SilenceError, typed
from bcdr.drill.course import Course, Leg
from bcdr.drill.desk import PausedError, Point, Said
from bcdr.drill.event import Event, Story
from bcdr.drill.verdict import Objectives
from bcdr.errors import BcdrError
from bcdr.model.exercise import MEANINGS
from bcdr.model.value import MOMENT
from bcdr.render.terminal import escaped

WORDS = {"d": "done", "done": "done", "s": "skipped", "skip": "skipped", "skipped": "skipped", "f": "failed"}
WORDS |= {"failed": "failed", "fail": "failed"}
LAST = 20
"""Lines of an output that are shown when its command failed; the log has more."""


class Setting(NamedTuple):
    """What both kinds of answers need: the course, what is to be reached, the copy and the people the plan knows."""

    course: Course
    objectives: Objectives
    copy: str | None
    people: frozenset[str]
    lost: datetime


class Display:
    """What is shown of a drill on its way: a line for each step, and on a terminal one that moves."""

    def __init__(self, setting: Setting, show: Callable[[str], None] = print) -> None:
        """Nothing is shown yet."""
        self.setting = setting
        self._show = show
        self._live = sys.stderr.isatty()
        self._moving = False

    def begins(self, leg: Leg, story: Story) -> None:
        """Its number, its id and what it does."""
        del story
        by = f" ({leg.step.by})" if leg.step.by else ""
        self.tell(f"[{self._number(leg)}] {leg.id}: {leg.step.do}{by}")
        for line in (leg.command or "").splitlines():
            self.tell(f"    $ {line}")

    def ticks(self, leg: Leg, seconds: float) -> None:
        """How long it runs and may, and how long ago the service was lost."""
        if not self._live:
            return
        since = (datetime.now(UTC) - self.setting.lost).total_seconds()
        target = f" of {_clock(self.setting.objectives.rto)}" if self.setting.objectives.rto is not None else ""
        estimate = f" (estimate {_clock(leg.step.takes)})" if leg.step.takes is not None else ""
        text = f"[{self._number(leg)}] {leg.id} {_clock(seconds)}{estimate}, since the loss {_clock(since)}{target}"
        sys.stderr.write(f"\r\x1b[K{escaped(text)}")
        sys.stderr.flush()
        self._moving = True

    def ends(self, leg: Leg, event: Event) -> None:
        """How it went; the end of the output when it failed."""
        took = f" after {_clock(event.seconds)}" if event.seconds is not None else ""
        found = f", {event.kind} {event.found}" if event.kind and event.outcome == "done" else ""
        self.tell(f"    {event.outcome}{took}{found}" + (f": {event.remark}" if event.remark else ""))
        if event.outcome not in {"done", "skipped"}:
            for line in event.output.splitlines()[-LAST:]:
                self.tell(f"    | {line}")
            if leg.step.if_fails:
                self.tell(f"    if it fails: {leg.step.if_fails}")

    def tell(self, text: str) -> None:
        """A line, harmless for a terminal."""
        self.still()
        indent = len(text) - len(text.lstrip(" "))
        self._show(" " * indent + escaped(text[indent:]))

    def still(self) -> None:
        """Take the moving line away."""
        if self._moving:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._moving = False

    def _number(self, leg: Leg) -> str:
        legs = self.setting.course.legs
        return f"{legs.index(leg) + 1}/{len(legs)}"


class Person(Display):
    """Somebody at the terminal."""

    starts = False
    """Whether the first command may run without a question."""

    def ask(self, question: str) -> str:
        """What was typed; PausedError when nobody is there any more."""
        self.still()
        try:
            return typed(question)
        except SilenceError as problem:
            raise PausedError(problem.message) from None

    def says(self, leg: Leg, output: str | None) -> Said:
        """Done, skipped or failed, with a remark behind it."""
        for line in (output or "").splitlines()[-LAST:]:
            self.tell(f"    | {line}")
        if leg.step.expect:
            self.tell(f"    should show: {leg.step.expect}")
        while True:
            said = said_in(self.ask("    done, skip or failed? (a remark may follow)"))
            if said is not None:
                return said

    def point(self, moment: datetime | None) -> Point:
        """The moment whose state is restored; empty is unknown. What a command printed has to be confirmed."""
        default = f" [{moment.isoformat()}]" if moment is not None else ""
        while True:
            text = self.ask(f"    state of which moment is restored?{default} (2026-11-20T02:00:00+01:00, or empty)")
            if not text:
                return Point(moment, self.setting.copy)
            found = moment_in(text)
            if found is not None:
                return Point(found, self.setting.copy)

    def again(self, leg: Leg, event: Event, *, is_resumed: bool) -> Literal["again", "end"]:
        """Try the step again, end the drill with its record, or leave it for later."""
        if is_resumed:
            self.tell(f"step {leg.id} was not over: {event.outcome}" + (f", {event.remark}" if event.remark else ""))
        while True:
            word = self.ask(f"    {leg.id}: again, end (record it as it is) or pause?").lower()
            if word in {"a", "again"}:
                return "again"
            if word in {"e", "end"}:
                return "end"
            if word in {"p", "pause"}:
                raise PausedError(f"left at step {leg.id}")

    def accepts(self) -> Said:
        """Who takes the service back; `no` is nobody."""
        while True:
            who = self.ask("Who accepts the service back? (a person of the plan, or no)")
            if who == "no":
                return Said("failed")
            if who in self.setting.people:
                return Said("done", who)
            self.tell(f"    the plan has no person {who}; it has {', '.join(sorted(self.setting.people)[:12])}")


class Answers(Display):
    """A file that answers instead of a person; without one there are no answers at all."""

    def __init__(self, setting: Setting, said: Mapping[str, Any], *, yes: bool) -> None:
        """BcdrError unless it answers everything that will be asked, before anything runs."""
        super().__init__(setting)
        self._yes = yes
        self._said = said
        course = setting.course
        self._steps: Mapping[str, Any] = said.get("steps") or {}
        self.starts = str(said.get("start", "")).lower() in {"yes", "true"}
        known = {leg.id for leg in course.legs if leg.asks}
        strange = [*(set(said) - {"steps", "point", "accepted_by", "start"}), *(set(self._steps) - known)]
        if strange:
            raise BcdrError(f"nothing asks for the answer {min(strange)}", "a file of answers: see bcdr drill run")
        wanted = [id_ for id_ in known if said_in(str(self._steps.get(id_, ""))) is None]
        meaning = MEANINGS[course.type]
        chooses = any(leg.step.kind in {"restore", "choose-point"} for leg in course.legs)
        missing = [f"steps.{leg.id}" for leg in course.legs if leg.id in wanted]
        missing += ["accepted_by"] if meaning.rto and "accepted_by" not in said else []
        missing += ["point"] if meaning.rpo and chooses and "point" not in said else []
        if missing:
            raise BcdrError(
                f"without a terminal nobody can say how it went: {', '.join(missing)}",
                "run it at a terminal, or write the answers into a file for --answers",
            )
        who = said.get("accepted_by")
        if meaning.rto and who not in {*setting.people, "no"}:
            raise BcdrError(f"the plan has no person {who}", "accepted_by is the id of a person, or no")
        if (point := said.get("point")) is not None and point != "as printed" and moment_in(str(point)) is None:
            raise BcdrError(f"the point is no time with offset: {point}", "write it as 2026-11-20T02:41:00+01:00")

    def says(self, leg: Leg, output: str | None) -> Said:
        """As the file says."""
        del output
        said = said_in(str(self._steps[leg.id]))
        return Said("failed", by="answers") if said is None else said._replace(by="answers")

    def point(self, moment: datetime | None) -> Point:
        """As the file says; `as printed` takes the moment that the command of the step has printed."""
        point = self._said.get("point")
        chosen = moment if point == "as printed" else moment_in(str(point)) if point is not None else None
        return Point(chosen, self.setting.copy, "answers")

    def again(self, leg: Leg, event: Event, *, is_resumed: bool) -> Literal["again", "end"]:
        """A step that failed ends the drill. One that was broken off is run again only with --yes."""
        if not is_resumed:
            return "end"
        if self._yes:
            return "again"
        raise PausedError(f"step {leg.id} was not over ({event.outcome}); --yes runs its command again")

    def accepts(self) -> Said:
        """As the file says."""
        who = str(self._said["accepted_by"])
        return Said("failed", by="answers") if who == "no" else Said("done", who, "answers")


def said_in(text: str) -> Said | None:
    """`done`, `skip because of rain`, `failed: no key` as an outcome and a remark; None when it is none of them."""
    first, _, rest = text.strip().partition(" ")
    outcome = WORDS.get(first.rstrip(":,;").lower())
    return Said(outcome, rest.strip()) if outcome is not None else None


def moment_in(text: str) -> datetime | None:
    """A moment with its offset from UTC."""
    try:
        found = MOMENT.parse(text)
    except ValueError:
        return None
    return found if isinstance(found, datetime) else None


def _clock(span: timedelta | float) -> str:
    """`0:04:12`."""
    if isinstance(span, timedelta):
        if span == timedelta.max:
            return "any time"
        span = span.total_seconds()
    minutes, seconds = divmod(int(span), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
