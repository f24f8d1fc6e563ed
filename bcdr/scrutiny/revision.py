"""What was added behind the end of a PDF: whether all programs read the same in it (ISO 32000-1, 7.5.6)."""

from __future__ import annotations

import io
import re
from itertools import pairwise

import pypdf

MOST = 100
"""So many parts may follow each other; each signature adds one."""
_END = re.compile(rb"%%EOF")
_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s+\d{1,5}\s+obj\b")
_TABLE = re.compile(rb"startxref\s+(\d{1,15})")


def is_regular(content: bytes, start: int) -> bool:
    """Whether the parts from byte `start` on are put together as the format asks.

    A reader that has to mend a table, finds an entry twice, or an object that no table lists, decides by itself what it
    shows, and another one decides otherwise.
    """
    ends = [found.end() for found in _END.finditer(content, start)]
    last = ends[-1] if ends else start
    if len(ends) > MOST or _OBJECT.search(content, last) or b"/XRefStm" in content[start:]:
        return False
    try:
        return all(_is_regular(content, *part) for part in pairwise((start, *ends)))
    except Exception:  # noqa: BLE001 - whatever it is that a strict reader does not take
        return False


def _is_regular(content: bytes, start: int, end: int) -> bool:
    """Whether one part has the objects that its table lists, each once, and a strict reader takes them all."""
    read = pypdf.PdfReader(io.BytesIO(content[:end]), strict=True)
    listed = {(n, at) for known in read.xref.values() for n, at in known.items() if at >= start}
    packed = {n for n, (holder, _) in read.xref_objStm.items() if holder in {n for n, _ in listed}}
    for number in (*(n for n, _ in listed), *packed):
        read.get_object(number)
    tables = {int(found[1]) for found in _TABLE.finditer(content, start, end)}
    written = {(int(found[1]), found.start()) for found in _OBJECT.finditer(content, start, end)}
    return listed <= written and all(at in tables for _, at in written - listed)
