"""The clock of a drill: it starts at real time, and no change of the machine's clock moves it afterwards."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bcdr.errors import BcdrError

SLACK = timedelta(minutes=1)
"""How far a machine's clock may be corrected backwards between two parts of a drill without a word."""

_TICKING = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""Goes on while the machine sleeps: a laptop that is closed during a restore makes the restore no shorter."""


def _elapsed() -> float:
    return time.clock_gettime(_TICKING)


class Clock:
    """Real time at its start, counted on from there by a clock that nobody can set."""

    def __init__(self, begin: datetime, elapsed: Callable[[], float] = _elapsed) -> None:
        """It shows `begin` now."""
        self._begin, self._elapsed = begin, elapsed
        self._mark = elapsed()

    def now(self) -> datetime:
        """The moment, in UTC."""
        return self._begin + timedelta(seconds=self._elapsed() - self._mark)


def clock_after(last: datetime | None) -> Clock:
    """A clock for a drill of which `last` is the newest thing written down; it never shows a time before that.

    Raises BcdrError when the machine's clock lies further back than that.
    """
    here = datetime.now(UTC)
    if last is not None and here < last - SLACK:
        raise BcdrError(
            f"the clock of this machine shows {here:%Y-%m-%d %H:%M} UTC, but the drill was at {last:%Y-%m-%d %H:%M}",
            "set the clock, then go on with --resume",
        )
    return Clock(max(here, last) if last is not None else here)
