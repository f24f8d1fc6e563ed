"""Each fault has its place, its pointer and a cause of its own."""

from __future__ import annotations

import pytest

from bcdr.source.strict import FAULT_LIMIT, faults, features, not_a_map, refusal
from bcdr.source.tree import compose, read_text


@pytest.mark.parametrize(
    ("text", "rule", "marked", "at", "cause"),
    [
        ("a: {b: 1, b: 2}", "duplicate-key", "b", ("a", "b"), "a.b"),
        ("a: {b: }", "no-value", "b", ("a", "b"), "a.b"),
        ("a: [b, ~]", "no-value", "~", ("a", 1), "a.1"),
        ("a: !x b", "yaml-feature", "!x", (), "tag-1"),
        ("a: !!str b", "yaml-feature", "!!str", (), "tag-1"),
        ("a: {<<: b}", "yaml-feature", "<<", ("a",), "merge"),
        ("a: {? [b] : c}", "yaml-feature", "[b]", ("a",), "key"),
        ('a: "x\\0y"', "yaml-syntax", '"x\\0y"', ("a",), "a"),
        ('"a\\eb": c', "yaml-syntax", '"a\\eb"', (), ""),
        ("%YAML 1.1\n---\na: b", "yaml-feature", "%YAML 1.1\n---", (), "directive-1"),
        ("a: 'b\n\n<<<<<<< ours\n c'", "yaml-syntax", "<<<<<<< ours", (), "conflict"),
    ],
)
def test_one_fault(text: str, rule: str, marked: str, at: tuple[str | int, ...], cause: str) -> None:
    node = compose(text)
    assert node is not None
    (fault,) = faults(text, node)
    assert (fault.rule, text[fault.start : fault.end], fault.at, fault.cause) == (rule, marked, at, cause)


def test_anchors_and_aliases_are_told_one_by_one() -> None:
    text = "a: &x [1]\nb: [*x, *x]\nc: &y z\n"
    assert [(text[f.start : f.end], f.cause) for f in features(text)] == [
        ("&x", "anchor-1"), ("*x", "alias-1"), ("*x", "alias-2"), ("&y", "anchor-2"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("a: *x", ["the alias *x is not allowed in a plan"]),
        (
            "a: &x b\nc: [",
            ["the anchor &x is not allowed in a plan", "a value is missing here, or a [ or { is not closed"],
        ),
        ("a: \x01", ["the control character U+0001 is not text"]),
        ("a: \ufeffb\x07", ["the control character U+FEFF is not text"]),
        (">>>>>>> theirs\na: [", ["a merge conflict was left unresolved here"]),
    ],
)
def test_what_a_refused_text_is_told(text: str, messages: list[str]) -> None:
    assert [f.message for f in read_text(text).faults] == messages


def test_a_text_that_is_no_map() -> None:
    node = compose("- a")
    assert node is not None
    assert not_a_map("- a", node).message == "this file is a list, not a map of keys"


def test_a_surrogate_is_told() -> None:
    (fault,) = refusal("a: \ud800", ValueError("x"))
    assert fault.message == "the control character U+D800 is not text"


def test_very_many_faults_are_cut_and_that_is_told() -> None:
    told = read_text("a:\n" + "  b: c\n" * (FAULT_LIMIT + 50)).faults
    assert len(told) == FAULT_LIMIT + 1
    assert told[-1].message == "there are more faults in this file"
