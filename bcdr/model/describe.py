"""The plan format as JSON Schema 2020-12, with a description for every field, for editors and other tools."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from bcdr.model.record import REQUIRED, Record, annotation, fields_of, key_of

UNKNOWN = {"const": "unknown", "description": "not known yet: becomes an action"}


def json_schema(cls: type[Record]) -> dict[str, Any]:
    """A self-contained schema of a record class; the records inside it stand under `$defs`."""
    definitions: dict[str, Any] = {}
    root = _record(cls, definitions)
    name = root["$ref"].rpartition("/")[2]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": cls.__name__,
        **definitions.pop(name),
        "$defs": dict(sorted(definitions.items())),
    }


def _record(cls: type[Record], definitions: dict[str, Any]) -> dict[str, Any]:
    if cls.__name__ not in definitions:
        definitions[cls.__name__] = {}
        fields = fields_of(cls)
        schema: dict[str, Any] = {
            "type": "object",
            "description": inspect.cleandoc(cls.__doc__ or ""),
            "properties": {key_of(n): _field(cls, n, definitions) for n in fields},
            "additionalProperties": False,
        }
        required = [key_of(n) for n, f in fields.items() if f.default is REQUIRED]
        if required:
            schema["required"] = required
        if cls.short_form:
            short = {"type": "string", "description": f"short for `{key_of(cls.short_form)}`"}
            schema = {"description": schema.pop("description"), "anyOf": [schema, short]}
        definitions[cls.__name__] = schema
    return {"$ref": f"#/$defs/{cls.__name__}"}


def _field(cls: type[Record], name: str, definitions: dict[str, Any]) -> dict[str, Any]:
    declared = fields_of(cls)[name]
    schema = dict(_type(annotation(cls, name), definitions))
    form = schema.get("description")
    schema["description"] = declared.description + (f": {form}" if form and "$ref" not in schema else "")
    if declared.examples:
        schema["examples"] = list(declared.examples)
    return schema


def _type(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if isinstance(hint, type) and issubclass(hint, Record):
        return _record(hint, definitions)
    if hint is str:
        # editors read YAML's own scalars: a bare number is fine where text is wanted
        return {"type": ["string", "number", "boolean"]}
    origin = get_origin(hint)
    if origin is Annotated:
        described: dict[str, Any] = get_args(hint)[1].json_schema()
        return described
    if origin is Literal:
        return {"enum": list(get_args(hint))}
    if origin is tuple:
        item = _type(get_args(hint)[0], definitions)
        return {"anyOf": [{"type": "array", "items": item}, item, {"const": "none"}]}
    if origin is Mapping:
        key, value = get_args(hint)
        names = {"propertyNames": _type(key, definitions)} if get_origin(key) is Literal else {}
        return {"type": "object", "additionalProperties": _type(value, definitions), **names}
    if origin in {Union, UnionType}:
        choices = [_type(c, definitions) for c in get_args(hint) if c is not type(None)]
        if len(choices) < len(get_args(hint)):
            choices.append(UNKNOWN)
        form = choices[0].get("description")
        return {"anyOf": choices, **({"description": form} if form else {})}
    msg = f"the plan format does not know how to describe {hint!r}"
    raise TypeError(msg)
