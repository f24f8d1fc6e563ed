"""What differs in meaning between two plans: objects that came and went, and fields that say something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from bcdr.model.plan import Plan
from bcdr.model.record import Record, key_of


class Difference(NamedTuple):
    """One difference. `ref` names the object, or the part of the plan that is in no collection, such as `policy`.

    `field` is the way from there, with dots; empty where the whole object came or went. `old` and `new` are values of
    the plan; None is not known.
    """

    ref: str
    sort: Literal["added", "removed", "changed"]
    field: str = ""
    old: Any = None
    new: Any = None


def differences(old: Plan, new: Plan) -> tuple[Difference, ...]:
    """Every difference, in the order of the format. Comments, order and layout of the text are none."""
    found: list[Difference] = []
    for name, before in old.__dict__.items():
        after = new.__dict__[name]
        if isinstance(before, Mapping) and isinstance(after, Mapping):
            for id_ in dict.fromkeys((*before, *after)):
                found += _entry(f"{key_of(name)}/{id_}", before.get(id_), after.get(id_))
        else:
            found += _changed(key_of(name), "", before, after)
    return tuple(found)


def _entry(ref: str, old: Any, new: Any) -> Iterator[Difference]:
    if old is None:
        yield Difference(ref, "added")
    elif new is None:
        yield Difference(ref, "removed")
    else:
        yield from _changed(ref, "", old, new)


def _changed(ref: str, field: str, old: Any, new: Any) -> Iterator[Difference]:
    if old == new:
        return
    if isinstance(old, Record) and isinstance(new, Record) and type(old) is type(new):
        for name, value in old.__dict__.items():
            yield from _changed(ref, _joined(field, key_of(name)), value, new.__dict__[name])
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            yield from _changed(ref, _joined(field, str(key)), old.get(key), new.get(key))
    elif _are_records(old, new):
        for n, (before, after) in enumerate(zip(old, new, strict=True), 1):
            yield from _changed(ref, _joined(field, str(n)), before, after)
    else:
        yield Difference(ref, "changed", field, old, new)


def _are_records(old: Any, new: Any) -> bool:
    """Lists of as many records: compared one by one."""
    if not isinstance(old, tuple) or not isinstance(new, tuple) or len(old) != len(new):
        return False
    return any(isinstance(v, Record) for v in old)


def _joined(field: str, name: str) -> str:
    return f"{field}.{name}" if field else name
