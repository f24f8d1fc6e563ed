"""Files that show something: reports as they are read, copies as they are kept, digests as they are checked again."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from pathlib import Path

from bcdr.errors import BcdrError
from bcdr.source.fault import shown

_CHUNK = 1 << 20


class ExhibitError(BcdrError):
    """A file that cannot be read or kept."""


class TakenError(ExhibitError):
    """Another file has the name already."""


SMALLER = "name a smaller file"


def read_exhibit(path: str, limit: int, *, smaller: str = SMALLER) -> bytes:
    """The content of a regular file of at most `limit` bytes; ExhibitError for every other one.

    `smaller` is what to do when it is larger.
    """
    if os.path.isdir(path):  # noqa: PTH112 - a directory cannot even be opened for reading
        raise ExhibitError(f"{shown(path)} is a folder", "name a file in it")
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            state = os.fstat(descriptor)
            if not stat.S_ISREG(state.st_mode):
                raise ExhibitError(f"{shown(path)} is not a regular file", "save what it gives into a file first")
            if state.st_size > limit:
                raise too_large(path, state.st_size, limit, smaller)
            content = file.read(state.st_size + 1)
    except OSError as problem:
        raise ExhibitError(
            f"{shown(path)} cannot be read: {_reason(problem)}", "check the path and its permissions"
        ) from None
    if len(content) != state.st_size:
        raise ExhibitError(f"{shown(path)} changed while it was read", "wait until it is complete")
    return content


def too_large(path: str, size: int, limit: int, smaller: str = SMALLER) -> ExhibitError:
    """The refusal of a file over the limit."""
    return ExhibitError(f"{shown(path)} has {_amount(size)}; at most {_amount(limit)} are read", smaller)


def _amount(size: int) -> str:
    return f"{size / 2**20:.0f} MiB" if size >= 2**20 else f"{size / 2**10:.0f} KiB"


def digest_of(root: str, file: str) -> str | None:
    """SHA-256 of a file inside the plan folder, None when there is none; ExhibitError when it leads outside."""
    home = Path(root).resolve()
    path = Path(root, file)
    if not Path(os.path.realpath(path)).is_relative_to(home):  # a circle of links is a place, too
        raise ExhibitError(f"{shown(file)} lies outside of the plan folder", "copy it into evidence/")
    if not path.exists():
        return None
    if not path.is_file():
        raise ExhibitError(f"{shown(file)} is not a regular file", "put the file back, or correct its entry")
    sha = hashlib.sha256()
    try:
        with path.open("rb") as content:
            while part := content.read(_CHUNK):
                sha.update(part)
    except OSError as problem:
        raise ExhibitError(f"{shown(file)} cannot be read: {_reason(problem)}", "check its permissions") from None
    return sha.hexdigest()


def keep(root: str, file: str, content: bytes) -> bool:
    """Put the content whole into a new file inside the plan folder; False when it is there already.

    Raises ExhibitError when another file has the name, when the place leads outside of the plan, and when it cannot be
    written; nothing half is left behind.
    """
    path = Path(root, file)
    temporary = None
    try:
        if path.parent.is_file():
            raise ExhibitError(f"{shown(str(path.parent))} is a file", "evidence is kept in a folder of that name")
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.parent.resolve().is_relative_to(Path(root).resolve()):
            raise ExhibitError(f"{shown(file)} lies outside of the plan folder", "nothing was written")
        descriptor, temporary = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
        with os.fdopen(descriptor, "wb") as new:
            new.write(content)
            new.flush()
            os.fsync(descriptor)
        Path(temporary).chmod(0o644)
        os.link(temporary, path)
    except FileExistsError:
        if not path.is_symlink() and path.read_bytes() == content:
            return False
        raise TakenError(f"{shown(file)} exists already and is another file", "move it away first") from None
    except OSError as problem:
        raise ExhibitError(f"{shown(file)} cannot be written: {_reason(problem)}", "check the folder") from None
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
    return True


def take_back(root: str, file: str) -> None:
    """Remove what `keep` has just made, when the rest of the work failed."""
    Path(root, file).unlink(missing_ok=True)


def _reason(problem: OSError) -> str:
    return (problem.strerror or str(problem)).lower()
