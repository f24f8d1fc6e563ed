"""What is known of the terminal: whether it shows colour, and a progress line for work that takes long."""

from __future__ import annotations

import os
import sys
import time
from typing import TextIO

PATIENCE = 1.0
"""Seconds that people wait without wondering."""
USUAL = 80
"""Columns of a terminal that does not say how many it has."""


def has_colour(stream: TextIO) -> bool:
    """Colour only on a terminal that can, and never against NO_COLOR (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def columns(stream: TextIO) -> int | None:
    """Columns of the terminal that the stream goes to, at least 20; None when it goes elsewhere: nothing has to fit."""
    if not stream.isatty():
        return None
    try:
        found = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        found = 0
    return max(found or USUAL, 20)


class Progress:
    """One line on stderr that says what is being done, once the work has taken longer than a second.

    Nothing is written when stderr is no terminal, so logs stay clean.
    """

    def __init__(self) -> None:
        """The clock starts."""
        self._began = time.monotonic()
        self._shown = False
        self._live = sys.stderr.isatty()

    def step(self, what: str) -> None:
        """Say what comes next, if it is time to say anything."""
        if self._live and (self._shown or time.monotonic() - self._began > PATIENCE):
            sys.stderr.write(f"\r\x1b[K{what} ...")
            sys.stderr.flush()
            self._shown = True

    def done(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
