"""A snapshot of the plan as a git revision holds it: one git process, no checkout, nothing of the work tree touched."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple, Self

from bcdr.errors import RevisionError
from bcdr.source.fault import quoted
from bcdr.source.snapshot import (
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

_TREE, _LINK, _MODULE = "40000", "120000", "160000"
_QUIET = {
    "GIT_NO_LAZY_FETCH": "1",  # never the network, also not for a partial clone
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


def read_revision(root: str, revision: str) -> Snapshot:
    """The plan at folder `root` as it was in `revision`; RevisionError when git cannot give it."""
    if not revision or any(ord(c) < 0x20 for c in revision):
        raise RevisionError(f"{quoted(revision)!r} is not a git revision", "such as HEAD, main or a commit id")
    # The folder may be gone from the work tree since: git then starts above it.
    home, below = Path(root), ""
    while not home.is_dir() and home != home.parent:
        home, below = home.parent, f"{home.name}/{below}"
    with _Git(str(home)) as git:
        if git.object(f"{revision}^{{tree}}") is None:
            raise RevisionError(
                f"git knows no revision {quoted(revision)} in {quoted(root)}", "git log --oneline lists revisions"
            )
        tree = git.object(f"{revision}:./{below}")
        entries = [] if tree is None or tree.kind != "tree" else list(_entries(tree.content))
        if PLAN_FILE not in {e.name for e in entries}:
            raise RevisionError(
                f"{quoted(revision)} holds no {PLAN_FILE} in {quoted(root)}",
                "choose a later revision, or another folder",
            )
        files: list[SourceFile] = []
        links: list[tuple[str, str]] = []
        _walk(git, root, "", entries, files, links)
        known = {f.name for f in files}
        for name, object_id in links:
            found = _linked(git, root, name, object_id, known, f"{revision}:./{below}")
            if found is not None:
                files.append(found)
    return snapshot_of(root, files, revision)


class _Entry(NamedTuple):
    mode: str
    name: str
    id: str


class _Object(NamedTuple):
    kind: str
    size: int
    content: bytes


def _entries(tree: bytes) -> Iterator[_Entry]:
    """A tree object is: mode, space, name, NUL, id, again and again. The id has 20 bytes, or 32 with SHA-256."""
    at, width = 0, _id_width(tree)
    while at < len(tree):
        space = tree.index(b" ", at)
        end = tree.index(b"\0", space)
        name = os.fsdecode(tree[space + 1 : end])
        yield _Entry(tree[at:space].decode("ascii"), name, tree[end + 1 : end + 1 + width].hex())
        at = end + 1 + width


def _id_width(tree: bytes) -> int:
    """20, unless the entries only add up with ids of 32 bytes."""
    at = 0
    while at < len(tree):
        end = tree.find(b"\0", at)
        if end < 0 or tree[at : at + 1] not in {b"1", b"4"}:
            return 32
        at = end + 21
    return 20 if at == len(tree) else 32


def _walk(
    git: _Git, root: str, prefix: str, entries: list[_Entry], files: list[SourceFile], links: list[tuple[str, str]]
) -> None:
    if prefix and any(e.name == PLAN_FILE for e in entries):
        return  # a plan of its own
    for mode, name, object_id in entries:
        inner = prefix + name
        shown = os.path.join(root, inner) if root != "." else inner  # noqa: PTH118 - as the work tree spells it
        if mode == _TREE:
            if is_plan_folder(name):
                found = git.object(object_id)
                _walk(git, root, inner + "/", list(_entries(found.content if found else b"")), files, links)
        elif mode == _MODULE:
            if is_plan_folder(name):
                advice = "a revision cannot show its files: keep plan files in the repository itself"
                files.append(unreadable(inner, shown, "is a git submodule", advice))
        elif mode == _LINK:
            if is_plan_file(name):
                links.append((inner, object_id))
        elif is_plan_file(name):
            files.append(_file(git, inner, shown, object_id))


def _file(git: _Git, name: str, shown: str, object_id: str) -> SourceFile:
    found = git.object(object_id)
    if found is None:
        return unreadable(name, shown, "is missing from this clone", "git fetch brings it")
    return too_large(name, shown, found.size) if found.size > SIZE_LIMIT else file_of(name, shown, found.content)


def _linked(git: _Git, root: str, name: str, object_id: str, known: set[str], base: str) -> SourceFile | None:
    """As in the work tree: what a link inside the plan stands for, or the fault of one that leaves it."""
    link = git.object(object_id)
    target = os.fsdecode(link.content) if link else ""
    place = os.path.normpath(os.path.join(os.path.dirname(name), target))  # noqa: PTH118, PTH120 - paths of git
    shown = os.path.join(root, name) if root != "." else name  # noqa: PTH118
    if target.startswith("/") or place.startswith(".."):
        return unreadable(
            name, shown, "is a link that leaves the plan folder", "copy the file into the plan, or remove the link"
        )
    if place in known:
        return None
    found = git.object(f"{base}{place}") if "\n" not in place else None
    if found is None or found.kind != "blob":
        return unreadable(name, shown, "cannot be read: the link leads nowhere", "remove the link")
    return too_large(name, shown, found.size) if found.size > SIZE_LIMIT else file_of(name, shown, found.content)


class _Git:
    """One `git cat-file --batch`: asked by name or id, answers with the object."""

    def __init__(self, folder: str) -> None:
        """Started in `folder`; ends with the `with` block."""
        command = ["git", "-C", folder, "cat-file", "--batch"]
        try:
            # The revision goes in as data, never as an argument.
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env={**os.environ, **_QUIET},
            )
        except OSError:
            raise RevisionError("git is not installed", "install git, or read the plan without --rev") from None

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """The process ends when nobody asks any more."""
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue  # git ended before us: nothing is left to say
        self._process.wait()

    def object(self, name: str) -> _Object | None:
        """The object called `name`, or None when there is none (or several)."""
        ask, answer = self._streams()
        try:
            ask.write(os.fsencode(name) + b"\n")
            ask.flush()
        except OSError:
            raise self._ended() from None
        head = answer.readline()
        if not head:
            raise self._ended()
        words = head.split()
        if len(words) != 3 or not words[2].isdigit():
            return None
        size = int(words[2])
        keep = answer.read(min(size, SIZE_LIMIT + 1))
        rest = size - len(keep)
        while rest > 0:  # too large to be a plan file: only counted
            rest -= len(answer.read(min(rest, 1 << 20)) or b" " * rest)
        answer.read(1)
        return _Object(words[1].decode("ascii"), size, keep)

    def _streams(self) -> tuple[IO[bytes], IO[bytes]]:
        ask, answer = self._process.stdin, self._process.stdout
        if ask is None or answer is None:
            raise self._ended()
        return ask, answer

    def _ended(self) -> RevisionError:
        said = self._process.stderr.read().decode("utf-8", "replace") if self._process.stderr else ""
        if "not a git repository" in said:
            return RevisionError("the plan is not in a git repository", "read it without --rev, or run: git init")
        if "dubious ownership" in said:
            return RevisionError(
                "git does not trust the owner of this repository", "git config --global --add safe.directory FOLDER"
            )
        return RevisionError(
            f"git could not read the revision: {quoted(said.strip() or 'it ended', 200)}", "git status"
        )
