"""What a document says of its own making, as data: from which files, on which day, with which tool and choices.

It travels inside the PDF, so that somebody who has nothing but the PDF can make the document again and compare.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bcdr.report.document import Attachment, Listed

NAME = "bcdr-manifest.json"
"""The attachment that lists all others."""
VERSION = 1
"""Rises when a field disappears or changes its meaning."""
FILE_LIMIT = 4 * 1024 * 1024
"""Bytes of one attachment; a larger file is listed with its digest and not embedded."""
TOTAL_LIMIT = 32 * 1024 * 1024
"""Bytes of all attachments together, before they are compressed."""
_NAME_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that a document was made from and with.

    `options` are the choices of the person by name; `files` the files of the plan, `others` what was worked out from
    them; `evidence` id, file and digest of each evidence file as it was found, None where it could not be read;
    `templates` the user's own, by name, which are not embedded; `private` how many private files were read, of which
    nothing else is said; `set_with` the libraries that drew the pages; `program` a digest of the program itself, empty
    in documents that were made before it was written down.
    """

    kind: str
    title: str
    as_of: date
    tool: str
    set_with: str
    digest: str
    revision: str | None
    is_modified: bool
    options: Mapping[str, str] = field(default_factory=dict)
    files: tuple[Listed, ...] = ()
    others: tuple[Listed, ...] = ()
    evidence: tuple[tuple[str, str, str | None], ...] = ()
    templates: Mapping[str, str] = field(default_factory=dict)
    private: int = 0
    program: str = ""


def as_data(manifest: Manifest) -> dict[str, Any]:
    """The manifest as it is written down."""
    return {
        "bcdr-manifest": VERSION,
        "document": {
            "kind": manifest.kind,
            "title": manifest.title,
            "as_of": manifest.as_of.isoformat(),
            "options": dict(sorted(manifest.options.items())),
        },
        "made_with": {
            "tool": manifest.tool,
            "program": manifest.program,
            "libraries": manifest.set_with,
            "templates": dict(manifest.templates),
        },
        "plan": {
            "digest": manifest.digest,
            "revision": manifest.revision,
            "modified": manifest.is_modified,
            "private_files": manifest.private,
            "files": [_listed(f) for f in manifest.files],
        },
        "others": [_listed(f) for f in manifest.others],
        "evidence": [{"id": i, "file": name, "sha256": digest} for i, name, digest in manifest.evidence],
    }


def _listed(entry: Listed) -> dict[str, Any]:
    said = {"name": entry.name, "sha256": entry.sha256, "size": entry.size, "attachment": entry.attachment or None}
    return said | ({"why_not_attached": entry.why} if entry.why else {})


def from_data(data: Any) -> Manifest:
    """The manifest that `data` writes down, as found in a file from anywhere; ValueError when it does not fit."""
    if not isinstance(data, dict) or type(data.get("bcdr-manifest")) is not int:
        msg = "it is no manifest of bcdr"
        raise ValueError(msg)
    if data["bcdr-manifest"] > VERSION:
        msg = f"it is written in version {data['bcdr-manifest']} of the manifest, newer than version {VERSION}"
        raise ValueError(msg)
    try:
        document, made, plan = data["document"], data["made_with"], data["plan"]
        return Manifest(
            kind=_word(document["kind"], r"[a-z0-9-]{1,40}"),
            title=_text(document["title"]),
            as_of=date.fromisoformat(_text(document["as_of"])),
            options=_texts(document["options"]),
            tool=_word(made["tool"], r"bcdr [\w.+-]{1,40}"),
            program=_text(made.get("program", "")),
            set_with=_text(made["libraries"]),
            templates=_texts(made["templates"]),
            digest=_sha(plan["digest"]),
            revision=None if plan["revision"] is None else _text(plan["revision"]),
            is_modified=plan["modified"] is True,
            private=_count(plan["private_files"]),
            files=tuple(_entry(e) for e in plan["files"]),
            others=tuple(_entry(e) for e in data["others"]),
            evidence=tuple(_evidence(e) for e in data["evidence"]),
        )
    except (KeyError, TypeError, AttributeError, ValueError):
        msg = "its manifest is not written as bcdr writes one"
        raise ValueError(msg) from None


def _entry(data: Any) -> Listed:
    attachment = data["attachment"]
    return Listed(
        _text(data["name"]),
        _sha(data["sha256"]),
        _count(data["size"]),
        "" if attachment is None else _text(attachment),
        _text(data.get("why_not_attached", "")),
    )


def _evidence(data: Any) -> tuple[str, str, str | None]:
    return _text(data["id"]), _text(data["file"]), None if data["sha256"] is None else _sha(data["sha256"])


def _text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError
    return value


def _word(value: Any, pattern: str) -> str:
    """It comes into sentences of a verdict, and must not be one."""
    if re.fullmatch(pattern, _text(value)) is None:
        raise ValueError
    return _text(value)


def _texts(value: Any) -> dict[str, str]:
    return {_text(k): _text(v) for k, v in value.items()}


def _count(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise TypeError
    return value


def _sha(value: Any) -> str:
    if re.fullmatch(r"[0-9a-f]{64}", _text(value)) is None:
        raise ValueError
    return _text(value)


def enclose(
    wanted: Iterable[tuple[str, Attachment]], *, limit: int = FILE_LIMIT, total: int = TOTAL_LIMIT
) -> tuple[tuple[Listed, ...], tuple[Attachment, ...]]:
    """The list of files, each with the name it goes by among the attachments, and what is to be attached.

    `wanted` pairs the name of a file with what it would be as an attachment. What is over a limit is only listed.
    """
    listed: list[Listed] = []
    enclosed: list[Attachment] = []
    used: set[str] = {NAME}
    room = total
    for name, attachment in wanted:
        size = len(attachment.data)
        digest = hashlib.sha256(attachment.data).hexdigest()
        if size > limit or size > room:
            held = f"{_size(limit)}, the most for one file"
            if size <= limit:
                held = f"what is left of {_size(total)}, the most for all files together"
            listed.append(Listed(name, digest, size, why=f"larger than {held}", about=attachment.about))
            continue
        room -= size
        flat = _free(flattened(name), used)
        used.add(flat)
        listed.append(Listed(name, digest, size, flat, about=attachment.about))
        enclosed.append(attachment._replace(name=flat))
    return tuple(listed), tuple(enclosed)


def _size(number: int) -> str:
    return f"{number // 2**20} MiB" if number >= 2**20 else f"{number} bytes"


def flattened(name: str) -> str:
    """A file name that every system can save: letters of ASCII, digits, `.`, `_`, `-`; folders become `--`."""
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", name.replace("/", "--")).lstrip(".-")
    if len(plain) <= _NAME_LENGTH:
        return plain or "_"
    return f"{plain[:60]}-{hashlib.sha256(name.encode(errors='replace')).hexdigest()[:12]}{plain[-20:]}"


def _free(name: str, used: set[str]) -> str:
    """Names that differ only in case are one file on some systems."""
    taken = {u.casefold() for u in used}
    found, number = name, 1
    stem, dot, suffix = name.rpartition(".")
    while found.casefold() in taken:
        number += 1
        found = f"{stem}-{number}{dot}{suffix}" if stem else f"{name}-{number}"
    return found
