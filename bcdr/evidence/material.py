"""The bytes of a report as text or JSON, hardened: a report may come from anyone and may be cut in half."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from bcdr.errors import BcdrError

SIZE_LIMIT = 256 * 2**20
"""No report is larger: a list of 300,000 snapshots has 256 MiB. A larger file is a dump or an attack."""


class MalformedError(BcdrError):
    """The content is no sound text or JSON."""


class Material(NamedTuple):
    """`data` is the JSON value, `lines` the values of a file with one JSON object a line; both None for other text."""

    text: str
    data: Any = None
    lines: tuple[Any, ...] | None = None

    @property
    def first(self) -> Any:
        """The first item of a JSON list; None for anything else."""
        return self.data[0] if isinstance(self.data, list) and self.data else None

    @property
    def is_plain(self) -> bool:
        """Text that is not JSON."""
        return self.data is None and self.lines is None


def material(content: bytes) -> Material:
    """The content read; MalformedError says in one sentence what is wrong with it."""
    if len(content) > SIZE_LIMIT:
        raise MalformedError(
            f"it has {len(content) / 2**20:.0f} MiB; a report may have {SIZE_LIMIT // 2**20} MiB",
            "export fewer runs, such as those of the last month",
        )
    text = _decoded(content)
    start = text[:200].lstrip()[:1] or text.lstrip()[:1]
    if not start:
        raise MalformedError("it is empty", "look whether the command that made it failed")
    if start not in {"[", "{"}:
        # Programs in Go print an empty list as null.
        return Material(text, data=[]) if len(text) < 20 and text.strip() == "null" else Material(text)
    try:
        return Material(text, data=_parsed(text))
    except json.JSONDecodeError as problem:
        if start == "{" and problem.msg == "Extra data":
            return Material(text, lines=_lines(text))
        raise _malformed(text, problem) from None


def _decoded(content: bytes) -> str:
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = content.decode("utf-16")
        else:
            text = content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        packed = next((name for start, name in _PACKED.items() if content.startswith(start)), None)
        if packed is not None:
            raise MalformedError(f"it is packed ({packed})", "unpack it first, and name what comes out") from None
        raise MalformedError("it is neither UTF-8 nor UTF-16 text", "export it again, or save it as UTF-8") from None
    if "\0" in text:
        raise MalformedError("it is a binary file", "name the report itself, unpacked")
    return text


_PACKED = {
    b"\x1f\x8b": "gzip",
    b"PK\x03\x04": "zip",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"7z\xbc\xaf": "7z",
}
"""How files begin that hold a report in another form than text."""


def _lines(text: str) -> tuple[Any, ...]:
    found = []
    rows = text.splitlines()
    for number, row in enumerate(rows, start=1):
        if not row.strip():
            continue
        try:
            found.append(_parsed(row))
        except json.JSONDecodeError as problem:
            if number == len(rows) and problem.msg != "Extra data":
                raise MalformedError("it ends in the middle of a line: it was cut off", _AGAIN) from None
            raise MalformedError(f"line {number} is no JSON", _AGAIN) from None
    return tuple(found)


_AGAIN = "export it again, and look whether the disk is full"


def _parsed(text: str) -> Any:
    try:
        return _DECODER.decode(text)
    except RecursionError:
        raise MalformedError("it is nested deeper than any report", "no backup program writes this") from None
    except json.JSONDecodeError:
        raise
    except ValueError as problem:
        why = str(problem) if isinstance(problem, _OddError) else "holds a number of thousands of digits"
        raise MalformedError(f"it {why}", "no backup program writes this") from None


class _OddError(ValueError):
    """Something that the JSON of no program holds."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _OddError("says one key twice in one object")
    return found


def _no_constant(name: str) -> Any:
    raise _OddError(f"holds {name}, which is no number")


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_constant)


def _malformed(text: str, problem: json.JSONDecodeError) -> MalformedError:
    if problem.msg.startswith("Unterminated") or problem.pos >= len(text.rstrip()) - 1:
        return MalformedError("it ends in the middle: it was cut off", _AGAIN)
    return MalformedError(f"line {problem.lineno} is no JSON", _AGAIN)
