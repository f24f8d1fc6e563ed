"""Streams of a PDF unpacked within a bound, so that a small file cannot fill the memory."""

from __future__ import annotations

import zlib

from pypdf.generic import ArrayObject, IndirectObject, StreamObject

from bcdr.errors import BcdrError

LIMIT = 64 * 1024 * 1024
"""Bytes of one stream after unpacking."""
TOTAL = 1024 * 1024 * 1024
"""Bytes of all streams of a file together, one after the other; never held at once."""


class UnpackError(Exception):
    """A stream is damaged, or of a kind that bcdr does not write."""


class Budget:
    """What may still be unpacked of one file."""

    def __init__(self, total: int = TOTAL) -> None:
        """Nothing is spent yet."""
        self._left = total

    def packed(self, stream: StreamObject) -> bytes:
        """The bytes as they stand in the file."""
        return bytes(stream._data)  # noqa: SLF001 - the reader's own way to them unpacks without our bound

    def unpacked(self, stream: StreamObject, limit: int = LIMIT) -> bytes:
        """The content; UnpackError when it cannot be had, BcdrError when the file as a whole unpacks to too much."""
        names = filters(stream)
        data = self.packed(stream)
        if names not in ([], ["/FlateDecode"]):
            msg = "is packed in a way that bcdr does not use"
            raise UnpackError(msg)
        if names and data:  # nothing, packed by some programs, is nothing
            machine = zlib.decompressobj()
            try:
                data = machine.decompress(data, limit + 1)
            except zlib.error:
                msg = "is damaged: it cannot be unpacked"
                raise UnpackError(msg) from None
            if len(data) <= limit and not machine.eof:
                msg = "is damaged: its end is missing"
                raise UnpackError(msg)
        if len(data) > limit:
            msg = f"unpacks to more than {limit // 2**20} MiB"
            raise UnpackError(msg)
        self._left -= len(data)
        if self._left < 0:
            raise BcdrError("the file unpacks to more than it should", "documents of bcdr are far smaller")
        return data


def filters(stream: StreamObject) -> list[str]:
    """Names of what the bytes of a stream are packed with, the last one first."""
    found = stream.get("/Filter")
    found = found.get_object() if isinstance(found, IndirectObject) else found
    if isinstance(found, ArrayObject):
        return [str(one.get_object() if isinstance(one, IndirectObject) else one) for one in found]
    return [str(found)] if found else []
