"""One data file of this package as frozen values: the only door through which yaml comes into the room.

A row of a file and the dataclass that receives it have the same field names. A missing field, a field too many or
a value of another type is a broken installation, never half a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from bcdr.errors import BcdrError

T = TypeVar("T")

_REINSTALL = "The installation is damaged or was edited: install bcdr again."


class DataFileError(BcdrError):
    """A data file of the package does not hold what its reader expects."""


DATA = Path(__file__).with_name("data")
"""The folder of the data files."""


@cache
def document(name: str) -> Mapping[str, Any]:
    """The top-level mapping of the data file `name`, read once."""
    try:
        text = (DATA / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DataFileError(f"The data file {name} is missing.", _REINSTALL) from None
    content = _parse(text, name)
    if not isinstance(content, dict):
        raise DataFileError(f"{name} is not a mapping.", _REINSTALL)
    return MappingProxyType(content)


def rows(name: str, section: str, kind: type[T]) -> tuple[T, ...]:
    """Each row of one section of a data file as a `kind`, in the order of the file."""
    listed = document(name).get(section)
    if not isinstance(listed, list) or not listed:
        raise DataFileError(f"{name} has no list named {section}.", _REINSTALL)
    return tuple(build(kind, row, f"{name}, {section}[{place}]") for place, row in enumerate(listed))


def build(kind: type[T], row: object, where: str) -> T:
    """One `kind` from one row; `where` is how a fault names the row."""
    if not isinstance(row, dict):
        raise DataFileError(f"{where} is not a mapping.", _REINSTALL)
    types = _types(kind)  # type: ignore[arg-type]  # mypy does not see that a class has a hash
    expected = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]  # T is always a dataclass here
    extra = sorted(map(str, row.keys() - expected.keys()))
    missing = sorted(name for name, field in expected.items() if name not in row and field.default is MISSING)
    if extra or missing:
        fault = f"does not know {', '.join(extra)}" if extra else f"lacks {', '.join(missing)}"
        raise DataFileError(f"{where} {fault}.", _REINSTALL)
    return kind(**{name: _value(row[name], types[name], f"{where}, {name}") for name in expected if name in row})


@cache
def _types(kind: type[Any]) -> Mapping[str, Any]:
    """What the fields of a `kind` are; each is an expression to be evaluated, and a file has many rows."""
    return get_type_hints(kind)


def _value(value: object, kind: Any, where: str) -> object:
    """`value` if it is what the annotation `kind` asks for, lists turned into tuples."""
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise DataFileError(f"{where} is not a list.", _REINSTALL)
        return tuple(_value(item, get_args(kind)[0], where) for item in value)
    is_word = get_origin(kind) is Literal
    fits = value in get_args(kind) if is_word else type(value) is kind and value != ""
    if not fits:
        raise DataFileError(f"{where} holds {value!r}.", _REINSTALL)
    return value


def day(name: str, key: str) -> date:
    """The calendar day under `key` at the top of a data file."""
    value = document(name).get(key)
    if type(value) is not date:
        raise DataFileError(f"{name}, {key} is not a day.", _REINSTALL)
    return value


def _parse(text: str, name: str) -> object:
    """The content of a YAML text, by the C parser where PyYAML was built with it."""
    import yaml  # here, so that importing the room costs nothing

    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe
    except yaml.YAMLError as fault:
        raise DataFileError(f"{name} is not YAML: {fault}", _REINSTALL) from fault
