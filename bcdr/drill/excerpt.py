"""The beginning and the end of an output of any length, in bounded memory, with an honest line between them."""

from __future__ import annotations

HEAD, TAIL = 64 * 1024, 32 * 1024
"""Bytes of an output that a log keeps."""


class Excerpt:
    """Pieces in, one text out, of at most `HEAD + TAIL` bytes and the line that says what was cut."""

    def __init__(self, head: int = HEAD, tail: int = TAIL) -> None:
        """Nothing has come yet."""
        self._head, self._tail = head, tail
        self._first = bytearray()
        self._last = bytearray()
        self.size = 0

    def add(self, content: bytes) -> None:
        """More of it."""
        self.size += len(content)
        room = self._head - len(self._first)
        if room > 0:
            self._first += content[:room]
            content = content[room:]
        self._last += content[-self._tail :] if self._tail else b""
        if len(self._last) > 2 * self._tail:
            del self._last[: -self._tail]

    @property
    def is_whole(self) -> bool:
        """Nothing was cut."""
        return self.size <= self._head + self._tail

    def text(self) -> str:
        """What was kept; bytes that are no UTF-8 become the replacement character."""
        last = bytes(self._last[-self._tail :]) if self._tail else b""
        kept = len(self._first) + len(last)
        if self.size == kept:
            return (bytes(self._first) + last).decode("utf-8", "replace")
        cut = f"\n[cut: {self.size - kept:,} of {self.size:,} bytes are left out here]\n"
        return self._first.decode("utf-8", "replace") + cut + last.decode("utf-8", "replace")
