"""Signals that wait: while a process is being started, nothing may end us before we know its number."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from typing import Any, Self

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
_Handler = Callable[[int, Any], Any]


class Deferral:
    """Inside, the first signal that Python would handle is kept; `release` hands it to its handler, which may raise.

    A mask would do the same, but a process started under it inherits the mask, and could not be asked to end.
    """

    def __init__(self) -> None:
        self._handlers: dict[int, _Handler] = {}
        self._kept: int | None = None

    def __enter__(self) -> Self:
        """Begin to keep them; a thread that is not the main one never hears a signal and keeps none."""
        if threading.current_thread() is threading.main_thread():
            for number in STOPPING:
                handler = signal.getsignal(number)
                if callable(handler):
                    self._handlers[number] = handler
                    signal.signal(number, self._keep)
        return self

    def __exit__(self, *_: object) -> None:
        """Let signals through again, and with them the one that was kept."""
        self.release()

    def _keep(self, number: int, _: object) -> None:
        self._kept = number if self._kept is None else self._kept

    def release(self) -> None:
        """Put the handlers back, and call the one whose signal came meanwhile."""
        handlers, self._handlers = self._handlers, {}
        for number, handler in handlers.items():
            signal.signal(number, handler)
        kept, self._kept = self._kept, None
        if kept is not None:
            handlers[kept](kept, None)
