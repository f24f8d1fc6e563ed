"""Who answers in a drill: a person at the terminal, or a file of answers."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Literal

from bcdr.cli.question import SilenceError, typed
from bcdr.cli.showing import Display, Setting
from bcdr.drill.course import Leg
from bcdr.drill.desk import PausedError, Point, Said
from bcdr.drill.event import Event
from bcdr.drill.timeline import written
from bcdr.errors import BcdrError
from bcdr.model.exercise import MEANINGS
from bcdr.model.value import MOMENT

WORDS = {"d": "done", "done": "done", "s": "skipped", "skip": "skipped", "skipped": "skipped", "f": "failed"}
WORDS |= {"failed": "failed", "fail": "failed"}
_NAMED = 12
"""People that are named to somebody who named nobody of the plan."""


class Person(Display):
    """Somebody at the terminal."""

    starts = False
    """Whether the first command may run without a question."""

    def ask(self, question: str) -> str:
        """What was typed; PausedError when nobody is there any more."""
        self.still()
        try:
            return typed(question)
        except (SilenceError, OSError):
            raise PausedError("nobody answered") from None

    def says(self, leg: Leg, output: str | None) -> Said:
        """Done, skipped or failed, with a remark behind it."""
        self.quote(output or "")
        if leg.step.expect:
            self.tell(f"    should show: {leg.step.expect}")
        while True:
            said = said_in(self.ask("    done, skip or failed? (a remark may follow)"))
            if said is not None:
                return said
            self.tell("    begin with one of the three words, such as: done all four")

    def point(self, moment: datetime | None) -> Point:
        """The moment whose state is restored; empty is unknown. What a command printed has to be confirmed."""
        if moment is not None:
            self.tell(f"    printed: {self._dated(moment)}")
        other = "Enter for that one, or another" if moment is not None else "or Enter if it is not known"
        while True:
            text = self.ask(f"    the state of which moment is restored? (such as 2026-11-20 02:00; {other})")
            found = moment_in(text, self.setting.zone) if text else moment
            if found is not None and text:
                self.tell(f"    that is {self._dated(found)}")
            if found is not None or not text:
                return Point(found, self.setting.copy)
            offset = "" if self.setting.zone is not None else ", with its offset from UTC: 2026-11-20 02:00+01:00"
            self.tell(f"    {text} is no day and time{offset}")

    def _dated(self, moment: datetime) -> str:
        """A moment as the people of the plan read it, and how much was lost after it."""
        here = moment.astimezone(self.setting.zone) if self.setting.zone is not None else moment
        lost = self.setting.lost - moment
        if lost < timedelta():
            return f"{here:%Y-%m-%d %H:%M:%S %z}, which is after the loss: nothing that was lost can be in it"
        return f"{here:%Y-%m-%d %H:%M:%S %z}, {written(lost)} before the loss"

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
            self.tell("    type again, end or pause")

    def accepts(self) -> Said:
        """Who takes the service back; `no` is nobody."""
        while True:
            who = self.ask("Who accepts the service back? (a person of the plan, or no)")
            if who.lower() == "no":
                return Said("failed")
            people = self.setting.people
            known = [id_ for id_, name in people.items() if who.casefold() in {id_, name.casefold()}]
            if len(known) == 1:
                return Said("done", known[0])
            more = ", ..." if len(people) > _NAMED else ""
            self.tell(
                f"    the plan has no person {who or 'without a name'}; it has {', '.join([*people][:_NAMED])}{more}"
            )


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
        point = said.get("point")
        if point is not None and point != "as printed" and moment_in(str(point), setting.zone) is None:
            raise BcdrError(f"the point is no time with offset: {point}", "write it as 2026-11-20T02:41:00+01:00")

    def says(self, leg: Leg, output: str | None) -> Said:
        """As the file says."""
        del output
        said = said_in(str(self._steps[leg.id]))
        return Said("failed", by="answers") if said is None else said._replace(by="answers")

    def point(self, moment: datetime | None) -> Point:
        """As the file says; `as printed` takes the moment that the command of the step has printed."""
        point = self._said.get("point")
        chosen = (
            moment if point == "as printed" else moment_in(str(point), self.setting.zone) if point is not None else None
        )
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


def moment_in(text: str, zone: tzinfo | None = None) -> datetime | None:
    """A moment with its offset from UTC, or one without it on the clocks of `zone`; None for anything else.

    An hour that the clocks showed twice is the earlier one.
    """
    with suppress(ValueError):
        found = MOMENT.parse(text)
        return found if isinstance(found, datetime) else None
    if zone is None:
        return None
    try:
        found = datetime.fromisoformat(text.strip())
        at = found.replace(tzinfo=zone, fold=0)
        back = at.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
    return at if found.tzinfo is None and back == found and ":" in text else None
