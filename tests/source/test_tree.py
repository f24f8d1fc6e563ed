"""Text becomes maps, lists and texts; nothing is guessed from a word."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bcdr.source.tree import DEPTH_LIMIT, is_shallow, read_text


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: no", {"a": "no"}),
        ("a: 4:00", {"a": "4:00"}),
        ("a: 0777", {"a": "0777"}),
        ("a: 2026-02-30", {"a": "2026-02-30"}),
        ("a: true", {"a": "true"}),
        ("a: 1.0", {"a": "1.0"}),
        ("a: unknown", {"a": None}),
        ("a: 'unknown'", {"a": "unknown"}),
        ("a: ''", {"a": ""}),
        ("a: '~'", {"a": "~"}),
        ("a: [unknown, b]", {"a": [None, "b"]}),
        ("no: a", {"no": "a"}),
        ("unknown: a", {"unknown": "a"}),
        ("a: {b: {c: [d, {e: f}]}}", {"a": {"b": {"c": ["d", {"e": "f"}]}}}),
        ("a: |\n  one\n  two\n", {"a": "one\ntwo\n"}),
        ("a: >-\n  one\n  two\n", {"a": "one two"}),
        ("", {}),
        ("# only a remark\n", {}),
        ("---\na: b\n...\n", {"a": "b"}),
        ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
    ],
)
def test_scalars_stay_text(text: str, data: object) -> None:
    assert read_text(text) == (data, (), read_text(text).spans)
    assert read_text(text).faults == ()


def test_spans_hold_keys_and_values_of_two_levels() -> None:
    text = "# remark\npeople:\n  ada:\n    name: Ada Roth\n  ben: {name: Ben}\n"
    spans = read_text(text).spans
    assert set(spans) == {("people",), ("people", "ada"), ("people", "ben")}
    ben = spans[("people", "ben")]
    assert (text[ben.key : ben.key_end], text[ben.value : ben.end]) == ("ben", "{name: Ben}")


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{a: ", "- - a:\n"])
@pytest.mark.parametrize("levels", [DEPTH_LIMIT + 1, 5_000, 100_000])
def test_deep_text_is_a_fault_and_not_a_crash(opening: str, levels: int) -> None:
    tree = read_text("a: 1\nb:\n  " + opening * levels)
    assert len(tree.faults) == 1


def test_depth_up_to_the_limit_is_read() -> None:
    inside = DEPTH_LIMIT - 1
    assert read_text("a: " + "[" * inside + "x" + "]" * inside).faults == ()
    assert "60 levels" in read_text("a: " + "[" * (inside + 1) + "]" * (inside + 1)).faults[0].message


@pytest.mark.parametrize("text", ["[" * 1_000, "{" * 1_000, "- " * 600, " " * 600 + "a: b"])
def test_a_text_that_may_be_deep_is_counted(text: str) -> None:
    assert not is_shallow(text)


@given(st.text(max_size=200))
@example("\ud800")
@example("a: \x00")
@example("%YAML 1.1\n---\n")
@example("? ? ? ? a")
@example("&a [*a]")
@example("a: !<tag:yaml.org,2002:int> 1")
def test_no_text_raises(text: str) -> None:
    tree = read_text(text)
    assert tree.data is not None or tree.faults
    assert all(0 <= f.start <= f.end <= len(text) + 1 for f in tree.faults)


YAML = st.text(alphabet="ab:- \n[]{},'\"&*!|>#%?\t\\~<0", max_size=60)


@given(YAML)
@example("a: 1\na: 2")
def test_no_yaml_like_text_raises(text: str) -> None:
    tree = read_text(text)
    assert tree.data is not None or tree.faults


@given(YAML)
def test_what_is_read_without_fault_is_what_pyyaml_reads_as_text(text: str) -> None:
    import yaml

    tree = read_text(text)
    if tree.data is not None and not tree.faults:
        assert _named(tree.data) == _named(yaml.load(text, Loader=yaml.CBaseLoader) or {})


def _named(data: object) -> object:
    """As the plan reads it: the plain word unknown is None, and the loader does not tell it from a quoted one."""
    if isinstance(data, dict):
        return {k: _named(v) for k, v in data.items()}
    if isinstance(data, list):
        return [_named(v) for v in data]
    return "unknown" if data is None else data
