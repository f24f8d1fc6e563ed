"""What a page draws with: fonts, pictures and the like, which pages share (ISO 32000-1, 7.8.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pypdf.generic import DictionaryObject, StreamObject

from bcdr.scrutiny.fingerprint import Fingerprint, resolved

Means = Mapping[tuple[str, str], tuple[str, str]]
"""By kind and name in the file: what each is, as a person may call it, and its digest."""
_ESCAPED = re.compile(rb"/[^\s\0()<>\[\]{}/%]*#")
"""A name that is not written as it is read."""


def means(content: bytes, offered: Any, prints: Fingerprint) -> Means | None:
    """What a page of that content takes of what is offered to it; None where that cannot be told."""
    if not isinstance(offered, DictionaryObject) or _ESCAPED.search(content):
        return None
    found = {}
    for kind, names in offered.items():
        for name, value in _entries(names):
            if not _is_named(name, content):
                continue
            if _borrows(resolved(value)):
                return None
            found[str(kind), str(name)] = (_label(kind, resolved(value)), prints.of(value))
    return found


def _entries(value: Any) -> Iterator[tuple[str, Any]]:
    found = resolved(value)
    yield from found.items() if isinstance(found, DictionaryObject) else ()


def _is_named(name: str, content: bytes) -> bool:
    """Colours that are to be understood otherwise are taken without being named (ISO 32000-1, 8.6.5.6)."""
    end = rb"(?![^\s\0()<>\[\]{}/%])"
    return name.startswith("/Default") or re.search(re.escape(name.encode()) + end, content) is not None


def _borrows(value: Any) -> bool:
    """Whether it takes what it draws with from the page that shows it, as what has none of its own does."""
    is_drawn = isinstance(value, StreamObject) and value.get("/Subtype") != "/Image"
    return (is_drawn or _is_font_of_drawings(value)) and "/Resources" not in value


def _is_font_of_drawings(value: Any) -> bool:
    return isinstance(value, DictionaryObject) and value.get("/Subtype") == "/Type3"


def _label(kind: str, value: Any) -> str:
    said = resolved(value.get("/BaseFont")) if kind == "/Font" and isinstance(value, DictionaryObject) else None
    if said is not None:
        return f"the font {str(said).lstrip('/').rpartition('+')[2].rstrip(',')[:60]}"
    return {"/Font": "a font", "/XObject": "a picture"}.get(kind, "colours and the like")
