"""Expected and found: what the output of a command says, and whether it is what should be there."""

from __future__ import annotations

import re
from typing import NamedTuple

from bcdr.model.runbook import Check

SHOWN = 200
"""Letters of a value that a record keeps."""

_NUMBER = re.compile(r"-?\d[\d,' ]*\Z")
_DIGEST = re.compile(r"\b[0-9a-fA-F]{32,128}\b")
_STATUS = re.compile(r"(?<!\d)[1-5]\d\d(?!\d)")


class Compared(NamedTuple):
    """Both values in words, and whether they agree. `expected` None: nothing was said that it could agree with."""

    kind: str
    expected: str | None
    found: str | None
    agrees: bool


def value_of(kind: str, output: str, code: int, *, is_whole: bool = True) -> str | None:
    """What the output says, in the form of its kind; None when it does not say it.

    `output` is what the command wrote to its standard output, or the end of it when it is not `is_whole`.
    """
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    last = lines[-1] if lines else ""
    match kind:
        case "exit-code":
            return str(code)
        case "row-count":
            return _plain(last)
        case "checksum":
            found = _DIGEST.search(last)
            return found[0].lower() if found else None
        case "http-status":
            statuses = _STATUS.findall(last)
            return statuses[-1] if statuses else None
        case _:
            return "\n".join(lines) if is_whole and lines else None


def compared(check: Check, found: str | None, source: str | None) -> Compared:
    """The check against what was `found`; `source` is the value of the step named by `same_as`."""
    expected = source if check.same_as is not None else check.expected
    if check.kind == "exit-code" and expected is None and check.same_as is None:
        expected = "0"
    if expected is None or found is None:
        return Compared(check.kind, expected, found, agrees=False)
    if check.kind == "row-count":
        number = _plain(expected)
        near = number is not None and abs(int(found) - int(number)) <= (check.within or 0)
        around = f"{expected}, {check.within} more or less" if check.within else expected
        return Compared(check.kind, around, found, agrees=near)
    if check.kind == "checksum":
        return Compared(check.kind, expected, found, agrees=expected.strip().lower() == found)
    wanted = "\n".join(line.strip() for line in expected.splitlines() if line.strip())
    return Compared(check.kind, expected, found, agrees=wanted == found)


def sentence(one: Compared) -> str:
    """What differs, for a person."""
    if one.expected is None:
        return f"nothing says which {one.kind} is expected"
    if one.found is None:
        return f"the output shows no {one.kind}; expected was {short(one.expected)}"
    return f"{one.kind}: expected {short(one.expected)}, found {short(one.found)}"


def short(text: str) -> str:
    """At most `SHOWN` letters, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def _plain(text: str) -> str | None:
    text = text.strip()
    if not _NUMBER.match(text) or len(text) > 30:
        return None
    return str(int(re.sub(r"[,' ]", "", text)))
