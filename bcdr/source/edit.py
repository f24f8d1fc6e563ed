"""Edits to a plan as plain data: what to add, set, insert or remove, and what the plan says afterwards.

A pointer names keys as they are written (`from`, not `from_`). A value is text, None for `unknown`, a list, a map, or
any of these with a remark.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from bcdr.model.record import Pointer
from bcdr.source.shape import record_at

Value = Any
"""Text, None (written `unknown`), a list or tuple of values, a map from key to value, or a `Noted` value."""
NOTHING: Mapping[str, Any] = {}


class CannotEditError(Exception):
    """The edit does not fit the plan as it is written; the reason is a sentence for the owner of the plan."""

    def __init__(self, reason: str) -> None:
        """`reason` follows on the words "not edited: "."""
        super().__init__(reason)
        self.reason = reason


class Noted(NamedTuple):
    """A value with a remark, which stands behind it as a comment."""

    value: Value
    remark: str


class Add(NamedTuple):
    """Keys that are not there yet, in the map at `at`; maps above them that are missing are made.

    An entry of a collection is a key of its map. `remark` stands above the first key, or behind the only one.
    `prepared` is written below the keys as lines that begin with `#:`, the sign by which new plans mark what is ready
    to be switched on: to the program they are comments.
    """

    at: Pointer
    keys: Mapping[str, Value]
    remark: str = ""
    prepared: Mapping[str, Value] = NOTHING


class Set(NamedTuple):
    """Another value for what is written at `at`."""

    at: Pointer
    value: Value
    remark: str = ""


class Insert(NamedTuple):
    """An item for the list at `at`, before the item of number `before`, or at its end. A missing list is made."""

    at: Pointer
    item: Value
    before: int | None = None
    remark: str = ""


class Remove(NamedTuple):
    """What is written at `at` goes, with its own comments; the last key of a map leaves `{}` behind."""

    at: Pointer


Edit = Add | Set | Insert | Remove


def plain(value: Value) -> Any:
    """The value as a text says it: without remarks, lists as lists."""
    if isinstance(value, Noted):
        return plain(value.value)
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(item) for item in value]
    return value


def applied(data: Mapping[str, Any], edit: Edit) -> dict[str, Any]:
    """What a text whose data is `data` says after the edit; CannotEditError when it does not fit."""
    root: dict[str, Any] = _copied(data)
    match edit:
        case Add(at, keys):
            target = _map_at(root, at)
            for key, value in keys.items():
                if key in target:
                    raise CannotEditError(f"{dotted((*at, key))} is written already")
                target[key] = plain(value)
        case Set(at, value):
            holder = _holder(root, at)
            holder[at[-1]] = plain(value)
        case Insert(at, item, before):
            items = _list_at(root, at)
            items.insert(len(items) if before is None else before, plain(item))
        case Remove(at):
            holder = _holder(root, at)
            del holder[at[-1]]
    return root


def anew(edit: Edit) -> tuple[Edit, ...]:
    """The same edit in two steps, for a list or map over several lines, which cannot be set in place; else nothing."""
    if isinstance(edit, Set) and isinstance(plain(edit.value), (list, dict)) and isinstance(edit.at[-1], str):
        return Remove(edit.at), Add(edit.at[:-1], {edit.at[-1]: edit.value}, edit.remark)
    return ()


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(inner) for key, inner in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value


def _map_at(root: dict[str, Any], at: Pointer) -> dict[str, Any]:
    """The map at `at`, made where it is missing or unknown; a short form is written out."""
    here: Any = root
    for depth, part in enumerate(at, start=1):
        inner = _inside(here, part)
        if inner is None:
            inner = {}
        elif isinstance(inner, str):
            inner = {short_form(at[:depth]): inner}
        _put(here, part, inner)
        here = inner
    if not isinstance(here, dict):
        raise CannotEditError(f"{dotted(at)} is a list")
    return here


def _list_at(root: dict[str, Any], at: Pointer) -> list[Any]:
    holder = _map_at(root, at[:-1])
    found = holder.get(str(at[-1]))
    if found is None or found == "none":
        found = []
    elif not isinstance(found, list):
        found = [found]
    holder[str(at[-1])] = found
    return found


def _holder(root: dict[str, Any], at: Pointer) -> Any:
    """What holds the key or item at the end of `at`, which must be written."""
    here: Any = root
    for part in at[:-1]:
        here = _inside(here, part)
    if not _has(here, at[-1]):
        raise CannotEditError(f"{dotted(at)} is not written")
    return here


def _has(here: Any, part: str | int) -> bool:
    if isinstance(here, dict):
        return part in here
    return isinstance(here, list) and isinstance(part, int) and part < len(here)


def _inside(here: Any, part: str | int) -> Any:
    if isinstance(here, list):
        if not _has(here, part):
            raise CannotEditError(f"the list has no item {part}")
        return here[int(part)]
    if isinstance(here, dict) and isinstance(part, str):
        return here.get(part)
    if part == 0:
        return here  # a list of one may be written without brackets
    raise CannotEditError(f"{part} is not inside a map")


def _put(here: Any, part: str | int, inner: Any) -> None:
    if isinstance(here, (dict, list)) and not (isinstance(here, dict) and isinstance(part, int)):
        here[part] = inner  # type: ignore[index, unused-ignore]


def short_form(at: Pointer) -> str:
    """The key that the bare text at `at` stands for; CannotEditError where the format knows none."""
    cls = record_at(at)
    if cls is None or not cls.short_form:
        raise CannotEditError(f"{dotted(at)} is a text, not a map")
    return cls.short_form


def dotted(at: Pointer) -> str:
    """`recovery_order.order`: a pointer as people say it."""
    return ".".join(str(part) for part in at)
