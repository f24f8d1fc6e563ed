"""What the format expects at a pointer: the record class, the allowed words, the nearest known name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from bcdr.model.plan import Plan
from bcdr.model.record import Entry, Pointer, Record, annotation, fields_of, key_of


def shape_at(pointer: Pointer) -> Any:
    """The annotation of the value at `pointer`, without `None`; None where the format knows nothing."""
    hint: Any = Plan
    for part in pointer:
        hint = _inside(hint, part)
    return hint


def record_at(pointer: Pointer) -> type[Record] | None:
    """The record class at `pointer`."""
    hint = shape_at(pointer)
    return hint if isinstance(hint, type) and issubclass(hint, Record) else None


def _inside(hint: Any, part: str | int) -> Any:
    if isinstance(hint, type) and issubclass(hint, Record):
        names = fields_of(hint)
        name = next((n for n in names if key_of(n) == part or n == part), None)
        return None if name is None else _bare(annotation(hint, name))
    origin = get_origin(hint)
    if origin is Mapping:
        return _bare(get_args(hint)[1])
    if origin is tuple:
        return _bare(get_args(hint)[0])
    return None


def _bare(hint: Any) -> Any:
    if get_origin(hint) in {Union, UnionType}:
        rest = [c for c in get_args(hint) if c is not NoneType]
        return rest[0] if len(rest) == 1 else hint
    return hint


def is_collection(name: str) -> bool:
    """Whether the plan's field `name` is a map from id to object."""
    hint = annotation(Plan, name)
    return get_origin(hint) is Mapping and issubclass(get_args(hint)[1], Entry)


COLLECTIONS = frozenset(key_of(name) for name in fields_of(Plan) if is_collection(name))
"""Keys of the maps from id to object."""


def words_of(hint: Any) -> tuple[str, ...]:
    """The allowed words of a literal, or of a map whose keys are literals."""
    origin = get_origin(hint)
    if origin is Literal:
        return tuple(str(w) for w in get_args(hint))
    if origin is Mapping:
        return words_of(get_args(hint)[0])
    if origin is tuple or origin is Annotated:
        return words_of(get_args(hint)[0])
    return ()


def keys_of(cls: type[Record]) -> list[str]:
    """The YAML keys of a record."""
    return [key_of(name) for name in fields_of(cls)]


def nearest(word: object, known: Iterable[str]) -> str:
    """The known word most like `word`, or an empty text."""
    from difflib import get_close_matches

    text = str(word)[:80].strip().lower().replace(" ", "-")
    names = list(known)
    folded = {n.lower().replace("_", "-"): n for n in reversed(names)}
    close = get_close_matches(text.replace("_", "-"), list(folded), n=1, cutoff=0.6)
    return folded[close[0]] if close else ""
