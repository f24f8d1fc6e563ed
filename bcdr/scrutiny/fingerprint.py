"""Digests of the parts of a PDF that are equal when a reader of PDFs would show the same, wherever the parts stand."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from bcdr.scrutiny.unpack import Budget, UnpackError, filters

_UPWARD = frozenset({"/P", "/Parent"})
"""Ways back up: what is above was met on the way down."""
_ASIDE = frozenset({"/Next", "/Prev"})
"""Ways from a bookmark to the ones beside it: of many, they lead deeper than a program can go."""
_BY_SIGNING = frozenset({"/V", "/AP", "/F"})
_LOCKED = 128
"""The flag of a mark that cannot be moved (ISO 32000-1, 12.5.3)."""
_CIRCLE = "circle"


class Fingerprint:
    """Digests of one file. `pages` are the numbers of its page objects: what points to a page names its number."""

    def __init__(self, pages: Mapping[int, int], budget: Budget) -> None:
        """Nothing is computed yet."""
        self._pages = pages
        self._budget = budget
        self._known: dict[tuple[int, int], str] = {}

    def of(self, value: Any) -> str:
        """Digest of a value and of all that it leads to."""
        if isinstance(value, IndirectObject):
            key = (value.idnum, value.generation)
            if value.idnum in self._pages:
                return f"page {self._pages[value.idnum]}"
            if key not in self._known:
                self._known[key] = _CIRCLE
                self._known[key] = self.of(resolved(value))
            return self._known[key]
        if isinstance(value, StreamObject):
            return self._of_stream(value)
        if isinstance(value, DictionaryObject):
            if is_line(value):  # met on another way than over its page: what signing puts there is looked at there
                return self.place(value)
            return self.entries(value, _UPWARD)
        if isinstance(value, ArrayObject):
            return _hash(repr(("array", [self.of(v) for v in value])))
        if isinstance(value, NameObject):  # the reader's text of the same letters is equal to it, and shown otherwise
            return f"name {value}"
        return repr(value)

    def entries(self, value: DictionaryObject, without: Collection[str] = ()) -> str:
        """Digest of the entries of a dictionary but those named; of bookmarks below it one after the other."""
        below = [self.entries(one, _UPWARD | _ASIDE) for one in _bookmarks(value)]
        skipped = {*without, "/First", "/Last"} if below else without
        return _hash(repr((below, [(k, self.of(v)) for k, v in sorted(value.items()) if k not in skipped])))

    def place(self, line: DictionaryObject) -> str:
        """Digest of a line without signature, drawing, and the flag that keeps a signed one from being moved."""
        flags = resolved(line.get("/F", 0))
        kept = [(k, self.of(v)) for k, v in sorted(line.items()) if k not in _UPWARD | _BY_SIGNING]
        return _hash(repr((kept, flags & ~_LOCKED if isinstance(flags, int) else flags)))

    def mark(self, line: DictionaryObject) -> str:
        """Digest of all that a line shows, signed or not."""
        return self.entries(line, _UPWARD)

    def _of_stream(self, value: StreamObject) -> str:
        """How the bytes are packed counts only where they are not unpacked here."""
        head = [(k, self.of(v)) for k, v in sorted(value.items()) if k not in {"/Length", "/Filter"}]
        try:
            return _hash(repr(("content", head)), self._budget.unpacked(value))
        except UnpackError:
            return _hash(repr(("packed", filters(value), head)), self._budget.packed(value))


def _bookmarks(above: DictionaryObject) -> Iterator[DictionaryObject]:
    """What stands below a bookmark, or the list of them (ISO 32000-1, 12.3.3); a circle of them ends."""
    seen = set()
    one = resolved(above.get("/First"))
    while isinstance(one, DictionaryObject) and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = resolved(one.get("/Next"))


def is_line(value: Any) -> bool:
    """Whether it is a field for a signature."""
    return isinstance(value, DictionaryObject) and resolved(value.get("/FT")) == "/Sig"


def resolved(value: Any) -> Any:
    """What stands behind a reference."""
    return value.get_object() if isinstance(value, IndirectObject) else value


def _hash(text: str, more: bytes = b"") -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass") + b"\n" + more).hexdigest()
