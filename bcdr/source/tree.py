"""Plain data out of YAML text: maps, lists and texts, `unknown` as None, and where each object stands.

libyaml composes, one walk converts. PyYAML's resolver and constructor, which guess types from words, never run:
`no` stays `no`, `4:00` stays `4:00`. Everything in the text that a plan may not hold is a `Fault`.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any, NamedTuple

from yaml._yaml import CParser
from yaml.error import YAMLError
from yaml.nodes import MappingNode, Node, ScalarNode

from bcdr.source.fault import Fault
from bcdr.source.odd import is_odd, is_shared

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

DEPTH_LIMIT = 60
"""The format needs 12 levels."""
SAFE_DEPTH = 1000
"""libyaml composes recursively: 1,500 levels still fit half a megabyte of stack, 50,000 end the process."""

PLAIN, OTHER = "plain", "other"
"""What stands in the `tag` of a node: an unquoted scalar, or anything else without a tag of its own."""

NO_VALUE = frozenset({"", "~", "null", "Null", "NULL"})
_SPECIAL = NO_VALUE | {"unknown"}


class Span(NamedTuple):
    """Where a key and its value stand, in characters from the start of the text."""

    key: int
    key_end: int
    value: int
    end: int


class Tree(NamedTuple):
    """What one text says. `data` is None when it could not be read; `spans` holds two levels of keys."""

    data: dict[str, Any] | None
    faults: tuple[Fault, ...] = ()
    spans: Mapping[tuple[str, ...], Span] = {}


class TooDeepError(Exception):
    """The text nests deeper than any plan; `start` is where."""

    def __init__(self, start: int) -> None:
        """Raised out of the parser, before its recursion can overflow."""
        super().__init__(start)
        self.start = start


class Parser(CParser):
    """libyaml's composer; each node's tag says only whether it was plain text."""

    def __init__(self, text: str) -> None:
        """Nothing is read before `get_single_node` or `get_event`."""
        CParser.__init__(self, text)

    def resolve(self, kind: type[Node], _value: object, implicit: tuple[bool, bool]) -> str:
        """Called for every node without a tag."""
        return PLAIN if kind is ScalarNode and implicit[0] else OTHER

    # Called around every node, with nothing to do: built-in functions that take these arguments cost half as much as
    # functions of our own, which is a fifth of the time of composing.
    descend_resolver = staticmethod(operator.is_)
    ascend_resolver = staticmethod(int)


class CountingParser(Parser):
    """The same, for a text that may nest deep: it is stopped before libyaml's recursion overflows the stack."""

    def __init__(self, text: str) -> None:
        """At the top."""
        Parser.__init__(self, text)
        self.depth = 0

    def descend_resolver(self, parent: Node | None, _index: object) -> None:  # type: ignore[override]
        """Called before every node."""
        self.depth += 1
        if self.depth > DEPTH_LIMIT + 1:  # one more: a text inside is no level of its own
            raise TooDeepError(parent.start_mark.index if parent else 0)

    def ascend_resolver(self) -> None:  # type: ignore[override]
        """Called after every node."""
        self.depth -= 1


def compose(text: str) -> Node | None:
    """The node tree of a text with one document or none."""
    parser = (Parser if is_shallow(text) else CountingParser)(text)
    try:
        node: Node | None = parser.get_single_node()
    finally:
        parser.dispose()
    return node


def is_shallow(text: str) -> bool:
    """Whether the text cannot nest deeper than libyaml's composer bears, on the smallest stack that threads have.

    Every level of braces needs a brace, and of two block levels at least one needs a column of its own.
    """
    braces = text.count("[") + text.count("{")
    return braces < SAFE_DEPTH and braces + 2 * max(map(len, text.split("\n"))) < SAFE_DEPTH


def read_text(text: str) -> Tree:
    """The data of one file. Never raises for anything in the text."""
    try:
        return read_node(text, compose(text))
    except (YAMLError, TooDeepError, ValueError) as problem:
        return Tree(None, _strict().refusal(text, problem))


def read_node(text: str, node: Node | None) -> Tree:
    """The same for a text whose node tree is at hand; raises TooDeepError."""
    data: Any = {}
    dirty: list[bool] = []
    odd = is_odd(text, node)
    if node is not None:
        if odd and is_shared(text):
            # Shared nodes: walking them is what an alias bomb waits for.
            features = _strict().features(text)
            if any(f.cause.startswith(("alias", "anchor")) for f in features):
                return Tree(None, features)
        data = _build(node, dirty, DEPTH_LIMIT)
    faults = _strict().faults(text, node) if odd or dirty else ()
    if type(data) is not dict:
        return Tree(None, faults or (_strict().not_a_map(text, node),))
    return Tree(data, faults, _spans(node) if node is not None else {})


def _strict() -> ModuleType:
    """The module that explains. A plan without faults never loads it."""
    from bcdr.source import strict

    return strict


def _build(node: Any, dirty: list[bool], room: int) -> Any:
    """The data below `node`; something is put into `dirty` when `strict` has something to say about it."""
    kind = type(node)
    if kind is not MappingNode:
        if kind is not ScalarNode:
            if not room:
                raise TooDeepError(node.start_mark.index)
            return [_build(v, dirty, room - 1) for v in node.value]
        value = node.value
        if node.tag is not PLAIN or value not in _SPECIAL:
            return value
        if value != "unknown":
            dirty.append(True)
        return None
    if not room:
        raise TooDeepError(node.start_mark.index)
    out: dict[str, Any] = {}
    for k, v in node.value:
        key = k.value
        if type(k) is not ScalarNode or key in out or key in _ODD_KEYS:
            dirty.append(True)
            continue
        if type(v) is not ScalarNode:
            out[key] = _build(v, dirty, room - 1)
            continue
        # a scalar is by far the commonest value, so it is read here without another call
        value = v.value
        if v.tag is not PLAIN or value not in _SPECIAL:
            out[key] = value
        elif value == "unknown":
            out[key] = None
        else:
            dirty.append(True)  # left out: the fault of a required field would say the same again
    return out


_ODD_KEYS = frozenset({"", "<<"})


def _spans(root: Any) -> dict[tuple[str, ...], Span]:
    spans: dict[tuple[str, ...], Span] = {}
    for k, v in root.value:
        if type(k) is not ScalarNode:
            continue
        top = k.value
        if (top,) in spans:
            continue
        spans[(top,)] = Span(k.start_mark.index, k.end_mark.index, v.start_mark.index, v.end_mark.index)
        if type(v) is MappingNode:
            for key, value in v.value:
                place = (top, key.value)
                if type(key) is ScalarNode and place not in spans:
                    spans[place] = Span(
                        key.start_mark.index, key.end_mark.index, value.start_mark.index, value.end_mark.index
                    )
    return spans
