"""The plan folder as a snapshot: found upward from where the user stands, walked once, every file read once."""

from __future__ import annotations

# ruff: noqa: PTH100, PTH109, PTH110, PTH112, PTH113, PTH118, PTH120
# os.path, because pathlib takes longer to import than a small plan takes to read
import os

from bcdr.errors import PlanNotFoundError
from bcdr.source.fault import shown
from bcdr.source.snapshot import (
    EXCHANGE,
    PLAN_FILE,
    SIZE_LIMIT,
    Snapshot,
    SourceFile,
    file_of,
    is_plan_file,
    is_plan_folder,
    snapshot_of,
    too_large,
    unreadable,
)


def find_plan(start: str | None = None) -> str:
    """The plan folder: `start` itself, or the nearest one upward of the working directory or of a file `start`."""
    if start is None:
        return _upward(os.getcwd())
    if os.path.isdir(start):
        if os.path.isfile(os.path.join(start, PLAN_FILE)):
            return os.path.normpath(start)
        raise PlanNotFoundError(f"{shown(start)} holds no {PLAN_FILE}", _hint(start))
    if not os.path.exists(start):
        raise PlanNotFoundError(f"{shown(start)} does not exist", "check the path, or start a plan with: bcdr init")
    return _upward(os.path.dirname(os.path.abspath(start)))


def _upward(start: str) -> str:
    folder, above = start, os.path.dirname(start)
    while not os.path.isfile(os.path.join(folder, PLAN_FILE)):
        if folder == above:
            raise PlanNotFoundError(
                f"no {PLAN_FILE} here or in any folder above {shown(start)}",
                "start a plan with: bcdr init, or name its folder",
            )
        folder, above = above, os.path.dirname(above)
    return os.path.relpath(folder)


def _hint(start: str) -> str:
    from pathlib import Path

    folder = Path(start)
    if (folder / "plan.yml").is_file():
        return f"rename plan.yml to {PLAN_FILE}"
    try:
        below = sorted(p.parent.name for p in folder.glob(f"*/{PLAN_FILE}"))
    except OSError:
        below = []
    if below:
        return "it holds plans: " + ", ".join(shown(str(folder / name)) for name in below[:5])
    return "start a plan with: bcdr init"


def read_folder(root: str) -> Snapshot:
    """Every plan file below `root`; a file that cannot be read is kept with its fault.

    What a command left half written that was ended in the middle is finished first.
    """
    if not os.path.isfile(os.path.join(root, PLAN_FILE)):
        raise PlanNotFoundError(f"{shown(root)} holds no {PLAN_FILE}", _hint(root))
    if os.path.exists(os.path.join(root, EXCHANGE)):
        _finish(root)
    files: list[SourceFile] = []
    links: list[tuple[str, str]] = []
    _walk(root, "", files, links)
    if links:
        known = {os.path.realpath(os.path.join(root, f.name)) for f in files}
        files += [f for name, path in links if (f := _linked(root, name, path, known)) is not None]
    return snapshot_of(root, files)


def _finish(root: str) -> None:
    from contextlib import suppress

    from bcdr.source.exchange import finish

    with suppress(OSError):  # somebody who may only read sees what is there
        finish(root)


def _walk(folder: str, prefix: str, files: list[SourceFile], links: list[tuple[str, str]]) -> None:
    # NOTE: os.scandir and strings, not pathlib: on 1,500 files the difference is a tenth of the whole run.
    try:
        entries = list(os.scandir(folder))
    except OSError as problem:
        files.append(unreadable(prefix.rstrip("/"), folder, f"cannot be opened: {_reason(problem)}", _PERMISSION))
        return
    if prefix and any(entry.name == PLAN_FILE for entry in entries):
        return  # a plan of its own
    for entry in entries:
        name = entry.name
        inner = prefix + name
        if entry.is_symlink():
            if is_plan_file(name) or (is_plan_folder(name) and entry.is_dir()):
                links.append((inner, entry.path))
        elif entry.is_dir():
            if is_plan_folder(name):
                _walk(entry.path, inner + "/", files, links)
        elif is_plan_file(name):
            path = entry.path.removeprefix("./")
            files.append(_read(inner, path))


_PERMISSION = "check its permissions"


def _read(name: str, path: str) -> SourceFile:
    try:
        # Not blocking: a pipe or device called something.yaml must not hang the run.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            state = os.fstat(descriptor)
            if state.st_mode & _TYPE != _REGULAR:
                return unreadable(name, path, "is not a regular file", "remove it from the plan folder")
            if state.st_size > SIZE_LIMIT:
                return too_large(name, path, state.st_size)
            content = os.read(descriptor, state.st_size + 1)
            while more := os.read(descriptor, SIZE_LIMIT) if len(content) != state.st_size else b"":
                content += more  # it grows while we read, or a file system gives it in parts
                if len(content) > SIZE_LIMIT:
                    break
        finally:
            os.close(descriptor)
    except OSError as problem:
        return unreadable(name, path, f"cannot be read: {_reason(problem)}", _PERMISSION)
    return file_of(name, path, content)


_TYPE, _REGULAR = 0o170000, 0o100000
"""As `stat` has them: loading it would cost every run."""


def _linked(root: str, name: str, path: str, known: set[str]) -> SourceFile | None:
    """What a symbolic link stands for; None when its target is read under its own name anyway."""
    home = os.path.realpath(root)
    target = os.path.realpath(path)
    if target != home and not target.startswith(home + os.sep):
        return unreadable(
            name, path, "is a link that leaves the plan folder", "copy the file into the plan, or remove the link"
        )
    if target in known or os.path.isdir(target):
        return None  # a folder inside the plan is walked where it really is
    known.add(target)
    return _read(name, path)


def _reason(problem: OSError) -> str:
    return (problem.strerror or type(problem).__name__).lower()
