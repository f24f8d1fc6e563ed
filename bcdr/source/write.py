"""Files written whole or not at all, and never over something that changed meanwhile."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from bcdr.errors import BcdrError
from bcdr.source.exchange import Pair, forget, note, pair


class ChangedMeanwhileError(BcdrError):
    """Somebody else wrote the file since it was read."""


def write_text(path: Path, text: str, *, before: str | None = None) -> None:
    """Put `text` into `path`. `before` is what it held when it was read; None means that it must not exist yet.

    The text goes into a new file beside it first, so a crash or a full disk leaves the old file whole.
    """
    content = text.encode("utf-8")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    except OSError as problem:
        raise _failed(path, problem) from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        if before is None:
            Path(temporary).chmod(0o666 & ~_umask())
            # A hard link fails if the name is taken, in one step that nobody can come between.
            os.link(temporary, path)
            Path(temporary).unlink()
        else:
            _same(path, before)
            Path(temporary).chmod(path.stat().st_mode & 0o777)
            Path(temporary).replace(path)
    except FileExistsError:
        raise ChangedMeanwhileError(f"{path} exists already", "nothing was overwritten; move it away first") from None
    except OSError as problem:
        raise _failed(path, problem) from None
    finally:
        Path(temporary).unlink(missing_ok=True)


class Rewriting(NamedTuple):
    """A file of a plan that gets another text: `before` is what was read from it, without a byte order mark."""

    path: Path
    before: str
    text: str


def rewrite_all(root: Path, changes: Sequence[Rewriting]) -> None:
    """Give every file its new text, or leave all of them as they are, also when the machine fails in the middle.

    Everything is written beside the old files first; only then are they exchanged, one rename each. If a rename fails,
    those before it are taken back; after a crash `exchange.finish` completes them. Raises ChangedMeanwhileError or
    another BcdrError, with one sentence that says why.
    """
    token = uuid4().hex
    pairs = [pair(change.path, token) for change in changes]
    is_noted = len(pairs) > 1  # a single rename needs no note
    done: list[Pair] = []
    path = root
    try:
        if is_noted:
            note(root, pairs, token, is_ready=False)
        for change, (path, new, _) in zip(changes, pairs, strict=True):
            mark = _checked(root, path, change.before)
            with new.open("xb") as file:
                file.write(mark + change.text.encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
            new.chmod(path.stat().st_mode & 0o777)
        for change, (path, _, old) in zip(changes, pairs, strict=True):
            _checked(root, path, change.before)
            _keep(path, old)
        if is_noted:
            note(root, pairs, token, is_ready=True)
        for one in pairs:
            path = one.path
            one.new.replace(path)
            done.append(one)
    except BaseException as problem:
        if is_noted and done:
            with suppress(OSError):
                note(root, pairs, token, is_ready=False)
        for one in done:
            one.old.replace(one.path)
        if isinstance(problem, OSError):
            raise _failed(path, problem) from None
        raise
    finally:
        for one in pairs:
            one.new.unlink(missing_ok=True)
            one.old.unlink(missing_ok=True)
        if is_noted:
            forget(root)


_MARK = b"\xef\xbb\xbf"


def _checked(root: Path, path: Path, before: str) -> bytes:
    """The byte order mark of a file that is ours to write and still says what it said; BcdrError otherwise."""
    if path.is_symlink():
        raise BcdrError(f"{path} is a link", "edit the file that it points to by hand, or copy it into the plan")
    if not path.parent.resolve().is_relative_to(root.resolve()):
        raise BcdrError(f"{path} lies outside of the plan folder", "nothing was written")
    content = path.read_bytes()
    mark = _MARK if content.startswith(_MARK) else b""
    if content[len(mark) :] != before.encode("utf-8"):
        raise ChangedMeanwhileError(f"{path} changed while it was open here", "nothing was written; try again")
    if not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK):
        raise BcdrError(f"{path} is read-only", "nothing was written; allow writing to it first")
    return mark


def _keep(path: Path, old: Path) -> None:
    try:
        os.link(path, old)
    except OSError:  # a file system without second names
        old.write_bytes(path.read_bytes())


def _same(path: Path, before: str) -> None:
    if path.is_symlink() or path.read_bytes() != before.encode("utf-8"):
        raise ChangedMeanwhileError(f"{path} changed while it was open here", "nothing was written; try again")


def _umask() -> int:
    old = os.umask(0o022)
    os.umask(old)
    return old


def _failed(path: Path, problem: OSError) -> BcdrError:
    return BcdrError(f"{path} cannot be written: {(problem.strerror or str(problem)).lower()}", "check the folder")
