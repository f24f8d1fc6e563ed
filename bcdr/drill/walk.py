"""The walk: step after step of a course, each begun, carried out, judged and written down before the next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from bcdr.drill import shell
from bcdr.drill.course import Course, Leg
from bcdr.drill.desk import Desk, PausedError, Point
from bcdr.drill.event import DIFFERS, DONE, FAILED, STOPPED, TIMED_OUT, Event
from bcdr.drill.expectation import Compared, compared, sentence, short, value_of
from bcdr.drill.journal import Journal
from bcdr.drill.veil import Veil
from bcdr.errors import BcdrError
from bcdr.evidence.redaction import without_secrets
from bcdr.model.exercise import MEANINGS
from bcdr.model.value import MOMENT

BY_HAND = "stopped by a person"
"""What a KeyboardInterrupt means that gives no other reason."""


class Ground(NamedTuple):
    """Where the drill happens: the plan's folder, and the clock."""

    folder: str
    now: Callable[[], datetime]


class Walk:
    """One drill on its way. The story is in its journal."""

    def __init__(self, course: Course, journal: Journal, desk: Desk, ground: Ground) -> None:
        """Nothing is taken up yet."""
        self._course, self._journal, self._desk, self._ground = course, journal, desk, ground
        self._veil = Veil(shell.values_of(course.variables))

    def go(self, *, is_resumed: bool = False) -> None:
        """To the end of the drill: all steps over and accepted, or one of them failed for good.

        KeyboardInterrupt, whose text may say why, and PausedError leave it so that it can be taken up again; both are
        noted first.
        """
        try:
            if not is_resumed or self._take_up():
                self._walk()
        except KeyboardInterrupt as stop:
            self._note(Event("paused", self._ground.now(), remark=str(stop) or BY_HAND))
            raise
        except PausedError as pause:
            self._note(Event("paused", self._ground.now(), remark=pause.reason))
            raise

    def _note(self, event: Event) -> None:
        self._journal.write(event)

    def _take_up(self) -> bool:
        """Whether the drill goes on: not when it was taken up only to be recorded as it is."""
        left = self._journal.story.unfinished()
        if left is not None and left.process is not None and shell.is_running(left.process, left.started):
            raise BcdrError(
                f"the command of step {left.step} still runs, as process {left.process}",
                "wait until it ends, or end it; then go on with --resume",
            )
        story = self._journal.story
        if story.acceptance() is not None:
            return True
        self._note(Event("resumed", self._ground.now()))
        if left is not None:
            why = "bcdr ended before it was over, so what it showed is not known"
            self._note(Event("ended", self._ground.now(), left.step, STOPPED, remark=why))
        for leg in self._course.legs:
            last = self._journal.story.ended(leg.id)
            if last is None or self._journal.story.is_over(leg.id):
                continue
            if leg.command is not None and self._desk.again(leg, last, is_resumed=True) == "end":
                return False
        return True

    def _walk(self) -> None:
        for leg in self._course.legs:
            while not self._journal.story.is_over(leg.id):
                event = self._step(leg)
                if not self._journal.story.is_over(leg.id) and self._desk.again(leg, event, is_resumed=False) == "end":
                    return
        story = self._journal.story
        if MEANINGS[self._course.type].rto and story.acceptance() is None:
            said = self._desk.accepts()
            self._note(Event("accepted", self._ground.now(), outcome=said.outcome, by=said.by, remark=said.remark))

    def _step(self, leg: Leg) -> Event:
        if leg.step.kind == "restore" and self._journal.story.point() is None and self._measures_loss:
            self._choose(None)
        self._desk.begins(leg, self._journal.story)
        self._note(Event("began", self._ground.now(), leg.id))
        event = self._said(leg, None) if leg.command is None else self._ran(leg, leg.command)
        self._note(event)
        self._desk.ends(leg, event)
        if event.outcome == DONE and leg.step.kind == "choose-point":
            self._choose(_moment(event.found) if leg.command is not None else None)
        if event.outcome == STOPPED:
            raise KeyboardInterrupt(event.remark)
        return event

    @property
    def _measures_loss(self) -> bool:
        return MEANINGS[self._course.type].rpo

    def _choose(self, moment: datetime | None) -> None:
        """Which state it is about: asked where it measures a loss, else as far as it is known anyway."""
        if self._measures_loss:
            point = self._desk.point(moment)
        elif MEANINGS[self._course.type].runs and (moment is not None or self._desk.copy is not None):
            point = Point(moment, self._desk.copy, "")
        else:
            return
        self._note(Event("point", self._ground.now(), moment=point.moment, copy=point.copy, by=point.by))

    def _said(self, leg: Leg, ran: Event | None) -> Event:
        base = ran or Event("ended", self._ground.now(), leg.id)
        try:
            said = self._desk.says(leg, ran.output if ran is not None else None)
        except (KeyboardInterrupt, PausedError):
            self._note(base._replace(outcome=STOPPED, at=self._ground.now(), remark="nobody said how it went"))
            raise
        return base._replace(
            outcome=said.outcome, at=self._ground.now(), by=said.by, remark=short(self._veil.over(said.remark))
        )

    def _ran(self, leg: Leg, command: str) -> Event:
        story = self._journal.story
        point = story.point()
        chosen = point.moment.isoformat() if point is not None and point.moment is not None else None
        environment = shell.surroundings(leg.step.environment, chosen)
        limit = leg.limit.total_seconds() if leg.limit is not None else None
        call = shell.Call(command, self._ground.folder, environment, self._veil, limit)

        def began(process: int, started: str) -> None:
            note = Event("process", self._ground.now(), leg.id, process=process, started=started)
            self._journal.write(note, sync=False)  # needed only while the process may live: not after a loss of power

        ran = shell.run(call, began, lambda seconds: self._desk.ticks(leg, seconds))
        event = Event(
            "ended",
            self._ground.now(),
            leg.id,
            code=ran.code,
            seconds=round(ran.seconds, 3),
            output=without_secrets(ran.output),
            remark="something that it started still runs and holds its output" if ran.holder else "",
        )
        if ran.ending:
            outcome = TIMED_OUT if ran.ending == shell.TIMED_OUT else STOPPED
            return event._replace(outcome=outcome, remark="" if outcome == TIMED_OUT else ran.reason or BY_HAND)
        return self._judged(leg, event, ran)

    def _judged(self, leg: Leg, event: Event, ran: shell.Ran) -> Event:
        check, code = leg.step.check, ran.code or 0
        if code and (check is None or check.kind != "exit-code"):
            return event._replace(outcome=FAILED)
        if check is not None:
            value = value_of(check.kind, ran.value, code, is_whole=ran.is_value_whole)
            found = compared(check, value, self._source(check.same_as))
            hidden = _hidden(found, self._veil)
            # what is compared are the values themselves; what is kept has no secret in it
            remark = event.remark if found.agrees else sentence(hidden)
            outcome = DONE if found.agrees else DIFFERS
            return event._replace(
                outcome=outcome, kind=check.kind, expected=hidden.expected, found=hidden.found, remark=remark
            )
        last = value_of("query", ran.value, code, is_whole=ran.is_value_whole)
        event = event._replace(found=short(self._veil.over(last.splitlines()[-1])) if last else None)
        return self._said(leg, event) if leg.asks else event._replace(outcome=DONE)

    def _source(self, id_: str | None) -> str | None:
        ended = self._journal.story.ended(id_) if id_ is not None else None
        return ended.found if ended is not None else None


def _hidden(one: Compared, veil: Veil) -> Compared:
    expected = short(veil.over(one.expected)) if one.expected is not None else None
    return one._replace(expected=expected, found=short(veil.over(one.found)) if one.found is not None else None)


def _moment(text: str | None) -> datetime | None:
    """A moment that a command has printed, with its offset; None for anything else."""
    try:
        found = MOMENT.parse(text or "")
    except ValueError:
        return None
    return found if isinstance(found, datetime) else None
