"""A record: an immutable object of the plan, declared like a dataclass and validated by pydantic.

Why not `pydantic.BaseModel`? Building the 117 classes of the format as BaseModel costs more than 100 ms at every
start, longer than a whole lint of a small company's plan. A `Record` class costs nothing until a plan is validated:
then its core schema is built straight from the annotations (a few milliseconds for the whole format) and
pydantic-core does the work. `Record` implements pydantic's own hook, so `pydantic.TypeAdapter(Service)` validates
one like any other model; `bcdr.model.describe` writes the same declarations as JSON Schema.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType, UnionType
from typing import Annotated, Any, ClassVar, Literal, Self, Union, cast, dataclass_transform, get_args, get_origin

from bcdr.model.value import Id

type_ = type
Pointer = tuple[str | int, ...]
"""The way from the root of the plan to a value: `("datastores", "orders-db", "copies", "nightly", "keep")`."""

Private = Literal["name", "number", "place", "site", "storage", "account", "admin", "host", "zone", "key", "remark"]
"""What an outsider could learn from a field: who, how to reach them, where things are, how to get in, or anything.

`site`, `storage`, `account` and `admin` are the labels of that name.
"""
REQUIRED: Any = object()
NOTHING: Mapping[Any, Any] = MappingProxyType({})
"""Default of a map that nobody wrote."""


class Field:
    """What a record class says about one of its fields: description, default, unit, and the scalar form."""

    __slots__ = ("default", "description", "examples", "name", "private")

    def __init__(self, description: str, default: object, examples: tuple[str, ...], private: Private | None) -> None:
        """Made by `field`."""
        self.description = description
        self.default = default
        self.examples = examples
        self.private = private
        self.name = ""


def field(
    description: str, *, default: Any = REQUIRED, examples: tuple[str, ...] = (), private: Private | None = None
) -> Any:
    """Declare a field; without a default it is required. `private` says why not everybody may read it."""
    return Field(description, default, examples, private)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
class Record:
    """Base of every object of a plan. Immutable; fields that were left out hold their default.

    `None` means *not known*. Whether the author wrote `unknown` or left the field out tells `is_declared`.
    """

    __slots__ = ("__dict__", "__pydantic_extra__", "__pydantic_fields_set__", "__pydantic_private__")

    short_form: ClassVar[str] = ""
    """Name of the field that a bare scalar stands for: `- orders-db` for `- {on: orders-db}`."""

    __pydantic_fields_set__: set[str]

    def __init__(self, **values: Any) -> None:
        """Build without validation, for tests and for code that has the right types at hand."""
        fields = fields_of(type(self))
        unknown = values.keys() - fields.keys()
        if unknown:
            msg = f"{type(self).__name__} has no field {', '.join(sorted(unknown))}"
            raise TypeError(msg)
        missing = [n for n, f in fields.items() if f.default is REQUIRED and n not in values]
        if missing:
            msg = f"{type(self).__name__} needs {', '.join(missing)}"
            raise TypeError(msg)
        state = {name: values.get(name, f.default) for name, f in fields.items()}
        object.__setattr__(self, "__dict__", state)
        object.__setattr__(self, "__pydantic_fields_set__", set(values))

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: a plan is read once and never touched again."""
        msg = f"{type(self).__name__} is frozen: {name} cannot be set"
        raise AttributeError(msg)

    def __delattr__(self, name: str) -> None:
        """Refuse, like `__setattr__`."""
        msg = f"{type(self).__name__} is frozen: {name} cannot be deleted"
        raise AttributeError(msg)

    def __eq__(self, other: object) -> bool:
        """Two records are equal when they are of one class and say the same."""
        return type(self) is type(other) and self.__dict__ == other.__dict__

    __hash__ = object.__hash__

    def __repr__(self) -> str:
        """Only the fields that were written, in order."""
        shown = ", ".join(f"{n}={self.__dict__[n]!r}" for n in fields_of(type(self)) if self.is_declared(n))
        return f"{type(self).__name__}({shown})"

    def is_declared(self, name: str) -> bool:
        """Whether the author wrote this field at all, be it as `unknown`."""
        return name in self.__pydantic_fields_set__

    def is_said_unknown(self, name: str) -> bool:
        """Whether the author wrote `unknown` here: a known gap, unlike a forgotten field."""
        return self.is_declared(name) and self.__dict__[name] is None

    def but(self, **values: Any) -> Self:
        """The same object with other values, to ask what would be if; not validated. The original stays as it is."""
        other = object.__new__(type(self))
        object.__setattr__(other, "__dict__", {**self.__dict__, **values})
        object.__setattr__(other, "__pydantic_fields_set__", {*self.__pydantic_fields_set__, *values})
        return other

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> Any:
        """Pydantic's hook: the same schema that the loader uses."""
        return core_schema(cls)


