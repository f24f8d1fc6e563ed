"""Places are counted as editors count; what people typed is shown without its control characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcdr.source.fault import line_begin, line_of, located, quoted, shown


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("a: X", "X", (1, 4, "a: X")),
        ("a\nb: X\n", "X", (2, 4, "b: X")),
        ("a\r\nb: X\r\n", "X", (2, 4, "b: X")),
        ("a\rb: X\r", "X", (2, 4, "b: X")),
        ("a\u2028b: X", "X", (1, 6, "a\ufffdb: X")),
        ("ä: X", "X", (1, 4, "ä: X")),
        ("\x1b[1m: X", "X", (1, 7, "\u241b[1m: X")),
        ("\tX", "X", (1, 2, " X")),
        ("a\n" * 5 + "X", "X", (6, 1, "X")),
    ],
)
def test_line_column_and_excerpt(text: str, word: str, place: tuple[int, int, str]) -> None:
    found = located(text, "f.yaml", text.index(word), text.index(word) + 1)
    assert (found.line, found.column, found.excerpt) == place
    assert found.width == 1


def test_the_width_ends_with_the_line() -> None:
    assert located("a: one\n  two\n", "f", 3, 12).width == 3


def test_a_very_long_line_is_not_printed() -> None:
    assert len(located("a: " + "x" * 9_000, "f", 3, 9_003).excerpt) == 400
    unshown = located("x" * 9_000 + "!\nmore", "f", 9_000, 9_006)
    assert (unshown.excerpt, unshown.width) == ("", 1)


@given(st.text(max_size=60), st.integers(0, 60))
def test_excerpts_hold_no_control_character_and_columns_stay_true(text: str, at: int) -> None:
    at = min(at, len(text))
    found = located(text, "f", at, at + 1)
    assert found.line == line_of(text, at)
    assert found.column == at - line_begin(text, at) + 1
    assert not set(found.excerpt) & {*map(chr, range(0x20)), "\x7f", "\x9b", "\u202e", "\u200b"}


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("plain", "plain"),
        ("\x1b]0;title\x07", "\u241b]0;title\u2407"),
        ("a\nb", "a\u240ab"),
        ("\u202egnp", "\ufffdgnp"),
        ("x" * 100, "x" * 59 + "…"),
        ("Grüße 你好", "Grüße 你好"),
    ],
)
def test_words_in_sentences_are_safe_and_short(typed: str, printed: str) -> None:
    assert quoted(typed) == printed
    assert len(shown(typed)) == len(typed)
