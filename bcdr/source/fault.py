"""What is wrong with a text before it is a plan: a rule name, a sentence, and where in the text it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from bcdr.finding import Finding, Location, Severity, finding_id
from bcdr.model.record import Pointer

EXCERPT_LIMIT = 400
"""A line longer than this is not shown: nobody reads a caret at column 90,000."""


class Fault(NamedTuple):
    """One fault in one text. `start` and `end` count characters of that text; both 0 means the file as a whole."""

    rule: str
    message: str
    help: str = ""
    start: int = 0
    end: int = 0
    at: Pointer = ()
    cause: str = ""


def line_of(text: str, at: int) -> int:
    """The number of the line that holds the character `at`, from 1, as editors count lines."""
    if _is_simple(text):
        return text.count("\n", 0, at) + 1
    return bisect_right(_line_starts(text), at)


def line_begin(text: str, at: int) -> int:
    """Where the line begins that holds the character `at`."""
    if _is_simple(text):
        return text.rfind("\n", 0, at) + 1
    return _line_starts(text)[line_of(text, at) - 1]


def _is_simple(text: str) -> bool:
    """Whether to search it anew each time. A large text is searched once: it may hold a hundred thousand faults."""
    return len(text) < 50_000 and "\r" not in text


@lru_cache(16)
def _line_starts(text: str) -> list[int]:
    # A lone carriage return is an old line end that YAML accepts too.
    ends = _LINE_END.finditer(text) if "\r" in text else _NEWLINE.finditer(text)
    return [0, *(m.end() for m in ends)]


def located(text: str, file: str, start: int, end: int) -> Location:
    """Line, column and excerpt of the characters from `start` to `end`."""
    begin = line_begin(text, start)
    found = _LINE_END.search(text, start)
    stop = found.start() if found else len(text)
    column = start - begin + 1
    width = max(1, min(end, stop) - start)
    excerpt = shown(text[begin : min(stop, begin + EXCERPT_LIMIT)]) if column <= EXCERPT_LIMIT else ""
    if excerpt:
        width = max(1, min(width, len(excerpt) - column + 1))
    return Location(file, line_of(text, start), column, excerpt, width)


_NEWLINE = re.compile("\n")
_LINE_END = re.compile("\r\n|\n|\r")
# C0, DEL and C1 controls; marks that reorder or hide text (bidirectional controls, zero width, line separators)
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")


def shown(text: str) -> str:
    """`text` with every control character replaced by one visible character, so that columns stay true."""
    return _UNSAFE.sub(_picture, text) if not text.isascii() or not text.isprintable() else text


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return " " if found[0] == "\t" else chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def quoted(value: object, limit: int = 60) -> str:
    """A word that somebody typed, safe and short enough to stand in a sentence."""
    text = shown(str(value))
    return text if len(text) <= limit else text[: limit - 1] + "…"


def as_finding(fault: Fault, location: Location | None, subject: str) -> Finding:
    """The fault as a finding about `subject`: an object such as `datastores/orders-db`, or a file."""
    return Finding(
        id=finding_id(fault.rule, subject, fault.cause),
        rule=fault.rule,
        severity=Severity.ERROR,
        object=subject,
        at=fault.at,
        message=fault.message,
        help=fault.help,
        cause=fault.cause,
        location=location,
    )
