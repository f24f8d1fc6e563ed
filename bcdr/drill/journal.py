"""The journal of a running drill: a hidden file of the plan, safe on disk after every line, held by one process."""

from __future__ import annotations

import fcntl
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Self

from bcdr.drill.event import Event, Opening, Story, line_of, story_of
from bcdr.errors import BcdrError

HOME = ".bcdr/drills"
"""Inside the plan folder; git does not see it."""
_IGNORE = "# What drills write while they run; their records go into the plan.\n*\n"


class JournalError(BcdrError):
    """The journal cannot be written: the drill stops, and what was done so far is kept."""


class Journal:
    """An open journal and the story in it. Close it, or leave it by `with`."""

    def __init__(self, path: Path, descriptor: int, story: Story) -> None:
        """Made by `begin` and `resume`."""
        self.path = path
        self.story = story
        self._descriptor = descriptor

    def write(self, event: Event, *, sync: bool = True) -> None:
        """Add an event; with `sync` it survives even a loss of power."""
        _append(self._descriptor, self.path, line_of(event), sync=sync)
        self.story = self.story.with_(event)

    def remove(self) -> None:
        """The drill is recorded: nothing here is needed any more."""
        self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Let others open it."""
        os.close(self._descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def place_of(root: str, runbook: str) -> Path:
    """Where the journal of a drill of that runbook is."""
    return Path(root, HOME, f"{runbook}.jsonl")


def begin(root: str, opening: Opening) -> Journal:
    """A new journal; BcdrError when a drill of that runbook is open."""
    path = place_of(root, opening.runbook)
    _prepare(root)
    descriptor = _open(path, os.O_CREAT)
    try:
        if os.fstat(descriptor).st_size:
            raise _unfinished(opening.runbook)  # noqa: TRY301 - the file is closed below, whatever was wrong
        _append(descriptor, path, line_of(opening), sync=True)
        _sync_folder(path.parent)
    except BaseException:
        if not os.fstat(descriptor).st_size:
            path.unlink(missing_ok=True)
        os.close(descriptor)
        raise
    return Journal(path, descriptor, Story(opening))


def resume(root: str, runbook: str) -> Journal:
    """The journal of an unfinished drill; a last line that was cut off by a crash is taken away."""
    path = place_of(root, runbook)
    if not path.exists():
        raise BcdrError(f"no drill of {runbook} is open", f"begin one: bcdr drill run {runbook}")
    descriptor = _open(path, 0)
    try:
        with os.fdopen(os.dup(descriptor), "rb") as file:
            content = file.read()
        whole = content[: content.rfind(b"\n") + 1]
        if not whole:
            path.unlink()
            raise _nothing(runbook)  # noqa: TRY301 - the same
        if len(whole) < len(content):
            os.ftruncate(descriptor, len(whole))
        return Journal(path, descriptor, story_of(whole.decode("utf-8", "replace").splitlines()))
    except BaseException:
        os.close(descriptor)
        raise


def _prepare(root: str) -> None:
    home = Path(root, HOME)
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not home.resolve().is_relative_to(Path(root).resolve()):
            raise _odd(home)
        ignore = home / ".gitignore"
        if not ignore.exists():
            ignore.write_text(_IGNORE, encoding="utf-8")
    except OSError as problem:
        raise _failed(home, problem, "nothing was run; let whoever runs it write into the plan's folder") from None


def _open(path: Path, flags: int) -> int:
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC | flags, 0o600)
    except OSError as problem:
        raise _failed(path, problem) from None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise _odd(path)  # noqa: TRY301 - the same
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise BcdrError(f"a drill of {path.stem} is running already", "wait for it, or stop it there") from None
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _append(descriptor: int, path: Path, line: str, *, sync: bool) -> None:
    before = os.fstat(descriptor).st_size
    content = line.encode()
    try:
        while content:
            content = content[os.write(descriptor, content) :]
        if sync:
            os.fsync(descriptor)
    except OSError as problem:
        with suppress(OSError):  # a half line that stays is taken away when the journal is read again
            os.ftruncate(descriptor, before)
        raise _failed(path, problem) from None


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    with suppress(OSError):  # a file system that cannot
        os.fsync(descriptor)
    os.close(descriptor)


def _unfinished(runbook: str) -> BcdrError:
    hint = "go on with --resume, or let its record be written as it is with --end"
    return BcdrError(f"a drill of {runbook} is not finished", hint)


def _nothing(runbook: str) -> BcdrError:
    hint = f"begin anew: bcdr drill run {runbook}"
    return BcdrError(f"the drill of {runbook} was broken off before anything ran", hint)


def _odd(path: Path) -> JournalError:
    return JournalError(f"{path} is no file or folder of its own inside of the plan", "remove it")


def _failed(path: Path, problem: OSError, hint: str = "") -> JournalError:
    reason = (problem.strerror or str(problem)).lower()
    return JournalError(
        f"the journal of the drill cannot be written: {reason} ({path})",
        hint or "what was done until then is kept: mend it, then go on with --resume",
    )
