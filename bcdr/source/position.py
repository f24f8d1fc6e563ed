"""From a pointer back to the text: file, line, column and excerpt, composing only the objects that have findings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from yaml.error import YAMLError
from yaml.nodes import MappingNode, Node, ScalarNode

from bcdr.finding import Finding, Location
from bcdr.model.record import Pointer
from bcdr.source.fault import line_begin, located
from bcdr.source.merge import Origin, Origins
from bcdr.source.narrow import Slice, narrow
from bcdr.source.snapshot import PLAN_FILE, Snapshot
from bcdr.source.tree import TooDeepError, compose

AT_VALUE = frozenset({"invalid-value", "broken-reference"})
"""Rules whose caret stands under what was written wrong; the others point at the key."""


class Sources(NamedTuple):
    """The texts of a plan, and which of them says what."""

    snapshot: Snapshot
    origins: Origins


class _Place(NamedTuple):
    file: int
    depth: int
    start: int
    end: int


def locate(findings: Iterable[Finding], sources: Sources) -> tuple[Finding, ...]:
    """The same findings in the same order, each with its location; those that have one keep it."""
    finder = Finder(sources)
    return tuple(
        finding.located(finder.find(finding.at, at_value=finding.rule in AT_VALUE))
        if finding.location is None
        else finding
        for finding in findings
    )


class Finder:
    """Finds pointers in the texts; remembers what it composed."""

    def __init__(self, sources: Sources) -> None:
        """Nothing is read yet."""
        self.sources = sources
        self._nodes: dict[tuple[int, int], tuple[Any, int]] = {}
        self._maps: dict[int, dict[Any, Any]] = {}

    def find(self, at: Pointer, *, at_value: bool = False) -> Location | None:
        """Where the deepest part of `at` that was written stands; None when there is no text at all."""
        place = self._place(at, at_value=at_value)
        if place is None:
            return self._top()
        file = self.sources.snapshot.files[place.file]
        return located(file.text or "", file.shown, place.start, place.end)

    def _top(self) -> Location | None:
        for file in self.sources.snapshot.files:
            if file.name == PLAN_FILE and file.text is not None:
                return Location(file.shown, 1, 1, "", 1)
        return None

    def _place(self, at: Pointer, *, at_value: bool) -> _Place | None:
        origins = self.sources.origins
        keys = tuple(str(p) for p in at[:2])
        for depth in (2, 1):
            # `class_` and `from_` are Python's spelling of the keys `class` and `from`
            for start in (keys[:depth], tuple(k.rstrip("_") for k in keys[:depth])):
                found = origins.get(start) if len(start) == depth else None
                if found:
                    places = [self._inside(o, depth, at, at_value=at_value) for o in found]
                    # The deepest wins; among equals the overlay, which stands last: its value replaced the other.
                    return max(reversed(places), key=lambda p: p.depth) if len(places) > 1 else places[0]
        return None

    def _inside(self, origin: Origin, depth: int, at: Pointer, *, at_value: bool) -> _Place:
        text = self.sources.snapshot.files[origin.file].text or ""
        span = origin.span
        rest = at[depth:]
        found = narrow(text, span.key, span.end, rest, only_key=not at_value)
        depth, rest = depth + found.steps, rest[found.steps :]
        key_end = span.key_end if not found.steps else found.start + len(str(at[depth - 1]))
        here = _Place(origin.file, depth, found.start, key_end)
        if found.is_end or not (rest or at_value):
            return here
        node, offset = self._node(origin.file, text, found)
        if node is None:
            return here  # such as {"a":1}, legal only inside braces: the key's own place is near enough
        key, value = node.value[0]
        key, value, deep = _descend(key, value, rest, self._maps)
        show = value if at_value and deep == len(rest) and _is_short(value) else key
        start, end = show.start_mark.index - offset, show.end_mark.index - offset
        if not isinstance(show, ScalarNode):
            end = start + 1
        return _Place(origin.file, depth + deep, start, end)

    def _node(self, file: int, text: str, part: Slice) -> tuple[Any, int]:
        """The map with only the key of `part`, composed alone, and by how much its marks are off."""
        if (file, part.start) not in self._nodes:
            # Blanks in front keep the key's column, so that what stands indented below it still fits.
            indent = part.start - line_begin(text, part.start)
            node = _composed(" " * indent + text[part.start : part.end])
            self._nodes[file, part.start] = node, indent - part.start
        return self._nodes[file, part.start]


def _composed(text: str) -> Node | None:
    try:
        node = compose(text)
    except (YAMLError, TooDeepError, ValueError):
        return None  # such as {"a":1}, legal only inside braces: the key's own place is near enough
    return node if isinstance(node, MappingNode) and node.value else None


def _descend(key: Any, value: Any, path: Pointer, maps: dict[int, dict[Any, Any]]) -> tuple[Any, Any, int]:
    """The deepest key (or list item) along `path`, its value, and how many steps that was."""
    for deep, part in enumerate(path):
        if isinstance(value, MappingNode):
            pairs = maps.get(id(value))
            if pairs is None:  # the first of equal keys counts, as in `tree`
                pairs = maps[id(value)] = {p[0].value: p for p in reversed(value.value) if type(p[0]) is ScalarNode}
            found = pairs.get(part) or pairs.get(str(part).rstrip("_"))
            if found is None:
                return key, value, deep
            key, value = found
        elif isinstance(value, ScalarNode):
            # `provides: hosting` is a list of one, `- orders-db` a group of keys: the scalar is all there is
            return key, value, len(path)
        elif isinstance(part, int) and part < len(value.value):
            key = value = value.value[part]
        else:
            return key, value, deep
    return key, value, len(path)


def _is_short(node: Any) -> bool:
    return isinstance(node, ScalarNode) and bool(node.value) and node.style not in {"|", ">"}
