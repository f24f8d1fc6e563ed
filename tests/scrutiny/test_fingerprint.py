"""Equal digests mean that a reader of PDFs shows the same, and others that it may not."""

from __future__ import annotations

import zlib
from typing import Any

import pytest
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject, TextStringObject

from bcdr.scrutiny.fingerprint import Fingerprint
from bcdr.scrutiny.unpack import Budget


def of(value: Any) -> str:
    return Fingerprint({}, Budget()).of(value)


def stream(data: bytes, packed: str = "", **entries: Any) -> StreamObject:
    found = StreamObject()
    found._data = data
    if packed:
        found[NameObject("/Filter")] = NameObject(packed)
    found.update(dictionary(**entries))
    return found


def dictionary(**entries: Any) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{k}"): v for k, v in entries.items()})


NAME, TEXT, ONE = NameObject("/a"), TextStringObject("/a"), NumberObject(1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (NAME, TEXT),
        (ArrayObject([NAME]), ArrayObject([TEXT])),
        (dictionary(A=NAME), dictionary(A=TEXT)),
        (dictionary(A=ONE), dictionary(B=ONE)),
        (dictionary(), ArrayObject()),
        (dictionary(), stream(b"")),
        (stream(b"a"), stream(b"b")),
        (stream(b"a"), stream(b"a", "/ASCIIHexDecode")),
        (stream(b"a", "/DCTDecode"), stream(b"a", "/JPXDecode")),
        (stream(b"not packed", "/FlateDecode"), stream(b"not packed")),
        (stream(b"a", A=ONE), stream(b"a", B=ONE)),
    ],
)
def test_what_a_reader_shows_otherwise(one: Any, other: Any) -> None:
    assert of(one) != of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (stream(b"a" * 99), stream(zlib.compress(b"a" * 99), "/FlateDecode")),
        (stream(zlib.compress(b"a", 0), "/FlateDecode"), stream(zlib.compress(b"a", 9), "/FlateDecode")),
        (stream(b"a", Length=ONE), stream(b"a")),
        (dictionary(A=ONE, P=NAME), dictionary(A=ONE)),
        (dictionary(A=ONE, Parent=NAME), dictionary(A=ONE)),
    ],
)
def test_what_a_reader_shows_the_same(one: Any, other: Any) -> None:
    assert of(one) == of(other)


def line(**entries: Any) -> DictionaryObject:
    return dictionary(FT=NameObject("/Sig"), T=TextStringObject("a"), **entries)


@pytest.mark.parametrize(
    ("entries", "is_place", "is_mark"),
    [
        ({"V": ONE}, True, False),
        ({"AP": ONE}, True, False),
        ({"F": NumberObject(132)}, True, False),
        ({"F": NumberObject(6)}, False, False),
        ({"Rect": ONE}, False, False),
        ({"AA": ONE}, False, False),
        ({"P": ONE}, True, True),
    ],
)
def test_what_signing_puts_on_a_line_leaves_its_place(entries: dict[str, Any], is_place: bool, is_mark: bool) -> None:
    found, bare = Fingerprint({}, Budget()), line(F=NumberObject(4))
    other = DictionaryObject({**bare, **dictionary(**entries)})
    assert (found.place(other) == found.place(bare), found.mark(other) == found.mark(bare)) == (is_place, is_mark)
    assert found.of(other) == found.place(other)
