"""What the plan said on which day: the commits of its git history that took effect, oldest first.

The line of first parents counts: work on a branch takes effect when it is merged. A commit takes effect on the day of
its committer date in UTC, and never before the one that it follows, whatever the clocks of two machines say.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from bcdr.errors import RevisionError
from bcdr.source.fault import quoted
from bcdr.source.snapshot import PLAN_FILE, is_of_a_plan

_QUIET = {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
_ADVICE = "this document reads the plan's history in git: put the plan under version control"


class Commit(NamedTuple):
    """One commit. `tree` is the id of the plan's folder in it, None when it held no plan; equal ids are equal plans.

    `folder` is where the plan was in the repository, which may have been renamed since.
    """

    id: str
    day: date
    at: datetime
    author: str
    committer: str
    subject: str
    is_merge: bool
    tree: str | None
    folder: str


class History(NamedTuple):
    """Commits oldest first. A shallow history begins where the clone was cut; `is_modified`: the work tree differs."""

    commits: tuple[Commit, ...]
    top: str
    is_shallow: bool
    is_modified: bool


def history(root: str, revision: str | None = None) -> History:
    """The history of the plan in folder `root` up to `revision`, or to what is checked out.

    Raises RevisionError when there is no git, no repository, no commit, or no such revision.
    """
    top = _git(root, "rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape").removesuffix("\n")
    prefix = _git(root, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").removesuffix("\n")
    wanted = f"{revision or 'HEAD'}^{{commit}}"
    try:
        tip = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted).decode().strip()
    except RevisionError:
        if revision is not None:
            raise RevisionError(f"git knows no revision {quoted(revision)}", "git log --oneline lists them") from None
        raise RevisionError("the repository of the plan has no commit yet", "commit the plan first") from None
    shallow = _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    state = _git(root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", ".")
    changed = (os.fsdecode(entry[3:]).removeprefix(prefix) for entry in state.split(b"\0") if entry)
    modified = any(is_of_a_plan(name) for name in changed)
    return History(tuple(_commits(top, tip, prefix.rstrip("/"))), top, shallow, modified)


def _commits(top: str, tip: str, folder: str) -> Iterator[Commit]:
    """Oldest first, each with the plan's folder as it was called then."""
    form = "%H%n%P%n%cI%n%aN%n%cN%n%s"
    log = _git(top, "log", "-z", "--first-parent", f"--format={form}", tip, "--").decode("utf-8", "replace")
    rows = [one.split("\n", 5) for one in log.split("\0") if one]
    moved = _renames(top, tip, folder)
    folders: list[str] = []
    for row in rows:  # newest first, as git says them
        folders.append(folder)
        folder = moved.get(row[0], folder)
    trees = _trees(top, [row[0] for row in rows], folders)
    latest: datetime | None = None
    for row, where, tree in reversed(list(zip(rows, folders, trees, strict=True))):
        own = datetime.fromisoformat(row[2]).astimezone(UTC)
        latest = own if latest is None else max(latest, own)
        parents = row[1].split()
        yield Commit(row[0], latest.date(), latest, row[3], row[4], row[5], len(parents) > 1, tree, where)


def _renames(top: str, tip: str, folder: str) -> dict[str, str]:
    """For each commit that renamed the plan's folder, its name before."""
    file = f"{folder}/{PLAN_FILE}" if folder else PLAN_FILE
    words = ("--first-parent", "-m", "--follow", "-M", "--diff-filter=R", "--name-status", "--format=%x01%H")
    found = _git(top, "log", "-z", *words, tip, "--", file).decode("utf-8", "surrogateescape")
    renames: dict[str, str] = {}
    for part in found.split("\x01")[1:]:
        head, *rest = [word for word in part.replace("\n", "\0").split("\0") if word]
        if len(rest) >= 3 and PurePosixPath(rest[1]).name == PLAN_FILE:
            old = str(PurePosixPath(rest[1]).parent)
            renames[head] = "" if old == "." else old
    return renames


def _trees(top: str, commits: list[str], folders: list[str]) -> list[str | None]:
    """Id of the plan's folder in each commit, None where it holds no plan.yaml; one process for all."""
    asked = "".join(f"{c}:{f}\n{c}:{f + '/' if f else ''}{PLAN_FILE}\n" for c, f in zip(commits, folders, strict=True))
    said = _git(top, "cat-file", "--batch-check", said=asked.encode("utf-8", "surrogateescape")).splitlines()
    found: list[str | None] = []
    for folder, plan in zip(said[::2], said[1::2], strict=True):
        is_there = not plan.endswith(b" missing") and not folder.endswith(b" missing")
        found.append(folder.split()[0].decode("ascii") if is_there else None)
    return found


def folder_of(found: History, commit: Commit) -> str:
    """The folder to read a commit's plan from, in the words of this machine."""
    return str(Path(found.top) / commit.folder)


def _git(folder: str, *words: str, said: bytes | None = None) -> bytes:
    try:
        done = subprocess.run(
            ["git", "-C", folder, *words],
            capture_output=True,
            check=False,
            input=b"" if said is None else said,
            env={**os.environ, **_QUIET},
        )
    except OSError:
        raise RevisionError("git is not installed", _ADVICE) from None
    if done.returncode == 0:
        return done.stdout
    error = done.stderr.decode("utf-8", "replace")
    if "not a git repository" in error:
        raise RevisionError("the plan is not in a git repository", _ADVICE)
    if "dubious ownership" in error:
        raise RevisionError(
            "git does not trust the owner of this repository", "git config --global --add safe.directory FOLDER"
        )
    raise RevisionError(f"git could not read the history: {quoted(error.strip() or 'it ended', 200)}", "git status")
