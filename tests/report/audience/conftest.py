"""A plan in which every private field holds a word of its own, so that each can be looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count
from types import MappingProxyType
from typing import Any

import pytest

from bcdr.model.plan import Plan
from bcdr.model.record import Private, Record, fields_of, place_children
from bcdr.source.folder import read_folder
from bcdr.source.load import load

from ..conftest import ROOT

WORD = re.compile(r"qz-[a-z]+-\d+-x", re.IGNORECASE)


class Branded:
    """A plan with words in its private fields: `kinds` says what each of them tells."""

    def __init__(self, plan: Plan) -> None:
        self.kinds: dict[str, Private] = {}
        self._numbers = count()
        self._labels: dict[tuple[Private, str], str] = {}
        self.plan = self._record(plan)
        place_children(self.plan, ())

    def _word(self, kind: Private, value: str) -> str:
        if kind in {"site", "storage", "account", "admin"} and (kind, value) in self._labels:
            return self._labels[kind, value]
        word = f"qz-{kind}-{next(self._numbers)}-x"
        self.kinds[word] = kind
        if kind in {"site", "storage", "account", "admin"}:
            self._labels[kind, value] = word
        return f"{word}.example" if kind == "zone" else f"https://{word}.example/a" if "://" in value else word

    def _record(self, record: Any) -> Any:
        fields = fields_of(type(record))
        return record.but(
            **{n: self._value(record.__dict__[n], f.private) for n, f in fields.items() if n in said(record)}
        )

    def _value(self, value: Any, kind: Private | None) -> Any:
        if isinstance(value, Record):
            return self._record(value)
        if isinstance(value, Mapping):
            return MappingProxyType({k: self._value(v, kind) for k, v in value.items()})
        if type(value) is tuple:
            return tuple(self._value(v, kind) for v in value)
        return self._word(kind, value) if kind is not None and isinstance(value, str) else value


def said(record: Record) -> set[str]:
    return {n for n in fields_of(type(record)) if record.is_declared(n)}


def texts(value: Any) -> Iterator[str]:
    """Every text in a record, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Record):
        for name in fields_of(type(value)):
            yield from texts(value.__dict__[name])
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from (key, *texts(inner))
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)


@pytest.fixture(scope="session")
def harbour() -> Plan:
    loaded = load(read_folder(str(ROOT / "plans/harbour-books")))
    assert loaded.plan is not None
    return loaded.plan


@pytest.fixture(scope="session")
def branded(harbour: Plan) -> Branded:
    return Branded(harbour)
