"""Escaping, widths and pages."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcdr.render.terminal import RED, Page, escaped, folded, padded, width_of, wrapped


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("Zoë 日本", "Zoë 日本"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\nb\tc", "a b c"),
        ("\r\x00\x7f\x9b", "\\x0d\\x00\\x7f\\x9b"),
        ("\u202ex\u2066y\u200f", "\\u202ex\\u2066y\\u200f"),
        ("\ud800", "\\ud800"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("tag\U000e0041", "tag\\ue0041"),
    ],
)
def test_escaped(text: str, shown: str) -> None:
    assert escaped(text) == shown


@given(st.text())
def test_no_control_or_format_character_survives(text: str) -> None:
    left = {unicodedata.category(c) for c in escaped(text)}
    assert "Cc" not in left
    assert "Cs" not in left
    assert not {unicodedata.bidirectional(c) for c in escaped(text)} & {"RLE", "LRE", "RLO", "LRO", "PDF", "RLI", "LRI"}


@given(st.text(), st.integers(min_value=1, max_value=40))
def test_padded_has_the_width(text: str, width: int) -> None:
    assert width_of(padded(text, width)) == width


@pytest.mark.parametrize(("text", "width"), [("ab", 2), ("日本", 4), ("e\u0301", 1), ("", 0)])
def test_width(text: str, width: int) -> None:
    assert width_of(text) == width


@pytest.mark.parametrize(("colour", "shown"), [(True, "a\x1b[1;31mb\x1b[0m"), (False, "ab")])
def test_page(colour: bool, shown: str) -> None:
    page = Page(colour=colour)
    page.line("a", (RED, "b"), (RED, ""))
    assert page.text() == shown


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("one two three", ["one two", "three"]),
        ("abcdefghijk", ["abcdefgh", "ijk"]),
        ("a abcdefghijk b", ["a", "abcdefgh", "ijk b"]),
        ("灾难恢复 恢复", ["灾难恢复", "恢复"]),
        ("a\x1bb", ["a\\x1bb"]),
        ("  blanks   are  one ", ["blanks", "are one"]),
    ],
)
def test_folded(text: str, lines: list[str]) -> None:
    assert folded(text, 8) == lines


@given(st.text(), st.integers(2, 90))
def test_no_line_is_too_wide(text: str, width: int) -> None:
    assert all(width_of(line) <= width for line in folded(text, width))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("short", 40, ["short"]),
        ("a pipe has no width and is not wrapped", None, ["a pipe has no width and is not wrapped"]),
        ("one two three four five", 16, ["one two three", "four five"]),
        ("[1/4] freeze: close the shop for writing", 24, ["[1/4] freeze: close the", "    shop for writing"]),
        ("    done: what was said of it here", 30, ["    done: what was said of it", "    here"]),
        (
            "see evidence/log-2026-11-21-restore.log now",
            20,
            ["see", "    evidence/log-2026-11-21-restore.log", "    now"],
        ),
        ("日本 日本 日本", 8, ["日本", "日本", "日本"]),
        ("bad \x1b[2J \u202e", 80, ["bad \\x1b[2J \\u202e"]),
    ],
)
def test_wrapped(text: str, width: int | None, lines: list[str]) -> None:
    assert wrapped(text, width).split("\n") == lines


@given(st.text(), st.integers(min_value=1, max_value=80))
def test_wrapped_loses_no_word(text: str, width: int) -> None:
    assert wrapped(text, width).split() == escaped(text).split()
