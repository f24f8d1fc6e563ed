"""A real terminal of a given size, and somebody who types at it when a question is on the screen."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence

CLOSE = "\0close"
"""Typed: the terminal is closed instead."""


def at_terminal(words: Sequence[str], *answers: tuple[str, str | bytes], columns: int = 80) -> tuple[int, str]:
    """Run the words at a terminal; each answer is typed once its question is there. Exit code and all that was shown."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(words[0], list(words))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    screen, begin, waiting = "", 0, list(answers)
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            screen += os.read(terminal, 4096).decode("utf-8", "replace")
        except OSError:
            break
        if waiting and waiting[0][0] in " ".join(screen[begin:].split()):  # wherever its line was broken
            begin = len(screen)
            answer = waiting.pop(0)[1]
            if answer == CLOSE:
                break
            time.sleep(0.2)  # nobody types before the question is whole
            os.write(terminal, answer.encode() if isinstance(answer, str) else answer)
    else:
        os.kill(child, signal.SIGKILL)
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), screen
