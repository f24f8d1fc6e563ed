"""What happens in a drill, as lines of its journal: written one by one, read again after a crash."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from bcdr.errors import BcdrError
from bcdr.model.exercise import MEANINGS

VERSION = 1
"""Of the journal's format."""

DONE, SKIPPED, FAILED, TIMED_OUT, DIFFERS, STOPPED = "done", "skipped", "failed", "timed-out", "differs", "stopped"
OUTCOMES = (DONE, SKIPPED, FAILED, TIMED_OUT, DIFFERS, STOPPED)
"""How a step ends: `differs` ran but shows something else than expected, `stopped` was broken off."""


class Opening(NamedTuple):
    """The first line: which drill this is. `lost` is t0, the moment from which the clock counts."""

    runbook: str
    type: str
    sha256: str
    opened: datetime
    lost: datetime
    program: str
    detected: datetime | None = None
    led_by: str | None = None
    participants: tuple[str, ...] = ()
    scenario: str | None = None
    announced: bool = True
    note: str = ""
    version: int = VERSION


class Event(NamedTuple):
    """One thing that happened. Which fields are used depends on `what`.

    began: a step starts (process, started: what runs, to find it again). ended: a step's outcome. point: the state to
    restore from was chosen. resumed, paused: the drill was taken up or left. accepted: the owner took it back, or not.
    """

    what: str
    at: datetime
    step: str = ""
    outcome: str = ""
    code: int | None = None
    seconds: float | None = None
    kind: str = ""
    expected: str | None = None
    found: str | None = None
    output: str = ""
    by: str = ""
    remark: str = ""
    moment: datetime | None = None
    copy: str | None = None
    process: int | None = None
    started: str = ""


WHAT = frozenset({"began", "process", "ended", "point", "resumed", "paused", "accepted"})


class Story(NamedTuple):
    """Everything that is known of a drill so far."""

    opening: Opening
    events: tuple[Event, ...] = ()

    def ended(self, step: str) -> Event | None:
        """How the step ended the last time that it was tried; None when it is not over."""
        return self._last(step, ("ended",))

    def _last(self, step: str, what: tuple[str, ...]) -> Event | None:
        return next((e for e in reversed(self.events) if e.step == step and e.what in what), None)

    def unfinished(self) -> Event | None:
        """The step that had begun and of which nobody knows how it ended, with its process where one is known."""
        open_: Event | None = None
        for event in self.events:
            if event.what in {"began", "process"}:
                open_ = event
            elif event.what == "ended":
                open_ = None
        return open_

    def is_over(self, step: str) -> bool:
        """The step is done, or somebody decided to leave it out."""
        last = self.ended(step)
        return last is not None and last.outcome in {DONE, SKIPPED}

    def point(self) -> Event | None:
        """The state that was chosen to restore from."""
        return next((e for e in reversed(self.events) if e.what == "point"), None)

    def acceptance(self) -> Event | None:
        """What the owner said in the end."""
        return next((e for e in reversed(self.events) if e.what == "accepted"), None)

    def latest(self) -> datetime:
        """When the newest of it was written down."""
        return max([self.opening.opened, *(event.at for event in self.events)])

    def with_(self, event: Event) -> Story:
        """The story one event later."""
        return self._replace(events=(*self.events, event))


def line_of(one: Opening | Event) -> str:
    """One line of JSON; what says nothing is left out."""
    said = {k: _written(v) for k, v in one._asdict().items() if v not in {None, ""} and v != ()}
    return json.dumps(said, ensure_ascii=True) + "\n"


def story_of(lines: Iterable[str]) -> Story:
    """The drill of whole lines; BcdrError when they are no journal, or one of a newer version."""
    rows = list(lines)
    try:
        found = [json.loads(row) for row in rows]
        if not found:
            raise BcdrError("the journal of the drill is empty", "nothing had begun: remove it, and start again")
        if found[0].get("version", 0) > VERSION:
            raise BcdrError("the journal of the drill was written by a newer bcdr", "go on with that version")
        return Story(_opening(found[0]), tuple(map(_event, found[1:])))
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise BcdrError(f"the journal of the drill cannot be read: {problem}", "keep it, and start anew") from None


def _written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _opening(row: Mapping[str, Any]) -> Opening:
    if row["type"] not in MEANINGS:
        raise ValueError(row["type"])
    times = {k: datetime.fromisoformat(row[k]) for k in ("opened", "lost", "detected") if k in row}
    return Opening(**{**row, **times, "participants": tuple(row.get("participants", ()))})


def _event(row: Mapping[str, Any]) -> Event:
    if row["what"] not in WHAT:
        raise ValueError(row["what"])
    times = {k: datetime.fromisoformat(row[k]) for k in ("at", "moment") if k in row}
    return Event(**{**row, **times})
