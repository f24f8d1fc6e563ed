"""Files written whole or not at all, and never over something that changed meanwhile."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from bcdr.errors import BcdrError


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


def _same(path: Path, before: str) -> None:
    if path.is_symlink() or path.read_bytes() != before.encode("utf-8"):
        raise ChangedMeanwhileError(f"{path} changed while it was open here", "nothing was written; try again")


def _umask() -> int:
    old = os.umask(0o022)
    os.umask(old)
    return old


def _failed(path: Path, problem: OSError) -> BcdrError:
    return BcdrError(f"{path} cannot be written: {(problem.strerror or str(problem)).lower()}", "check the folder")
