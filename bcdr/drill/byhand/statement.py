"""What somebody says of a drill, field by field, as the texts that a plan would hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, get_args, get_origin

from bcdr.errors import BcdrError
from bcdr.model.drill import Drill, Issue
from bcdr.model.record import Record, annotation
from bcdr.source.odd import CONTROL
from bcdr.source.shape import keys_of, nearest, record_at, shape_at

Path = tuple[str, ...]
Said = dict[str, Any]
"""Key to text, to None for what is said not to be known, to a list, or to a map of these."""

LONGEST = 10_000
"""Letters of one value; what is longer is a document, and evidence."""
WRITTEN_ELSEWHERE = {
    "recorded": "the day on which it is written down is the day of writing",
    "digests": "what was exercised is computed from the plan",
}
_UNKNOWN = frozenset({"", "unknown"})
SEVERITIES = ("high", "medium", "low")


def said_of(assignments: Iterable[str]) -> Said:
    """All of `timeline.lost=09:10` and the like; a list named twice is one list. BcdrError for what does not fit."""
    said: Said = {}
    for text in assignments:
        name, equals, value = text.partition("=")
        path = tuple(name.strip().replace("-", "_").split("."))
        if not equals:
            raise BcdrError(f"--set says no value: {text}", "write it as --set led_by=anna, or timeline.lost=09:10")
        known = at(said, path)
        several = is_list(path)
        if known is not None and not several and known != value.strip():
            raise BcdrError(f"{name} is said twice, {known} and {value}", "say it once")
        said = put(said, path, [*(known or ()), *listed(path, value)] if several else text_of(name, value))
    return said


def shape_of(path: Path) -> Any:
    """What the format expects there; BcdrError when a drill has no such field, or when nobody says that field."""
    shape = shape_at(("drills", "new", *path))
    name = ".".join(path)
    if path[0] in WRITTEN_ELSEWHERE:
        raise BcdrError(f"{path[0]} is not said: {WRITTEN_ELSEWHERE[path[0]]}", "leave it out")
    if shape is None:
        cls = record_at(("drills", "new", *path[:-1])) or Drill
        known = keys_of(cls)
        near = nearest(path[-1], known)
        hint = f"did you mean {'.'.join((*path[:-1], near))}?" if near else f"there are: {', '.join(known)}"
        raise BcdrError(f"a drill has no {name}", hint)
    if isinstance(shape, type) and issubclass(shape, Record):
        inner = ", ".join(f"{name}.{key}" for key in keys_of(shape))
        raise BcdrError(f"{name} has parts of its own", f"say {inner}")
    return shape


def is_list(path: Path) -> bool:
    """Whether several values stand there."""
    return get_origin(shape_of(path)) is tuple


def listed(path: Path, text: str) -> list[Any]:
    """`anna, ben` as two; an issue is one text, `high: the key was missing`. Nothing for `none` and unknown."""
    if text.strip() in {*_UNKNOWN, "none"}:
        return []
    if path == ("issues",):
        return [issue_of(text)]
    return [text_of(".".join(path), part) for part in text.split(",") if part.strip()]


def issue_of(text: str) -> dict[str, str]:
    """`high: the key was missing`, or only what went wrong."""
    first, colon, rest = text.partition(":")
    word = first.strip().lower()
    if colon and word in SEVERITIES:
        return {"what": str(text_of("issues", rest)), "severity": word}
    return {"what": str(text_of("issues", text))}


def text_of(name: str, text: str) -> str | None:
    """The value as a plan would hold it; None is not known. BcdrError for what is no text or too much of it."""
    text = text.strip()
    odd = CONTROL.search(text)
    if odd is not None:
        raise BcdrError(f"{name} holds a character that is not text (\\x{ord(odd[0]):02x})", "leave it out")
    if len(text) > LONGEST:
        raise BcdrError(f"{name} has {len(text):,} letters", "put it into a file, and file that as evidence")
    return None if text in _UNKNOWN else text


def at(said: Mapping[str, Any], path: Path) -> Any:
    """What is said there; None where nothing is."""
    here: Any = said
    for part in path:
        here = here.get(part) if isinstance(here, Mapping) else None
    return here


def is_said(said: Mapping[str, Any], path: Path) -> bool:
    """Whether it was spoken of at all, be it as unknown."""
    holder = at(said, path[:-1]) if len(path) > 1 else said
    return isinstance(holder, Mapping) and path[-1] in holder


def put(said: Mapping[str, Any], path: Path, value: Any) -> Said:
    """The same with this value there."""
    first, *rest = path
    inner = said.get(first)
    if rest:
        value = put(inner if isinstance(inner, Mapping) else {}, tuple(rest), value)
    return {**said, first: value}


def merged(base: Mapping[str, Any], said: Mapping[str, Any]) -> Said:
    """What a planned drill says, and over it what is said of it now."""
    found = dict(base)
    for key, value in said.items():
        old = found.get(key)
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            found[key] = merged(old, value)
        else:
            found[key] = value
    return found


def kinds_at(path: Path) -> tuple[str, ...]:
    """The collections that a reference there may name; empty where there is none."""
    hint: Any = Drill
    for part in path:
        hint = annotation(_record(hint), part)
    return _kinds(hint)


def _record(hint: Any) -> type[Record]:
    choices = (hint, *get_args(hint))
    return next((c for c in choices if isinstance(c, type) and issubclass(c, Record) and c is not Issue), Drill)


def _kinds(hint: Any) -> tuple[str, ...]:
    kinds = getattr(hint, "kinds", None)
    if kinds is not None:
        return tuple(kinds)
    inner = (*get_args(hint), *getattr(hint, "__metadata__", ()))
    return next((found for part in inner if (found := _kinds(part))), ())
