"""A process that is killed at one of its writes to disk, by the number of the write."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

WRITES = ("fsync", "link", "mkdir", "rename", "replace", "rmdir", "truncate", "unlink")


def killed_at(number: int, work: Callable[[], object]) -> bool:
    """Do the work in a process of its own that is killed just before write `number`; False when it ended before."""
    child = os.fork()
    if child == 0:
        try:
            _arm(number)
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def _arm(number: int) -> None:
    left = number

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*words: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*words, **named)

        return call

    for name in WRITES:
        setattr(os, name, counted(getattr(os, name)))
