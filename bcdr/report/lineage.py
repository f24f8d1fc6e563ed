"""Where a plan's text comes from by the word of git, and what became of it since it was last reported or approved.

Plain data that whoever read git gives to a document. It travels inside the PDF, so that the document can be made again
without the repository.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

NAME = "history.json"
"""The attachment that holds it."""
VERSION = 1
"""Rises when a field disappears or changes its meaning."""


class Act(NamedTuple):
    """A commit. `signature` is git's letter for it (`%G?`), `-` for one that git had no means to check.

    People and signature are empty where a shallow clone ends: who changed what before is not known there.
    """

    commit: str
    day: date
    author: str
    committer: str
    signature: str
    signer: str
    is_merge: bool


class FileActs(NamedTuple):
    """The newest change of a file and the commit of the main line that took it in; None where no commit holds it."""

    file: str
    changed: Act | None
    taken_in: Act | None
    is_modified: bool = False


class Lineage(NamedTuple):
    """The acts behind every file. `is_cut`: the clone that was read does not reach back to the beginning."""

    files: tuple[FileActs, ...]
    is_cut: bool = False


class Since(NamedTuple):
    """What changed in meaning since an earlier state of the plan.

    `what` names that state in words; `unknown` says why there is none to compare with, and all else is empty then.
    `changes` are lines in words by reference; `appeared` and `gone` are id and message of findings.
    """

    what: str = ""
    unknown: str = ""
    changes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    appeared: tuple[tuple[str, str], ...] = ()
    gone: tuple[tuple[str, str], ...] = ()

    @property
    def total(self) -> int:
        """Changes in all."""
        return sum(len(lines) for _, lines in self.changes)


def as_data(lineage: Lineage | None, since: Since | None) -> dict[str, Any]:
    """Both as they are written down."""
    files = [
        {"file": f.file, "changed": _act(f.changed), "taken_in": _act(f.taken_in), "modified": f.is_modified}
        for f in (lineage.files if lineage is not None else ())
    ]
    return {
        "bcdr-history": VERSION,
        "git": None if lineage is None else {"files": files, "cut": lineage.is_cut},
        "since": None if since is None else {k: _plain(v) for k, v in since._asdict().items()},
    }


def _act(act: Act | None) -> dict[str, Any] | None:
    return None if act is None else {**act._asdict(), "day": act.day.isoformat()}


def _plain(value: Any) -> Any:
    return [_plain(v) for v in value] if isinstance(value, tuple) else value


def from_data(data: Any) -> tuple[Lineage | None, Since | None]:
    """Both, as `data` from anywhere writes them down; ValueError when it does not fit."""
    msg = "its history is not written as bcdr writes one"
    try:
        version, git, since = data["bcdr-history"], data["git"], data["since"]
        lineage = None if git is None else Lineage(tuple(_file(f) for f in git["files"]), git["cut"] is True)
        told = None if since is None else _since(since)
    except (KeyError, TypeError, AttributeError, ValueError):
        raise ValueError(msg) from None
    if version != VERSION:
        raise ValueError(msg)
    return lineage, told


def _file(data: Any) -> FileActs:
    return FileActs(_text(data["file"]), _read(data["changed"]), _read(data["taken_in"]), data["modified"] is True)


def _read(data: Any) -> Act | None:
    if data is None:
        return None
    said = {k: _text(data[k]) for k in ("commit", "author", "committer", "signature", "signer")}
    return Act(**said, day=date.fromisoformat(_text(data["day"])), is_merge=data["is_merge"] is True)


def _since(data: Any) -> Since:
    changes = tuple((_text(ref), tuple(map(_text, lines))) for ref, lines in data["changes"])
    appeared, gone = (tuple((_text(a), _text(b)) for a, b in data[k]) for k in ("appeared", "gone"))
    return Since(_text(data["what"]), _text(data["unknown"]), changes, appeared, gone)


def _text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError
    return value
