"""Pydantic's errors in the words of the plan: which key, what was found, what was expected, what was probably meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bcdr.model.record import Pointer, fields_of, key_of
from bcdr.source.fault import Fault, quoted
from bcdr.source.shape import keys_of, nearest, record_at, shape_at, words_of


def worded(errors: list[Any]) -> Iterator[Fault]:
    """One fault an error; positions are found later, from the pointer."""
    unknown = {tuple(e["loc"]) for e in errors if e["type"] == "extra_forbidden"}
    meant = {(*loc[:-1], _meant(loc)) for loc in unknown}
    for error in errors[:ERROR_LIMIT]:
        at: Pointer = tuple(error["loc"])
        kind = error["type"]
        if kind == "missing":
            if at not in meant:  # else the misspelled key is the fault
                yield _missing(at)
        elif kind == "extra_forbidden":
            yield _unknown(at)
        elif at and at[-1] == "[key]":
            yield _bad_key(at[:-1], error)
        elif kind == "broken_reference":
            yield _broken(at, error)
        else:
            yield _invalid(at, error)
    if len(errors) > ERROR_LIMIT:
        more = f"{len(errors) - ERROR_LIMIT} more values of this plan do not fit"
        yield Fault("invalid-value", more, "correct the ones above and run again", cause="more")


ERROR_LIMIT = 2000
"""So many wrong values are told one by one."""


def _meant(at: Pointer) -> str:
    cls = record_at(at[:-1])
    return nearest(at[-1], keys_of(cls)) if cls else ""


def _missing(at: Pointer) -> Fault:
    cls, key = record_at(at[:-1]), at[-1]
    described = next((f.description for n, f in fields_of(cls).items() if key_of(n) == key), "") if cls else ""
    what = "the plan" if len(at) == 1 else _name(at[:-1])
    advice = f"{key}: {described[:1].lower()}{described[1:]}" if described else ""
    return Fault("missing-value", f"{what} needs {key}", advice, at=at, cause=_dotted(at))


def _unknown(at: Pointer) -> Fault:
    best = _meant(at)
    cls = record_at(at[:-1])
    advice = f"did you mean {best}?" if best else ("allowed here: " + ", ".join(keys_of(cls)) if cls else "")
    return Fault("unknown-key", f"{_name(at[:-1])} has no field {quoted(at[-1])}", advice, at=at, cause=_dotted(at))


def _bad_key(at: Pointer, error: Mapping[str, Any]) -> Fault:
    words = words_of(shape_at(at[:-1]))
    if words:
        best = nearest(at[-1], words)
        advice = f"did you mean {best}?" if best else "allowed here: " + ", ".join(words)
        return Fault("unknown-key", f"{_name(at[:-1])} has no key {quoted(at[-1])}", advice, at=at, cause=_dotted(at))
    expected = error.get("ctx", {}).get("expected", "an id")
    message = f"{quoted(at[-1])} is not {expected}"
    return Fault("invalid-value", message, _slug(str(at[-1])), at=at, cause=_dotted(at))


def _slug(text: str) -> str:
    best = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in text.lower()).split())
    return f"for example {best}" if best else ""


def _broken(at: Pointer, error: Mapping[str, Any]) -> Fault:
    ctx = error["ctx"]
    message = error["msg"].replace(str(ctx["value"]), quoted(ctx["value"]))
    suggestion = ctx.get("suggestion")
    advice = f"did you mean {suggestion}?" if suggestion else f"define it in {ctx['kinds']}, or correct the id"
    if not suggestion and ctx["kinds"] == "evidence":
        advice += "; files in a folder evidence/ are proofs and not read as plan"
    return Fault("broken-reference", message, advice, at=at, cause=_dotted((*at, str(ctx["value"]))))


def _invalid(at: Pointer, error: Mapping[str, Any]) -> Fault:
    value, kind = error["input"], error["type"]
    hint = shape_at(at)
    advice = ""
    if kind == "literal_error":
        words = words_of(hint)
        best = nearest(value, words) if type(value) is str else ""
        expected = " or ".join(words) if len(words) < 3 else ", ".join(words[:-1]) + f" or {words[-1]}"
        expected = f"expected {expected}"
        advice = f"did you mean {best}?" if best else ""
    else:
        expected = _EXPECTED.get(kind) or error["msg"]
        if kind == "dict_type" and len(at) == 1:
            expected = "expected a map from id to object"
            advice = f"write {at[0]}: and below it, indented, one id a line, such as `some-id: {{...}}`"
    if value is None and kind in {"string_type", "value", "literal_error"}:
        expected += "; unknown is not allowed here"
    return Fault("invalid-value", f"{_name(at)}: {expected}, found {_found(value)}", advice, at=at, cause=_dotted(at))


_EXPECTED = {
    "string_type": "expected text",
    "string_too_short": "expected text",
    "dict_type": "expected a map of keys and values",
    "model_type": "expected a group of keys",
    "model_attributes_type": "expected a group of keys",
    "tuple_type": "expected a list",
    "extra_forbidden": "not expected",
}


def _found(value: object) -> str:
    if value is None:
        return "unknown"
    if isinstance(value, dict):
        return "a map"
    if isinstance(value, (list, tuple)):
        return "a list"
    return quoted(value) if value != "" else "an empty text"


def _name(at: Pointer) -> str:
    """How a message calls the thing at `at`: the last key, or for an item of a list its number too."""
    if not at:
        return "the plan"
    last = at[-1]
    if isinstance(last, int):
        return f"{_name(at[:-1])}, item {last + 1}"
    return quoted(last)


def _dotted(at: Pointer) -> str:
    return ".".join(str(p) for p in at)
