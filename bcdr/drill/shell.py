"""Commands run in a shell: bounded in time and memory, in an environment of their own, ended with all they started."""

from __future__ import annotations

import os
import selectors
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from bcdr.drill.deferral import Deferral
from bcdr.drill.excerpt import Excerpt
from bcdr.drill.veil import Stream, Veil
from bcdr.errors import EnvironmentFaultError

GRACE = 5.0
"""Seconds between asking a process to end and ending it."""
LINGER = 1.0
"""Seconds for which output is still read when the command is over and something that it started holds it open."""
TICK = 0.5
CHUNK = 1 << 16


class Ran(NamedTuple):
    """What came of a command. `code` is None when we ended it; `value` is the end of its standard output, raw."""

    code: int | None
    seconds: float
    output: str
    value: str
    is_value_whole: bool
    ending: str = ""
    holder: bool = False
    reason: str = ""


TIMED_OUT, INTERRUPTED = "timed-out", "interrupted"


class Call(NamedTuple):
    """A command and what it may: `folder` to start in, its variables, what to hide, how long (None is for ever)."""

    command: str
    folder: str
    environment: Mapping[str, str]
    veil: Veil
    limit: float | None


def shell() -> str:
    """Path of bash; EnvironmentFaultError when there is none."""
    found = shutil.which("bash")
    if found is None:
        raise EnvironmentFaultError("there is no bash on this machine", "install it: commands of runbooks run in bash")
    return found


def surroundings(names: tuple[str, ...], point: str | None) -> dict[str, str]:
    """The whole environment of a command: where programs are, the variables it names, and the chosen point."""
    found = {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8"}
    found |= {name: os.environ[name] for name in names if name in os.environ}
    return found | ({"POINT": point} if point is not None else {})


def values_of(names: tuple[str, ...]) -> dict[str, str]:
    """The values of variables here; those that are not set are missing."""
    return {name: os.environ[name] for name in names if name in os.environ}


def run(call: Call, began: Callable[[int, str], None], tick: Callable[[float], None]) -> Ran:
    """Run the command to its end. `began` hears its process at once, `tick` the seconds since, twice a second.

    Ctrl-C ends it with all that it started, and is told in `ending`; `reason` is what the KeyboardInterrupt says of
    itself. A failing part of a pipe fails the command, and so does every failing line.
    """
    start = time.monotonic()
    with Deferral() as deferral:
        process = subprocess.Popen(
            [shell(), "-e", "-o", "pipefail", "-c", call.command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=call.folder,
            env=dict(call.environment),
            start_new_session=True,
            bufsize=0,
        )
        outputs = _Outputs(process, call.veil)
        ending = reason = ""
        try:
            try:
                deferral.release()
                began(process.pid, started_at(process.pid))
                ending = _follow(process, outputs, start, call.limit, tick)
            except KeyboardInterrupt as stop:
                ending, reason = INTERRUPTED, str(stop)
            if ending:
                _end(process)
        except BaseException:
            _signal(
                process.pid, signal.SIGKILL
            )  # a second Ctrl-C, or a journal that cannot be written: nothing is left
            process.wait()
            outputs.close()
            raise
    holder = outputs.linger(time.monotonic() + LINGER)
    outputs.close()
    code = process.wait()
    return Ran(
        None if ending else code,
        time.monotonic() - start,
        outputs.excerpt.text(),
        outputs.value.text(),
        outputs.value.is_whole,
        ending,
        holder,
        reason,
    )


def _follow(
    process: subprocess.Popen[bytes],
    outputs: _Outputs,
    start: float,
    limit: float | None,
    tick: Callable[[float], None],
) -> str:
    shown = start
    while not outputs.are_over:
        now = time.monotonic()
        if limit is not None and now - start > limit:
            return TIMED_OUT
        if now - shown >= TICK:
            tick(now - start)
            shown = now
        rest = TICK if limit is None else min(TICK, max(0.01, start + limit - now))
        outputs.read(rest)
        if process.poll() is not None:
            return ""
    while process.poll() is None:  # it closed its output and goes on
        now = time.monotonic()
        if limit is not None and now - start > limit:
            return TIMED_OUT
        tick(now - start)
        try:
            process.wait(TICK if limit is None else min(TICK, max(0.01, start + limit - now)))
        except subprocess.TimeoutExpired:
            continue
    return ""


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask the whole group to end, then end it."""
    _signal(process.pid, signal.SIGTERM)
    until = time.monotonic() + GRACE
    while time.monotonic() < until and is_running(process.pid):
        process.poll()
        time.sleep(0.02)
    _signal(process.pid, signal.SIGKILL)
    process.wait()


def _signal(group: int, number: int) -> None:
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        return


def is_running(group: int, started: str = "") -> bool:
    """Something of the group of processes still runs; `started` tells its leader from a later one of that number."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return started_at(group) == started
    return not started or started_at(group) in {started, ""}


def started_at(process: int) -> str:
    """When a process started, as its system counts; empty where it does not say, or there is none."""
    try:
        text = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return text.rpartition(")")[2].split()[19]


class _Outputs:
    """Both outputs of a process, as they come: one excerpt for people, the end of the standard output to compare."""

    def __init__(self, process: subprocess.Popen[bytes], veil: Veil) -> None:
        self.excerpt = Excerpt()
        self.value = Excerpt(0, CHUNK)
        self._selector = selectors.DefaultSelector()
        self._files = [f for f in (process.stdout, process.stderr) if f is not None]
        self._streams = {f.fileno(): Stream(veil) for f in self._files}
        self._standard = self._files[0].fileno()
        for file in self._files:
            os.set_blocking(file.fileno(), False)
            self._selector.register(file, selectors.EVENT_READ)

    @property
    def are_over(self) -> bool:
        return not self._selector.get_map()

    def read(self, patience: float) -> bool:
        """Read what is there, or wait for it so many seconds; False when nothing came."""
        ready = self._selector.select(patience)
        for key, _ in ready:
            number = key.fd
            try:
                content = os.read(number, CHUNK)
            except BlockingIOError:
                continue
            if not content:
                self._selector.unregister(key.fileobj)
                continue
            if number == self._standard:
                self.value.add(content)
            self.excerpt.add(self._streams[number].feed(content))
        return bool(ready)

    def linger(self, until: float) -> bool:
        """Read the rest; True when somebody still holds the outputs open after that time."""
        while not self.are_over and time.monotonic() < until:
            self.read(0.05)
        return not self.are_over

    def close(self) -> None:
        for file in self._files:
            self.excerpt.add(self._streams[file.fileno()].close())
            file.close()
        self._selector.close()
