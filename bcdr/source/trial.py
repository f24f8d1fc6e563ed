"""A piece of a plan before it is written: what it would be read as, or everything that would be wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any, NamedTuple, cast

from pydantic_core import SchemaValidator, ValidationError

from bcdr.model.plan import Plan
from bcdr.model.record import Entry, Pointer, core_schema
from bcdr.model.reference import Index
from bcdr.source.fault import Fault
from bcdr.source.shape import COLLECTIONS, record_at
from bcdr.source.snapshot import Snapshot
from bcdr.source.tree import read_text
from bcdr.source.wording import worded

NOTHING: Mapping[str, Collection[str]] = {}


class Tried(NamedTuple):
    """The object as it would stand in the plan, None when it has faults."""

    entry: Entry | None
    faults: tuple[Fault, ...] = ()


def tried(plan: Plan, at: Pointer, data: Mapping[str, Any], beside: Mapping[str, Collection[str]] = NOTHING) -> Tried:
    """Read `data` as the entry of a collection at `at`. Its references may name what is to stand `beside` it.

    `data` is as a text says it: texts, None for `unknown`, lists and maps.
    """
    ids = {kind: {*plan.collection(kind), *beside.get(kind, ())} for kind in COLLECTIONS}
    try:
        found: Entry = _validator(str(at[0])).validate_python(dict(data), context=Index(ids))
    except ValidationError as problem:
        errors = [{**error, "loc": (*at, *error["loc"])} for error in problem.errors(include_url=False)]
        return Tried(None, tuple(worded(errors)))
    found.placed(at)
    return Tried(found)


def as_written(snapshot: Snapshot, at: Pointer) -> dict[str, Any]:
    """What the texts say of the entry at `at`, as data; empty when none says anything."""
    said: dict[str, Any] = {}
    for file in snapshot.files:
        here: Any = read_text(file.text).data if file.text is not None else None
        for part in at:
            here = here.get(part) if isinstance(here, dict) else None
        said |= here if isinstance(here, dict) else {}
    return said


@cache
def _validator(kind: str) -> SchemaValidator:
    return SchemaValidator(cast("Any", core_schema(cast("type[Entry]", record_at((kind, "new"))))))
