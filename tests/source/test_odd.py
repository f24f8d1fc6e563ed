"""Characters that only look like an anchor, alias, tag or directive pass; real ones never do."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from yaml.events import AliasEvent, DocumentStartEvent

from bcdr.source.odd import is_odd
from bcdr.source.tree import compose, read_text

HARMLESS = [
    'cron: "*/15 * * * *"',
    "cron: 0 2 * * *",
    "name: R&D &Co",
    "run: |\n  rsync *part &job 2>&1 && ls *x\n",
    "name: Stop! !now",
    "a: b # not &this *that !those\n",
    "# *a &b !c\na: b",
    "a: 'one\n\n  %two'",
    'a: "it\'s *bold*"',
    "path: C:\\apps\\x00\\backup",
    "path: 'C:\\e[x'",
    'a: "tab\\t and line\\n"',
]
ODD = [
    "a: &x b",
    "a: *x",
    "a: !x b",
    "a: ! b",
    "a: [&x b]",
    "a: {b: *x}",
    "&x a: b",
    "%YAML 1.1\n---\na: b",
    "- !x",
    '{"a":&x b}',
    'a: "\\e[1m"',
    'a: "\\u202e\\0"',
    "a: 'b\n\n<<<<<<< ours\n c'",
    "a: b # *no\nc: &yes d",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_words_and_remarks_are_harmless(text: str) -> None:
    assert not is_odd(text, compose(text))
    assert read_text(text).faults == ()


@pytest.mark.parametrize("text", ODD)
def test_features_are_odd(text: str) -> None:
    try:
        root = compose(text)
    except yaml.YAMLError:
        root = None
    assert is_odd(text, root)
    assert read_text(text).faults


@given(st.text(alphabet="ab:- \n[]{},'\"&*!|>#%\\\t", max_size=50))
@example('a: "b" &c')
@example("a: [b]\n&c d: e")
def test_no_feature_slips_through(text: str) -> None:
    try:
        root = compose(text)
        events = list(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError:
        return
    if root is not None and any(_is_feature(e) for e in events):
        assert is_odd(text, root)


def _is_feature(event: object) -> bool:
    if isinstance(event, DocumentStartEvent):
        return bool(event.version or event.tags)
    return isinstance(event, AliasEvent) or bool(getattr(event, "anchor", None) or getattr(event, "tag", None))
