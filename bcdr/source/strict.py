"""Why a text is refused: everything that YAML allows and a plan does not, each with its place.

`tree` reads fast and only notices that something is odd; this module walks again, slowly, and explains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from yaml.composer import ComposerError
from yaml.error import YAMLError
from yaml.events import AliasEvent, DocumentStartEvent
from yaml.nodes import MappingNode, Node, ScalarNode

from bcdr.model.record import Pointer
from bcdr.source.fault import Fault, line_of, quoted
from bcdr.source.odd import CONTROL
from bcdr.source.shape import COLLECTIONS
from bcdr.source.syntax import explain
from bcdr.source.tree import DEPTH_LIMIT, NO_VALUE, PLAIN, Parser, TooDeepError

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( .*)?$", re.MULTILINE)


FAULT_LIMIT = 200
"""So many faults of one file are told; nobody reads on, and a file made to hurt has a million."""


def refusal(text: str, problem: Exception) -> tuple[Fault, ...]:
    """The faults of a text that could not be composed."""
    if isinstance(problem, TooDeepError):
        message = f"nested more than {DEPTH_LIMIT} levels deep; a plan needs 12"
        return (Fault("yaml-feature", message, "take the extra brackets out", problem.start, problem.start + 1),)
    conflict = _conflict(text)
    if conflict:
        return (conflict,)
    control = CONTROL.search(text)
    if control:
        message = f"the control character U+{ord(control[0]):04X} is not text"
        return (Fault("yaml-syntax", message, "delete it and type the line again", control.start(), control.end()),)
    found = features(text)
    if found and isinstance(problem, ComposerError):
        return found  # an alias without its anchor, a second document: said already, and better
    return (*found, explain(text, problem))


def _conflict(text: str) -> Fault | None:
    first = _CONFLICT.search(text) if "<<<<<<<" in text or ">>>>>>>" in text else None
    if first is None:
        return None
    return Fault(
        "yaml-syntax",
        "a merge conflict was left unresolved here",
        "choose one of the two versions and delete the lines <<<<<<<, ======= and >>>>>>>",
        first.start(),
        first.end(),
        cause="conflict",
    )


def features(text: str) -> tuple[Fault, ...]:
    """Anchors, aliases, tags, directives and further documents, read from the stream of events."""
    found: list[Fault] = []
    depth = documents = 0
    try:
        parser = Parser(text)
    except UnicodeEncodeError:
        return ()  # half of a surrogate pair: not text at all
    try:
        while parser.check_event():
            event: Any = parser.get_event()
            depth += _LEVELS.get(type(event).__name__, 0)
            if depth > DEPTH_LIMIT or len(found) >= FAULT_LIMIT:
                break
            start, end = event.start_mark.index, event.end_mark.index
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if event.version or event.tags:
                    found.append(_feature("directive", "a % directive", "delete the line", start, end, found))
                if documents > 1:
                    found.append(_feature("document", *_DOCUMENT, start, end, found))
            elif isinstance(event, AliasEvent):
                found.append(_feature("alias", f"the alias *{quoted(event.anchor)}", _REPEAT, start, end, found))
            else:
                anchor = getattr(event, "anchor", None)
                if anchor:
                    stop = start + len(anchor) + 1
                    found.append(_feature("anchor", f"the anchor &{quoted(anchor)}", _REPEAT, start, stop, found))
                tag = getattr(event, "tag", None)
                if tag:
                    begin = text.find("!", start, end)
                    begin = start if begin < 0 else begin
                    stop = begin + len(text[begin:end].split(maxsplit=1)[0]) if begin < end else end
                    found.append(_feature("tag", f"the tag {quoted(text[begin:stop])}", _UNTAG, begin, stop, found))
    except (YAMLError, ValueError):
        pass  # the syntax fault itself is explained by `refusal`
    finally:
        parser.dispose()
    return tuple(found)


_LEVELS = {"SequenceStartEvent": 1, "MappingStartEvent": 1, "SequenceEndEvent": -1, "MappingEndEvent": -1}
_REPEAT = "write the value out where it is needed: every line of a plan must say what it says by itself"
_UNTAG = "delete it; if the text begins with !, put it in quotes"
_DOCUMENT = ("a second document (---) in one file", "put it into a file of its own")


def _feature(kind: str, what: str, advice: str, start: int, end: int, before: list[Fault]) -> Fault:
    count = sum(1 for f in before if f.cause.startswith(kind))
    return Fault("yaml-feature", f"{what} is not allowed in a plan", advice, start, end, cause=f"{kind}-{count + 1}")


def not_a_map(text: str, node: Node) -> Fault:
    """The fault of a file that is a list or a bare text."""
    what = "a list" if not isinstance(node, ScalarNode) else f"the text {quoted(node.value)}"
    start = node.start_mark.index
    return Fault(
        "yaml-syntax",
        f"this file is {what}, not a map of keys",
        "begin with a key of the plan, such as `services:`; if the line was meant as one, its colon is missing",
        start,
        min(node.end_mark.index, len(text)),
        cause="root",
    )


def faults(text: str, node: Node) -> tuple[Fault, ...]:
    """Everything below `node` that a plan may not hold."""
    conflict = _conflict(text)
    found = chain((conflict,) if conflict else (), features(text), _walk(text, node, ()))
    told = tuple(islice(found, FAULT_LIMIT))
    rest = next(found, None)
    if rest is None:
        return told
    more = "there are more faults in this file"
    return (*told, Fault(rest.rule, more, "correct the ones above", rest.start, rest.end, cause="more"))


def _walk(text: str, node: Any, path: Pointer) -> Iterator[Fault]:
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, ScalarNode):
        control = CONTROL.search(node.value)
        if control:
            message = f"the text holds the control character U+{ord(control[0]):04X}"
            yield Fault("yaml-syntax", message, "leave the backslash code out", start, end, path, _dotted(path))
        if node.tag is PLAIN and node.value in NO_VALUE and path:
            yield _no_value(path, start, max(end, start + 1))
    elif isinstance(node, MappingNode):
        yield from _keys(text, node, path)
    else:
        for number, item in enumerate(node.value):
            yield from _walk(text, item, (*path, number))


def _keys(text: str, node: Any, path: Pointer) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for k, v in node.value:
        start, end = k.start_mark.index, k.end_mark.index
        if not isinstance(k, ScalarNode):
            yield Fault("yaml-feature", "a key must be a word, not a list or map", "", start, end, path, "key")
            continue
        key = k.value
        if key == "<<":
            advice = "write the keys out where they are needed"
            yield Fault("yaml-feature", "the merge key << is not allowed in a plan", advice, start, end, path, "merge")
        elif key == "":
            yield Fault("yaml-syntax", "a key is missing before the colon", "", start, end + 1, path, "empty-key")
        elif key in seen:
            yield _twice(key, path, line_of(text, seen[key]), start, end)
        else:
            seen[key] = start
            if isinstance(v, ScalarNode) and v.tag is PLAIN and v.value in NO_VALUE:
                yield _no_value((*path, key), start, end)
            else:
                yield from _walk(text, k, ()) if "\\" in key or CONTROL.search(key) else ()
                yield from _walk(text, v, (*path, key))


def _twice(key: str, path: Pointer, line: int, start: int, end: int) -> Fault:
    at = (*path, key)
    if len(path) == 1 and path[0] in COLLECTIONS:
        said = f"{quoted('/'.join(map(str, at)))} is defined twice; the first one is in line {line}"
        advice = "give one of them another id, or merge the two"
        return Fault("broken-reference", said, advice, start, end, at, "twice")
    said = f"{quoted(key)} is written twice in the same map; the first one is in line {line}"
    return Fault("duplicate-key", said, "keep one of them", start, end, at, _dotted(at))


def _no_value(at: Pointer, start: int, end: int) -> Fault:
    name = f"{quoted(at[-1])}:" if isinstance(at[-1], str) else "this item"
    advice = "write one, write unknown, or remove the line"
    return Fault("no-value", f"{name} has no value", advice, start, end, at, _dotted(at))


def _dotted(path: Pointer) -> str:
    return ".".join(str(p) for p in path)
