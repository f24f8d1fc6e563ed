"""Whether a text uses more of YAML than a plan may: asked of every file, so it looks before it walks.

A regular expression finds the characters that could begin an anchor, alias, tag or directive; only then the nodes say
whether the characters are words of a text, part of a comment, or what they look like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from yaml.nodes import ScalarNode

from bcdr.source.fault import line_begin

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""Characters that are not text."""

# An anchor, alias or tag stands where a word begins: `R&D`, `2>&1`, `Stop!` and `0 2 * * *` do not look like one.
_BEGIN = r"(?<![^\s\[\]{},:\"'])"
_ANCHOR = re.compile(_BEGIN + r"[*&][A-Za-z0-9_-]")
_TAG = re.compile(_BEGIN + "!")
_DIRECTIVE = re.compile("^%", re.MULTILINE)
_CODE = re.compile(r"\\[0abefvxuU_NLP]")


def is_odd(text: str, root: Any) -> bool:
    """Whether the text holds something that `strict` must explain. `root` is its node tree."""
    if "<<<<<<<" in text:
        return True
    spots = list(_spots(text))
    has_codes = "\\" in text and _CODE.search(text) is not None
    if not spots and not has_codes:
        return False
    scalars = list(_scalars(root)) if root is not None else []
    if has_codes and any(s.style == '"' and CONTROL.search(s.value) for s in scalars):
        return True
    return bool(spots) and not _are_words(text, spots, scalars)


def is_shared(text: str) -> bool:
    """Whether nodes may be shared, so that a walk over them may never end: an odd text with an alias or anchor."""
    return _ANCHOR.search(text) is not None


def _spots(text: str) -> Iterator[int]:
    for character, pattern in (("*", _ANCHOR), ("&", _ANCHOR), ("!", _TAG), ("%", _DIRECTIVE)):
        if character in text:
            yield from (m.start() for m in pattern.finditer(text))


def _scalars(root: Any) -> Iterator[Any]:
    """Every scalar, keys too, each once even where aliases share it."""
    seen: set[int] = set()
    todo = [root]
    while todo:
        node = todo.pop()
        if type(node) is ScalarNode:
            yield node
        elif id(node) not in seen:
            seen.add(id(node))
            for child in node.value:
                todo.extend(child if type(child) is tuple else (child,))


def _are_words(text: str, spots: list[int], scalars: list[Any]) -> bool:
    """Whether every spot lies inside a text or a comment. A text never begins with one of these characters."""
    ends = {s.start_mark.index: s.end_mark.index for s in scalars}
    starts = sorted(ends)
    from bisect import bisect_left

    def is_inside(at: int) -> bool:
        number = bisect_left(starts, at) - 1
        return number >= 0 and at < ends[starts[number]]

    comments: dict[int, int] = {}

    def is_comment(at: int) -> bool:
        begin = line_begin(text, at)
        if begin not in comments:  # once a line, for a line may be long
            signs = (m.start() for m in _COMMENT.finditer(text, begin, at))
            comments[begin] = next((sign for sign in signs if not is_inside(sign)), at)
        return comments[begin] < at

    return all(is_inside(at) or is_comment(at) for at in spots)


_COMMENT = re.compile(r"(?<!\S)#")
