"""Secrets taken out of output while it streams by, wherever the pieces are cut."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from urllib.parse import quote, quote_plus

_SHORT = 4
"""A value with fewer bytes is taken out only where it stands alone: an `a` cannot be hidden everywhere."""


class Veil:
    """What is hidden: values of environment variables, also as URLs and Base64 write them, and their single lines."""

    def __init__(self, secrets: Mapping[str, str]) -> None:
        """`secrets` maps the name of each variable to its value; empty values hide nothing."""
        self._names: dict[bytes, bytes] = {}
        for name, value in secrets.items():
            for form in _forms(value):
                self._names.setdefault(form, f"[{name} left out]".encode())
        forms = sorted(self._names, key=len, reverse=True)
        alone = rb"(?<![0-9A-Za-z_])%b(?![0-9A-Za-z_])"
        parts = [re.escape(f) if len(f) >= _SHORT else alone % re.escape(f) for f in forms]
        self._pattern = re.compile(b"|".join(parts)) if parts else None
        self.reach = len(forms[0]) if forms else 0

    def over(self, text: str) -> str:
        """The text without them."""
        if self._pattern is None:
            return text
        return self._pattern.sub(self._named, text.encode("utf-8", "surrogateescape")).decode("utf-8", "replace")

    def cover(self, content: bytes, start: int, end: int) -> tuple[bytes, int]:
        """The part of `content` from `start` without secrets, and where it stopped.

        A secret that begins before `end` is taken out whole, so it may stop later than there.
        """
        if self._pattern is None or not any(form in content for form in self._names):
            return content[start:end], end  # a search for each is far faster than one for all of them
        pieces: list[bytes] = []
        for found in self._pattern.finditer(content, start):
            if found.start() >= end:
                break
            pieces += [content[start : found.start()], self._named(found)]
            start = found.end()
        pieces.append(content[start:end])
        return b"".join(pieces), max(start, end)

    def _named(self, found: re.Match[bytes]) -> bytes:
        return self._names[found[0]]


class Stream:
    """One output of a command: pieces in, harmless pieces out, never the beginning of a secret."""

    def __init__(self, veil: Veil) -> None:
        """Nothing has come yet."""
        self._veil = veil
        self._held = b""
        self._from = 0

    def feed(self, content: bytes) -> bytes:
        """What can be shown now; the rest is held until more comes."""
        held = self._held + content
        end = len(held) - self._veil.reach
        if end <= self._from:
            self._held = held
            return b""
        shown, stop = self._veil.cover(held, self._from, end)
        begin = max(0, stop - 1)  # one byte back shows whether a short value stands alone
        self._held, self._from = held[begin:], stop - begin
        return shown

    def close(self) -> bytes:
        """The rest."""
        shown, _ = self._veil.cover(self._held, self._from, len(self._held))
        self._held, self._from = b"", 0
        return shown


def _forms(value: str) -> set[bytes]:
    raw = value.encode("utf-8", "surrogateescape")
    found = {raw, raw.strip()}
    if len(raw) >= _SHORT:
        found |= {quote(raw, safe="").encode(), quote(raw).encode(), quote_plus(raw).encode()}
        found |= {base64.b64encode(raw), base64.urlsafe_b64encode(raw)}
        found |= {repr(value)[1:-1].encode("utf-8", "surrogateescape")}
        found |= {line for line in raw.splitlines() if len(line) >= 2 * _SHORT} if b"\n" in raw else set()
    return {form for form in found if form}
