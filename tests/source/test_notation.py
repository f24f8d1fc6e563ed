"""How values are written down: short on one line, in quotes where they need them, and always read back the same."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcdr.source.edit import Noted, plain
from bcdr.source.notation import block, broken, comment, flow, item, prepared, scalar, summary
from bcdr.source.tree import read_text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (None, "unknown"),
        ("unknown", '"unknown"'),
        ("4h", "4h"),
        ("yes", "yes"),
        ("null", '"null"'),
        ("", '""'),
        ("a: b", '"a: b"'),
        ("10:30", "10:30"),
        ("a #b", '"a #b"'),
        ("C#", '"C#"'),
        ("- a", '"- a"'),
        ("a, b", '"a, b"'),
        ('say "x"', '"say \\"x\\""'),
        ("back\\slash", '"back\\\\slash"'),
        ("two\nlines", '"two\\nlines"'),
        (" blank ", '" blank "'),
        ("Bücher 本", "Bücher 本"),
        ("\u202eodd", '"\\u202eodd"'),
        ("TODO: say", '"TODO: say"'),
    ],
)
def test_scalar(text: str | None, written: str) -> None:
    assert scalar(text) == written


def test_flow_and_remarks() -> None:
    value = {"a": Noted(None, "one"), "b": [Noted("x", "two"), {"c": "d"}], "e": {}, "f": []}
    assert flow(value) == "{a: unknown, b: [x, {c: d}], e: {}, f: []}"
    assert summary(value) == "a (one); b (two)"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"a": "x"}, ""),
        ({"a": Noted(None, "TODO: one")}, "TODO: one"),
        ({"a": Noted(None, "TODO: one"), "b": Noted(["x"], "TODO: two")}, "TODO: a (one); b (two)"),
        (Noted({"a": Noted(None, "TODO: one")}, "why"), "why; a (TODO: one)"),
    ],
)
def test_summary(value: Any, words: str) -> None:
    assert summary(value) == words


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a: 1", ["a: 1"]),
        ("a: 1, b: 2, c: 3", ["a: 1, b: 2,", "c: 3"]),
        ("long: {but: one}, b: 2", ["long: {but: one},", "b: 2"]),
    ],
)
def test_broken(text: str, lines: list[str]) -> None:
    assert broken(text, 12) == lines


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ("x", ["  k: x"]),
        (Noted("x", "r"), ["  k: x  # r"]),
        (Noted("x", "r " * 60), ["  # " + "r " * 57 + "r", "  # r r", "  k: x"]),
        ({"a": "1", "b": "2"}, ["  k: {a: 1, b: 2}"]),
        ({"a": {"b": "1"}}, ["  k:", "    a: {b: 1}"]),
        ({"a": Noted("1", "r")}, ["  k:", "    a: 1  # r"]),
        (Noted({"a": Noted("1", "r")}, "all"), ["  # all", "  k:", "    a: 1  # r"]),
        (dict.fromkeys("abcde", "1"), ["  k:", *(f"    {x}: 1" for x in "abcde")]),
        (["a", "b"], ["  k: [a, b]"]),
        (["a" * 50, "b" * 50], ["  k:", "    - " + "a" * 50, "    - " + "b" * 50]),
        ([{"a": Noted("1", "r")}], ["  k:", "    - a: 1  # r"]),
        ({}, ["  k: {}"]),
    ],
)
def test_block(value: Any, lines: list[str]) -> None:
    assert block("k", value, 2, 2) == lines


def test_item_whose_first_key_has_a_long_remark() -> None:
    assert item({"a": Noted("1", "r " * 60), "b": "2"}, 0, 2) == [
        "# " + "r " * 57 + "r",
        "# r r",
        "- a: 1",
        "  b: 2",
    ]


def test_comment_and_prepared() -> None:
    assert comment("word " * 30, 2) == ["  # " + ("word " * 23).strip(), "  # " + ("word " * 7).strip()]
    assert prepared({"steps": [{"do": "x"}]}, 4, 2) == ["#:    steps: [{do: x}]"]


CONTROLS = {*map(chr, range(0x7F, 0xA0)), "\ufeff", "\ufffe", "\uffff"}
"""A plan may not hold them, in whatever spelling."""

TEXTS = st.text(st.characters(blacklist_categories=("Cs",)), max_size=30).filter(
    lambda t: all(c in "\n\t" or (c >= " " and c not in CONTROLS) for c in t)
)
VALUES = st.recursive(
    TEXTS | st.none() | TEXTS.map(lambda t: t * 9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b-c", "d.e"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(VALUES)
def test_what_is_written_is_read_back(value: Any) -> None:
    for lines in (block("k", Noted(value, "a remark"), 0, 2), ["k: " + flow(value)]):
        tree = read_text("\n".join(lines) + "\n")
        assert tree.data == {"k": plain(value)}
        assert tree.faults == ()
