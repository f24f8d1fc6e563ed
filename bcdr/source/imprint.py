"""Which bytes and which commit a plan was read from, so that a document can be checked and made again."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import NamedTuple

from bcdr.model.plan import Plan
from bcdr.source.snapshot import Snapshot, is_of_a_plan


class Imprint(NamedTuple):
    """Digests of the plan's files and evidence; the commit, if the plan is under version control.

    Private overlays have no part in `files` and `digest`: with a digest anybody could try numbers until one fits.
    `evidence` maps the id of each entry that names a file to the SHA-256 of that file, None when it cannot be read.
    """

    digest: str
    files: Mapping[str, str]
    evidence: Mapping[str, str | None]
    revision: str | None
    is_modified: bool


def imprint(snapshot: Snapshot, plan: Plan) -> Imprint:
    """The imprint of a snapshot and of the evidence files that its plan names."""
    digest, files = digests(snapshot)
    wanted = f"{snapshot.revision or 'HEAD'}^{{commit}}"
    revision = _git(snapshot.root, "log", "-1", "--format=%H", "--end-of-options", wanted, "--")
    commit = revision.decode().strip() if revision else None
    evidence = [e.file for e in plan.evidence.values() if e.file]
    return Imprint(
        digest=digest,
        files=MappingProxyType(files),
        evidence=MappingProxyType({e.id: _evidence(snapshot, e.file) for e in plan.evidence.values() if e.file}),
        revision=commit,
        is_modified=commit is not None and not snapshot.revision and _is_modified(snapshot, evidence),
    )


def _is_modified(snapshot: Snapshot, evidence: Iterable[str]) -> bool:
    """Whether a file of the plan, or of its evidence, says something else than the commit that is checked out.

    Only these count: a report that was written into the folder, or a picture beside it, changes no plan. A file of the
    plan that git ignores is in no commit; evidence that git ignores is kept elsewhere on purpose.
    """
    root = snapshot.root
    prefix = (_git(root, "rev-parse", "--show-prefix") or b"").rstrip(b"\n")
    state = _git(root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", ".") or b""
    changed = {os.fsdecode(entry[3:].removeprefix(prefix)) for entry in state.split(b"\0") if entry}
    held = {os.fsdecode(n) for n in (_git(root, "ls-tree", "-r", "-z", "--name-only", "HEAD") or b"").split(b"\0")}
    own = {f.name for f in snapshot.files if not f.is_private}
    return bool(changed & {*own, *evidence}) or not own <= held or any(is_of_a_plan(n) for n in changed & held)


def digests(snapshot: Snapshot) -> tuple[str, dict[str, str]]:
    """One SHA-256 over all files of the plan, and that of each by its name; private overlays are left out."""
    files = {
        f.name: hashlib.sha256(f.text.encode()).hexdigest()
        for f in snapshot.files
        if f.text is not None and not f.is_private
    }
    listing = "".join(f"{digest}  {name}\n" for name, digest in sorted(files.items()))
    return hashlib.sha256(listing.encode()).hexdigest(), files


def _evidence(snapshot: Snapshot, name: str) -> str | None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        return None
    if snapshot.revision:
        content = _git(snapshot.root, "show", "--end-of-options", f"{snapshot.revision}:./{path}")
        return None if content is None else hashlib.sha256(content).hexdigest()
    home = Path(snapshot.root).resolve()
    try:
        place = (home / path).resolve(strict=True)
        if not place.is_relative_to(home) or not place.is_file():
            return None  # a link that leaves the plan shows nothing of it
        with place.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, RuntimeError):  # RuntimeError: links that lead in a circle, before Python 3.13
        return None


def _git(folder: str, *words: str) -> bytes | None:
    """What git answers about a folder; None when there is no git, no repository, or no such thing."""
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(
            ["git", "-C", folder, *words], capture_output=True, check=False, stdin=subprocess.DEVNULL, env=environment
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
