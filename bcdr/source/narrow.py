"""The lines of an object in which a pointer goes on, found by indentation alone, as far as that is certain.

Composing an object only to learn where one of its keys stands would cost as much as reading it did. In block style,
which people write, a key of a map stands at the map's column and nothing else does, unless a quote or bracket is open
from a line before. Where a line leaves one open, this module stops and the parser does the rest.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bcdr.model.record import Pointer
from bcdr.source.fault import line_begin


class Slice(NamedTuple):
    """The text from a key to the end of its value, so many `steps` along; `is_end` if the next one is not written."""

    start: int
    end: int
    steps: int
    is_end: bool = False


_OPENS_BLOCK = re.compile(r"[A-Za-z0-9_.-]+:[ \t]*(?:#.*)?$")
_DOUBTS = re.compile(r"[\\\r\x85\u2028\u2029]")
_MARKS = re.compile(r"[\"'{}\[\]\\\r\x85\u2028\u2029]")
_KEY = re.compile(r"([A-Za-z0-9_.-]+):(?=[ \t]|$)")


def narrow(text: str, start: int, end: int, path: Pointer, *, only_key: bool = True) -> Slice:
    """From the key at `start`, whose value ends at `end`, along `path`. With `only_key` the last end may be wrong."""
    here = Slice(start, end, 0)
    for part in path:
        found = _child(text, here, {part, part.rstrip("_")}) if isinstance(part, str) else None
        if found is None or (found.end < 0 and not (only_key and found.steps == len(path))):
            return here
        here = found
        if here.is_end:
            return here
    return here


def _child(text: str, parent: Slice, wanted: set[str]) -> Slice | None:
    """The child with one of these keys, its end -1 where that is not certain; `parent` at its end if it has none.

    None where nothing is certain.
    """
    column = parent.start - line_begin(text, parent.start)
    lines = text[parent.start : parent.end].split("\n")
    if not _OPENS_BLOCK.match(lines[0]):
        return None
    at = parent.start + len(lines[0]) + 1
    inner, begin = -1, -1
    for line in lines[1:]:
        word = line.lstrip(" ")
        if word and word[0] != "#":
            indent = len(line) - len(word)
            if inner < 0:
                inner = indent
                if inner <= column:
                    return None
            if indent <= inner:
                if begin >= 0 and word[0] != "-":
                    return Slice(begin, at, parent.steps + 1)
                key = _KEY.match(word)
                if begin < 0 and (key is None or indent < inner) and word[0] != "-":
                    return None
                if key is not None and key[1] in wanted and begin < 0:
                    begin = at + indent
            if not _is_closed(line):
                # what follows may be inside of a quote: a key found before it is certain, its end is not
                return Slice(begin, -1, parent.steps + 1) if begin >= 0 else None
        at += len(line) + 1
    if begin >= 0:
        return Slice(begin, parent.end, parent.steps + 1)
    return parent._replace(is_end=True) if inner > 0 else None


def _is_closed(line: str) -> bool:
    """Whether no quote or bracket can be open behind this line, and the line is one to YAML too."""
    return not _MARKS.search(line) or (
        not _DOUBTS.search(line)
        and line.count('"') % 2 == 0
        and line.count("'") % 2 == 0
        and line.count("{") == line.count("}")
        and line.count("[") == line.count("]")
    )
