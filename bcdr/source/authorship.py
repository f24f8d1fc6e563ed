"""Who changed each file of a plan last, who took the change in, and what git says of the signatures of both.

Three questions to git: the newest change of each file on any branch, the newest commit of the main line that brought
it, and what is written in these commits. The answers are what git was told; nobody is asked whether that is true.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple

_ENVIRONMENT = {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
_FORM = "%H%x00%cI%x00%aN%x00%cN%x00%G?%x00%GS%x00%P"
_FIELDS = 7
_CHUNK = 1 << 16
_SIGNED = (b"gpgsig ", b"gpgsig-sha256 ")


class Act(NamedTuple):
    """A commit. `signature` is git's letter for it (`%G?`), or `-` for one that git here has no means to check.

    `signer` is whom git names as the signer, empty where it names nobody. Where a shallow clone ends, what a commit
    changed cannot be told from what was there before: its people and its signature are left empty.
    """

    commit: str
    day: date
    author: str
    committer: str
    signature: str
    signer: str
    is_merge: bool


class FileActs(NamedTuple):
    """The newest change of a file, and the commit of the main line that took it in: often the same.

    Both are None for a file that no commit holds. `is_modified`: the file in the work tree says something else.
    """

    file: str
    changed: Act | None
    taken_in: Act | None
    is_modified: bool = False


class Authorship(NamedTuple):
    """The acts behind each file. `is_cut`: the clone is shallow, so its oldest commit may stand for older ones."""

    files: tuple[FileActs, ...]
    is_cut: bool


def authorship(root: str, files: Iterable[str], revision: str = "") -> Authorship | None:
    """The acts behind each file of the plan in folder `root`, up to `revision` or to what is checked out.

    None where there is no git, no repository or no commit.
    """
    wanted = tuple(files)
    tip = _answer(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision or 'HEAD'}^{{commit}}")
    if tip is None:
        return None
    commit = tip.decode().strip()
    changed = _newest(root, commit, wanted, "--no-merges")
    taken = _newest(root, commit, wanted, "--first-parent", "-m")
    acts = _acts(root, {*changed.values(), *taken.values()})
    modified = set[str]() if revision else _modified(root)
    found = tuple(
        FileActs(f, acts.get(changed.get(f, "")), acts.get(taken.get(f, "")), f in modified and f in taken)
        for f in wanted
    )
    return Authorship(found, (_answer(root, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true")


def _newest(root: str, commit: str, files: tuple[str, ...], *walk: str) -> dict[str, str]:
    """For each file the first commit that a walk from the newest meets; it ends as soon as all are met."""
    words = ("log", *walk, "--no-show-signature", "--no-renames", "--relative", "-z", "--name-only", "--format=%x01%H")
    command = ["git", "-C", root, *words, commit, "--", "."]
    missing, found = set(files), dict[str, str]()
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
    ) as git:
        for head, names in _records(git):
            for name in missing & names:
                found[name] = head
            missing -= names
            if not missing:
                git.kill()
                break
    return found


def _records(git: subprocess.Popen[bytes]) -> Iterator[tuple[str, set[str]]]:
    """Each commit with the names of its files, as soon as git has said them."""
    rest = b""
    while git.stdout is not None and (chunk := git.stdout.read1(_CHUNK)):  # type: ignore[attr-defined]
        *whole, rest = (rest + chunk).split(b"\x01")
        yield from map(_record, filter(None, whole))
    if rest:
        yield _record(rest)


def _record(said: bytes) -> tuple[str, set[str]]:
    head, *names = (part.strip(b"\n") for part in said.split(b"\0"))
    return head.decode("ascii", "replace"), {os.fsdecode(n) for n in names if n}


def _acts(root: str, commits: set[str]) -> dict[str, Act]:
    """What is written in the commits."""
    if not commits:
        return {}
    asked = "".join(f"{c}\n" for c in sorted(commits)).encode()
    words = ("log", "--no-walk=unsorted", "--no-show-signature", "-z", f"--format={_FORM}", "--stdin")
    said = (_answer(root, *words, said=asked) or b"").decode("utf-8", "replace").split("\0")
    heads = _heads(root, sorted(commits))
    found = {}
    for n in range(0, len(said) - _FIELDS + 1, _FIELDS):
        commit, moment, author, committer, letter, signer, parents = said[n : n + _FIELDS]
        day = datetime.fromisoformat(moment).astimezone(UTC).date()
        head = heads.get(commit, [])
        if not parents and any(line.startswith(b"parent ") for line in head):
            found[commit] = Act(commit, day, "", "", "", "", is_merge=False)
            continue
        # git says N for a signature, too, of a kind for which nothing here is set up to check it
        letter = "-" if letter == "N" and any(line.startswith(_SIGNED) for line in head) else letter
        found[commit] = Act(commit, day, author, committer, letter, signer, " " in parents)
    return found


def _heads(root: str, commits: list[str]) -> dict[str, list[bytes]]:
    """The lines of each commit before its message, as they were written, wherever a clone ends."""
    batch = _answer(root, "cat-file", "--batch", said="".join(f"{c}\n" for c in commits).encode()) or b""
    found, at = dict[str, list[bytes]](), 0
    while at < len(batch):
        end = batch.index(b"\n", at)
        words = batch[at:end].split()
        size = int(words[2]) if len(words) == 3 else 0
        found[words[0].decode()] = batch[end + 1 : end + 1 + size].partition(b"\n\n")[0].split(b"\n")
        at = end + 1 + size + (1 if len(words) == 3 else 0)
    return found


def _modified(root: str) -> set[str]:
    said = _answer(root, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative", "HEAD", "--", ".")
    return {os.fsdecode(name) for name in (said or b"").split(b"\0") if name}


def _answer(root: str, *words: str, said: bytes = b"") -> bytes | None:
    try:
        done = subprocess.run(
            ["git", "-C", root, *words], capture_output=True, check=False, input=said, env=_environment()
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def _environment() -> dict[str, str]:
    return {**os.environ, **_ENVIRONMENT}
