"""Bytes of a report: encodings, cut files, hostile JSON. One sentence each, never a traceback."""

from __future__ import annotations

import bz2
import gzip
import lzma

import pytest

from bcdr.evidence import material as module
from bcdr.evidence.material import MalformedError, material


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "it is empty"),
        (b" \n\t" * 300, "it is empty"),
        (b'[{"a": 1}, {"a', "it ends in the middle: it was cut off"),
        (b'[{"a": 1},', "it ends in the middle: it was cut off"),
        (b'[{"a": 1}', "it ends in the middle: it was cut off"),
        (b'{"a": 1', "it ends in the middle: it was cut off"),
        (b'{"a": 1}\n{"b": 2}\n{"c": ', "it ends in the middle of a line: it was cut off"),
        (b'{"a": 1}\nx\n{"b": 2}\n', "line 2 is no JSON"),
        (b'[{"a": 1}\n, oops, {"a": 2}]', "line 2 is no JSON"),
        (b'[1]\n{"a": 1}', "line 2 is no JSON"),
        (b'[{"a": 1, "a": 2}]', "it says one key twice in one object"),
        (b'[{"a": NaN}]', "it holds NaN, which is no number"),
        (b'[{"a": -Infinity}]', "it holds -Infinity, which is no number"),
        (b"[" + b"9" * 5000 + b"]", "it holds a number of thousands of digits"),
        (b"[" * 200_000, "it is nested deeper than any report"),
        (b'{"a":' * 200_000, "it is nested deeper than any report"),
        (b'{"a": 1}{"b": 2}', "line 1 is no JSON"),
        (b'{"a": 1}\n{"b": 2} {"c": 3}', "line 2 is no JSON"),
        (gzip.compress(b"[]"), "it is packed (gzip)"),
        (bz2.compress(b"[]"), "it is packed (bzip2)"),
        (lzma.compress(b"[]"), "it is packed (xz)"),
        (b"PK\x03\x04\x14\x00\x00\x00\x08\x00\xff", "it is packed (zip)"),
        (b"\x00\x01\x02", "it is a binary file"),
        (b"caf\xe9,1\n", "it is neither UTF-8 nor UTF-16 text"),
        (b"\xff\xfeA", "it is neither UTF-8 nor UTF-16 text"),
    ],
    ids=lambda v: v[:20].decode("latin-1") if isinstance(v, bytes) else "",
)
def test_what_cannot_be_read_is_one_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(MalformedError) as refused:
        material(content)
    assert refused.value.message == sentence
    assert refused.value.hint


def test_a_report_beyond_reason_is_not_even_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SIZE_LIMIT", 10)
    with pytest.raises(MalformedError, match="a report may have"):
        material(b"[" + b" " * 20)


@pytest.mark.parametrize(
    "content", ["[1]".encode("utf-8-sig"), "[1]".encode("utf-16"), b"  \n [1]\n", b" " * 500 + b"[1]"], ids=range(4)
)
def test_json_in_every_usual_encoding(content: bytes) -> None:
    found = material(content)
    assert (found.data, found.lines, found.is_plain, found.first) == ([1], None, False, 1)


def test_null_is_an_empty_list() -> None:
    assert material(b"null\n").data == []


def test_lines_of_json_and_plain_text() -> None:
    assert material(b'{"a": 1}\n\n{"b": 2}\n').lines == ({"a": 1}, {"b": 2})
    found = material(b"INFO: something\n")
    assert (found.is_plain, found.first) == (True, None)