class Entry(Record):
    """A record that lives in a map and is named by its key there.

    `id` is that key, `path` the way from the plan's root to it. Both are set by the loader, not written by people.
    """

    __slots__ = ("_id", "_path", "_ref")
    _id: str
    _path: Pointer
    _ref: str

    @property
    def id(self) -> str:
        """The key under which this object stands in its collection."""
        try:
            return self._id
        except AttributeError:  # built in code, not placed by the loader
            return ""

    @property
    def path(self) -> Pointer:
        """The way from the plan's root, ending in the id."""
        try:
            return self._path
        except AttributeError:
            return ()

    @property
    def name_or_id(self) -> str:
        """What people call it: the name or title if it has one, else the id."""
        name = self.__dict__.get("name") or self.__dict__.get("title")
        return name if isinstance(name, str) else self.id

    @property
    def ref(self) -> str:
        """The reference by which others name it: `datastores/orders-db`."""
        try:
            return self._ref
        except AttributeError:
            return ""

    def pointer(self, *keys: str | int) -> Pointer:
        """Pointer to something inside this object."""
        return (*self.path, *keys)

    @classmethod
    def standing(cls, path: Pointer, **values: Any) -> Self:
        """An object at `path` that no file holds, to ask what would be if it were there; not validated."""
        entry = cls(**values)
        entry.placed(path)
        return entry

    def but(self, **values: Any) -> Self:
        """The same object with other values, standing where this one stands."""
        other = super().but(**values)
        if self.path:
            other.placed(self.path)
        return other

    def placed(self, path: Pointer) -> None:
        """Tell this entry, and the entries in its maps, where they stand. Called once, by the loader."""
        object.__setattr__(self, "_path", path)
        object.__setattr__(self, "_id", path[-1] if path else "")
        object.__setattr__(self, "_ref", f"{path[0]}/{path[1]}" if len(path) == 2 else "/".join(map(str, path)))
        place_children(self, path)


def place_children(record: Record, path: Pointer) -> None:
    """Give every entry below `record` its id and path."""
    for name in _entry_maps(type(record)):
        children = record.__dict__[name]
        if children:
            for key, child in children.items():
                child.placed((*path, name, key))
    for name in _holders(type(record)):
        if record.__dict__[name] is not None:
            place_children(record.__dict__[name], (*path, name))


_FIELDS: dict[type[Record], dict[str, Field]] = {}
_ENTRY_MAPS: dict[type[Record], tuple[str, ...]] = {}
_HOLDERS: dict[type[Record], tuple[str, ...]] = {}
_HINTS: dict[tuple[str, str], Any] = {}


def fields_of(cls: type[Record]) -> Mapping[str, Field]:
    """Name to `Field`, base classes first, in the order of declaration."""
    found = _FIELDS.get(cls)
    if found is None:
        found = {}
        for base in reversed(cls.__mro__):
            for name in base.__dict__.get("__annotations__", ()):  # noqa: RUF063 - inspect costs 4 ms at every start
                value = base.__dict__.get(name)
                if isinstance(value, Field):
                    value.name = name
                    found[name] = value
        _FIELDS[cls] = found
    return found


def key_of(name: str) -> str:
    """The YAML key of a field: `class_` and `from_` are Python's spelling of `class` and `from`."""
    return name.rstrip("_")


def annotation(cls: type[Record], name: str) -> Any:
    """The evaluated type of one field."""
    for base in cls.__mro__:
        text = base.__dict__.get("__annotations__", {}).get(name)  # noqa: RUF063 - as above
        if text is not None:
            break
    else:
        msg = f"{cls.__name__} has no field {name}"
        raise AttributeError(msg)
    if not isinstance(text, str):
        return text
    key = (base.__module__, text)
    if key not in _HINTS:
        # The text is our own source code, evaluated where it was written, as typing.get_type_hints does.
        _HINTS[key] = eval(text, vars(sys.modules[base.__module__]))  # noqa: S307
    return _HINTS[key]


def _entry_maps(cls: type[Record]) -> tuple[str, ...]:
    found = _ENTRY_MAPS.get(cls)
    if found is None:
        found = tuple(n for n in fields_of(cls) if _is_entry_map(annotation(cls, n)))
        _ENTRY_MAPS[cls] = found
    return found


def _holders(cls: type[Record]) -> tuple[str, ...]:
    """Fields with a single record that has entries in maps of its own, such as `communication`."""
    found = _HOLDERS.get(cls)
    if found is None:
        _HOLDERS[cls] = ()  # ends a record that holds its own kind
        held = ((n, _record_in(annotation(cls, n))) for n in fields_of(cls))
        found = tuple(n for n, c in held if c is not None and (_entry_maps(c) or _holders(c)))
        _HOLDERS[cls] = found
    return found


