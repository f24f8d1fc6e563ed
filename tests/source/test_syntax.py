"""libyaml's complaints become sentences that say what to type."""

from __future__ import annotations

import pytest

from bcdr.source.syntax import explain
from bcdr.source.tree import compose


def said(text: str) -> tuple[str, str]:
    with pytest.raises(Exception) as caught:  # noqa: PT011 - whatever the parser raises is what is explained
        compose(text)
    fault = explain(text, caught.value)
    return fault.message, text[fault.start : fault.end]


@pytest.mark.parametrize(
    ("text", "message", "marked"),
    [
        ("a: b: c", "a colon where no key can be", ":"),
        ("a\nb: c", "this line is not of the form `key: value`", "a"),
        ("x:\n  a\n  b: c", "this line is not of the form `key: value`", "a"),
        ("x:\n  a: 1\n  b", "this line is not of the form `key: value`", "b"),
        ("a: 'b", "a quote opened here is never closed", "'"),
        ('a: "b\nc: d\n', "a quote opened here is never closed", '"'),
        ("a: {b: c\nd: e", "a { opened here is not closed, or a comma is missing between its entries", "{"),
        ("a: [b\nc", "a [ opened here is not closed, or a comma is missing between its items", "["),
        ("a: [b,, c]", "a value is missing here, or a [ or { is not closed", ","),
        ("a: {b:}", "a value is missing after this colon", ":"),
        ("a:\n  b: c\n d: e", "the line does not fit the indentation above it", "d"),
        ("a:\n  : c", "a key is missing before the colon", ":"),
        ("\ta: b", "a tab is used for indentation", "\t"),
        ("a: @b", "text cannot begin with @", "@"),
        ("a: `b`", "text cannot begin with `", "`"),
        ("a: - b", "a list begins here, inside a line", "-"),
        ('a: "\\q"', "a backslash code that YAML does not know", "\\"),
        ('a: "\\xZZ"', "a backslash code that YAML does not know", "Z"),
        ("a: |b\n  c", "text after the block sign | or >", "b"),
        ("{a: b} c", "text outside of the map of keys", "c"),
    ],
)
def test_the_sentence_and_the_place(text: str, message: str, marked: str) -> None:
    assert said(text) == (message, marked)


def test_a_complaint_that_nobody_knows_is_passed_on_safely() -> None:
    fault = explain("a", ValueError("strange \x1b thing"))
    assert fault.message == "this is not YAML: strange \u241b thing"
