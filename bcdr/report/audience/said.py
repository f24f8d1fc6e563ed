"""What the fields of a plan say that not everybody may read, so that it can be looked for in other words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from bcdr.model.record import Private, Record, fields_of


def said_in(value: Any, kinds: Collection[Private]) -> Iterator[str]:
    """Every text in fields of these kinds, in the order of the plan."""
    if isinstance(value, Record):
        for name, field in fields_of(type(value)).items():
            inner = value.__dict__[name]
            if field.private in kinds:
                yield from _texts(inner)
            elif not isinstance(inner, str):
                yield from said_in(inner, kinds)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from said_in(inner, kinds)
    elif isinstance(value, tuple):
        for inner in value:
            yield from said_in(inner, kinds)


def open_words(value: Any) -> Iterator[str]:
    """Every text in fields that everybody may read, in the order of the plan."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Record):
        for name, field in fields_of(type(value)).items():
            if field.private is None:
                yield from open_words(value.__dict__[name])
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from open_words(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from open_words(inner)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from (item for item in value if isinstance(item, str))
