"""A report as evidence: under which id it is registered, where its copy lies, and the entry in the plan."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from pathlib import PurePath
from typing import Any, NamedTuple
from unicodedata import normalize

from bcdr.evidence.fact import Fact
from bcdr.evidence.redaction import holds_secret, printable
from bcdr.evidence.report import Given
from bcdr.model.plan import Plan
from bcdr.source.edit import Add

FOLDER = "evidence"


class Filing(NamedTuple):
    """One file as evidence. `file` is its place inside the plan, None where it is better not copied."""

    id: str
    file: str | None
    sha256: str
    title: str
    kind: str
    occurred: date | None
    recorded: date
    at: str | None = None
    valid_until: date | None = None

    @property
    def entry(self) -> dict[str, Any]:
        """What the plan says of it."""
        days = {"occurred": self.occurred, "recorded": self.recorded, "valid_until": self.valid_until}
        said = {"title": self.title, "file": self.file, "sha256": self.sha256, "kind": self.kind}
        return {
            k: v for k, v in (*said.items(), *((k, d and d.isoformat()) for k, d in days.items()), ("at", self.at)) if v
        }

    @property
    def edit(self) -> Add:
        """The entry as an edit."""
        return Add((FOLDER,), {self.id: self.entry})


def exhibit(path: str, content: bytes, taken: Collection[str], recorded: date, occurred: date | None = None) -> Filing:
    """A file that shows something, under an id made of its name that is not `taken`."""
    name, sha = PurePath(path).name, hashlib.sha256(content).hexdigest()
    id_ = free_id(taken, id_of(name), sha)
    return Filing(id_, place_of(id_, name), sha, printable(name), "other", occurred, recorded)


def place_of(id_: str, name: str) -> str:
    """Where the copy of a file of that name lies in the plan."""
    return f"{FOLDER}/{id_}{suffix_of(name)}"


def id_of(name: str) -> str:
    """An id made of the name of a file; letters with marks are taken without."""
    stem = normalize("NFKD", PurePath(name).stem.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", stem).strip("-")[:60].strip("-") or "evidence"


def suffix_of(name: str) -> str:
    """The ending of a file's name where it is an ordinary one; never one that would make it a file of the plan."""
    suffix = PurePath(name).suffix.lower()
    return suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) and suffix not in {".yaml", ".yml"} else ""


def filed(plan: Plan, sha256: str) -> str | None:
    """The id under which a file of this digest is registered already."""
    return next((e.id for e in plan.evidence.values() if e.sha256 == sha256), None)


def filing(given: Given, taken: Collection[str], facts: tuple[Fact, ...], recorded: date) -> Filing:
    """A report as evidence under an id that is not `taken`. It is not copied when it seems to hold a password."""
    last = datetime.combine(recorded + timedelta(days=2), time(), UTC)
    newest = max((f.finished_at for f in facts if f.finished_at is not None and f.finished_at < last), default=None)
    occurred = newest.date() if newest is not None else None
    format_ = given.report.format
    id_ = free_id(taken, f"{format_}-{(occurred or recorded).isoformat()}", given.digest)
    is_safe = not holds_secret(given.text)
    suffix = ".csv" if format_ == "csv" else ".log" if given.is_plain else ".json"
    return Filing(
        id_,
        f"{FOLDER}/{id_}{suffix}" if is_safe else None,
        given.digest,
        f"Report of {format_}, {len(facts)} runs" if len(facts) != 1 else f"Report of {format_}, one run",
        "log" if suffix == ".log" else "report",
        occurred,
        recorded,
        None if is_safe else f"{printable(given.name)}, not copied because it seems to hold a password or key",
    )


def free_id(taken: Collection[str], wish: str, sha256: str) -> str:
    """The wished id, with the beginning of the digest where another file has it."""
    return wish if wish not in taken else f"{wish}-{sha256[:8]}"
