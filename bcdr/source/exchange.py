"""Several files of a plan exchanged as one: what a crash leaves half done is finished, or undone, by who comes next."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from bcdr.source.snapshot import EXCHANGE


class Pair(NamedTuple):
    """A file, and the hidden ones beside it: with the text that it gets, and for a while with the one that it had."""

    path: Path
    new: Path
    old: Path


def pair(path: Path, token: str) -> Pair:
    """The hidden names of a file; `token` keeps two writers apart."""
    return Pair(path, path.with_name(f".{path.name}.{token}.tmp"), path.with_name(f".{path.name}.{token}.old"))


def note(root: Path, pairs: Sequence[Pair], token: str, *, is_ready: bool) -> None:
    """Note what is about to be exchanged: a crash after that is finished when it `is_ready`, else undone."""
    place = root / EXCHANGE
    place.parent.mkdir(mode=0o700, exist_ok=True)
    names = [p.path.relative_to(root).as_posix() for p in pairs]
    whole = place.with_suffix(".tmp")
    with whole.open("w", encoding="utf-8") as file:
        json.dump({"ready": is_ready, "token": token, "files": names}, file)
        file.flush()
        os.fsync(file.fileno())
    whole.replace(place)
    _sync(place.parent)


def forget(root: Path) -> None:
    """The exchange is over."""
    place = root / EXCHANGE
    place.unlink(missing_ok=True)
    place.with_suffix(".tmp").unlink(missing_ok=True)
    with suppress(OSError):  # drills keep their journals there
        place.parent.rmdir()


def finish(root: str) -> bool:
    """Finish or undo what a writer left who was ended in the middle; False when there is nothing, or he still writes.

    Only hidden files beside files of the plan are moved, whatever the note says.
    """
    home = Path(root)
    place = home / EXCHANGE
    if not place.exists() and not place.with_suffix(".tmp").exists():
        return False
    descriptor = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return False
    except OSError:  # a file system that knows no locks
        pass
    try:
        is_ready, pairs = _noted(home)
        for one in pairs:
            if is_ready:
                _move(one.new, one.path)
            else:
                _move(one.old, one.path)
            one.new.unlink(missing_ok=True)
            one.old.unlink(missing_ok=True)
        for folder in {one.path.parent for one in pairs}:
            _sync(folder)
        forget(home)
    finally:
        os.close(descriptor)
    return True


def _noted(root: Path) -> tuple[bool, list[Pair]]:
    try:
        said = json.loads((root / EXCHANGE).read_text(encoding="utf-8"))
        token, names = str(said["token"]), [str(name) for name in said["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        return False, []
    is_ours = token.isalnum()
    return said.get("ready") is True, list(_inside(root, token, names)) if is_ours else []


def _inside(root: Path, token: str, names: Sequence[str]) -> Iterator[Pair]:
    home = root.resolve()
    for name in names:
        path = root / name
        if ".." not in path.parts and path.parent.resolve().is_relative_to(home) and not path.is_symlink():
            yield pair(path, token)


def _move(source: Path, target: Path) -> None:
    if source.is_file() and not source.is_symlink():
        source.replace(target)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    with suppress(OSError):  # a file system that cannot
        os.fsync(descriptor)
    os.close(descriptor)
