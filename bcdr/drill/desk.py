"""Whom a drill asks and tells: what the walk needs of people, whoever answers for them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple, Protocol

from bcdr.drill.course import Leg
from bcdr.drill.event import Event, Story
from bcdr.errors import BcdrError


class Said(NamedTuple):
    """How a step went, in somebody's words: `outcome` is done, skipped or failed; `by` is person or answers."""

    outcome: str
    remark: str = ""
    by: str = "person"


class Point(NamedTuple):
    """The state to restore from; None is not known."""

    moment: datetime | None
    copy: str | None
    by: str = "person"


class PausedError(BcdrError):
    """The drill stops here and can be taken up again."""

    def __init__(self, reason: str) -> None:
        """`reason` is a clause for the log."""
        super().__init__(reason, "nothing that was done is lost")
        self.reason = reason


class Desk(Protocol):
    """Somebody who answers. Every question may raise PausedError or KeyboardInterrupt."""

    @property
    def copy(self) -> str | None:
        """The copy that was named for the drill."""

    def begins(self, leg: Leg, story: Story) -> None:
        """A step begins."""

    def ticks(self, leg: Leg, seconds: float) -> None:
        """Its command has been running that long."""

    def ends(self, leg: Leg, event: Event) -> None:
        """It is over."""

    def says(self, leg: Leg, output: str | None) -> Said:
        """How a step went that a person carries out, or how what its command showed looks."""

    def point(self, moment: datetime | None) -> Point:
        """Which state is restored; `moment` is what a command said."""

    def again(self, leg: Leg, event: Event, *, is_resumed: bool) -> Literal["again", "end"]:
        """What to do about a step that did not end well."""

    def accepts(self) -> Said:
        """Whether the owner takes the service back; the remark is who."""