@cache
def _record_in(hint: Any) -> type[Record] | None:
    choices = get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)
    return next((c for c in choices if isinstance(c, type_) and issubclass(c, Record)), None)


@cache
def _is_entry_map(hint: Any) -> bool:
    if get_origin(hint) is not Mapping:
        return False
    value = get_args(hint)[1]
    return isinstance(value, type_) and issubclass(value, Entry)


def core_schema(cls: type[Record]) -> dict[str, Any]:
    """The pydantic-core schema of a record class, with the records inside it as shared definitions."""
    schemas = _Schemas()
    root = schemas.of(cls)
    return {"type": "definitions", "schema": root, "definitions": list(schemas.definitions.values())}


class _Short:
    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, value: Any) -> Any:
        # None is an `unknown` in a map or list; that of a field is told without asking here
        return {self.name: value} if type(value) is str or value is None else value


def _nothing() -> Mapping[Any, Any]:
    return NOTHING


def _listed(value: Any) -> Any:
    if type(value) is str:
        return [] if value == "none" else [value]
    return [value] if type(value) is dict else value


class _Schemas:
    """Builds the schemas of one format. Most annotations occur many times and are turned into a schema once."""

    __slots__ = ("_made", "definitions")

    def __init__(self) -> None:
        self.definitions: dict[str, dict[str, Any]] = {}
        self._made: dict[Any, dict[str, Any]] = {}

    def of(self, hint: Any) -> dict[str, Any]:
        """Core schema of one annotation."""
        found = self._made.get(hint)
        if found is None:
            found = self._made[hint] = self._make(hint)
        return found

    def _record(self, cls: type[Record]) -> dict[str, Any]:
        ref = f"{cls.__module__}.{cls.__qualname__}"
        if ref not in self.definitions:
            self.definitions[ref] = {}
            fields = {name: self._field(cls, name, f) for name, f in fields_of(cls).items()}
            schema: dict[str, Any] = {
                "type": "model",
                "cls": cls,
                "schema": {"type": "model-fields", "fields": fields, "extra_behavior": "forbid"},
                "ref": ref,
            }
            if cls.short_form:
                del schema["ref"]
                schema = {
                    "type": "function-before",
                    "function": {"type": "no-info", "function": _Short(cls.short_form)},
                    "schema": schema,
                    "ref": ref,
                }
            self.definitions[ref] = schema
        return {"type": "definition-ref", "schema_ref": ref}

    def _field(self, cls: type[Record], name: str, declared: Field) -> dict[str, Any]:
        schema = self.of(annotation(cls, name))
        if declared.default is not REQUIRED:
            # a factory for the empty map: pydantic would deep-copy an unhashable default
            default = {"default_factory": _nothing} if declared.default is NOTHING else {"default": declared.default}
            schema = {"type": "default", "schema": schema, **default}
        key = key_of(name)
        return {"type": "model-field", "schema": schema} | ({"validation_alias": key} if key != name else {})

    def _make(self, hint: Any) -> dict[str, Any]:
        """Core schema of one annotation; the format uses few shapes and refuses the others at once."""
        if isinstance(hint, type_) and issubclass(hint, Record):
            return self._record(hint)
        if hint is str:
            return {"type": "str", "strict": True, "min_length": 1, "strip_whitespace": True}
        origin = get_origin(hint)
        if origin is Annotated:
            marker = get_args(hint)[1]
            return cast("dict[str, Any]", marker.core_schema())
        if origin is Literal:
            return {"type": "literal", "expected": list(get_args(hint))}
        if origin is tuple:
            items = {"type": "tuple", "items_schema": [self.of(get_args(hint)[0])], "variadic_item_index": 0}
            # `provides: hosting` is `provides: [hosting]`, and `transfers: none` is a stated emptiness: people should
            # not have to think about lists of one
            return {"type": "function-before", "function": {"type": "no-info", "function": _listed}, "schema": items}
        if origin is Mapping:
            key, value = get_args(hint)
            if key is str and isinstance(value, type_) and issubclass(value, Entry):
                key = Id  # an id becomes part of references, file names and addresses
            return {
                "type": "function-after",
                "function": {"type": "no-info", "function": MappingProxyType},
                "schema": {
                    "type": "dict",
                    "keys_schema": self.of(key),
                    "values_schema": self.of(value),
                },
            }
        if origin in {Union, UnionType}:
            choices = [c for c in get_args(hint) if c is not type_(None)]
            inner = (
                self.of(choices[0])
                if len(choices) == 1
                else {"type": "union", "mode": "left_to_right", "choices": [self.of(c) for c in choices]}
            )
            return inner if len(choices) == len(get_args(hint)) else {"type": "nullable", "schema": inner}
        msg = f"the plan format does not know how to read {hint!r}"
        raise TypeError(msg)
