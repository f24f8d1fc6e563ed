"""Differences between two plans in words: `rto of web-shop 4h -> 8h`. Values are written as a plan writes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, get_args, get_origin

from bcdr.analysis.difference import Difference
from bcdr.model.plan import Plan
from bcdr.model.record import Record, annotation, fields_of, key_of
from bcdr.model.value import UNBOUNDED, Money, RateMarker, SizeMarker

_LONG = 70


def worded(found: Iterable[Difference]) -> tuple[str, ...]:
    """One line a difference. An object goes by its bare id unless two of the objects here share it."""
    all_ = tuple(found)
    kinds = Counter(ref.partition("/")[2] for ref in {d.ref for d in all_})
    return tuple(_line(d, kinds) for d in all_)


def _line(found: Difference, kinds: Counter[str]) -> str:
    if found.sort != "changed":
        return f"{found.sort}: {found.ref}"
    hint = _hint(found.ref, found.field)
    before, after = written(found.old, hint), written(found.new, hint)
    change = _long(found) if max(len(before), len(after)) > _LONG else f"{before} -> {after}"
    kind, _, id_ = found.ref.partition("/")
    if not id_:
        return f"{kind}.{found.field} {change}"
    subject = id_ if kinds[id_] < 2 else found.ref
    nested, _, field = found.field.partition(".")
    copy, dot, rest = field.partition(".")
    if nested == "copies" and dot:
        return f"{rest} of {subject}/{copy} {change}"
    return f"{found.field} of {subject} {change}"


def _long(found: Difference) -> str:
    """What became of a text that is too long to be printed twice."""
    return "written for the first time" if found.old is None else "removed" if found.new is None else "another text"


def _hint(ref: str, field: str) -> Any:
    """The declared type of a field, by which numbers are written as sizes or rates; None where it is not found."""
    current: Any = Plan
    for step in (*ref.split("/", 1), *field.split(".")):
        current = next(iter(_inside(current, step)), None)
    return current


def _inside(hint: Any, step: str) -> Iterator[Any]:
    if isinstance(hint, type) and issubclass(hint, Record):
        yield from (annotation(hint, n) for n in fields_of(hint) if key_of(n) == step)
    elif get_origin(hint) is Mapping:
        yield get_args(hint)[1]
    elif get_origin(hint) is tuple:
        yield get_args(hint)[0]
    elif get_origin(hint) is not Annotated:
        for choice in get_args(hint):
            yield from _inside(choice, step)


_UNITS = (("d", 86400), ("h", 3600), ("m", 60), ("s", 1))
_DECIMAL = (("PB", 10**15), ("TB", 10**12), ("GB", 10**9), ("MB", 10**6), ("kB", 10**3))
_BINARY = (("PiB", 2**50), ("TiB", 2**40), ("GiB", 2**30), ("MiB", 2**20), ("KiB", 2**10))


def written(value: Any, hint: Any = None) -> str:  # noqa: PLR0911 - one line for each form that a value has
    """A value in the notation of the plan: `4h`, `120GB`, `yes`, `[a, b]`, `unknown`."""
    match value:
        case None:
            return "unknown"
        case bool():
            return "yes" if value else "no"
        case timedelta():
            return duration(value)
        case Money():
            return f"{value.amount:g} {value.currency}"
        case datetime() | date() | time():
            return value.isoformat()
        case int() | float() if (marker := _marker(hint)) is not None:
            return f"{size(value)}/s" if marker is RateMarker else size(value)
        case float():
            return f"{value:g}"
        case Record():
            said = ((n, value.__dict__[n]) for n in fields_of(type(value)) if value.is_declared(n))
            return _map((key_of(n), written(v, annotation(type(value), n))) for n, v in said)
        case Mapping():
            return _map((str(k), written(v, hint)) for k, v in value.items())
        case tuple():
            return f"[{', '.join(written(v, hint) for v in value)}]"
        case _:
            return str(value)


def _map(pairs: Iterable[tuple[str, str]]) -> str:
    return "{" + ", ".join(f"{key}: {text}" for key, text in pairs) + "}"


def _marker(hint: Any) -> type | None:
    """Whether a field holds sizes or rates, which are numbers in the model."""
    if get_origin(hint) is Annotated:
        found = type(get_args(hint)[1])
        return found if found in {SizeMarker, RateMarker} else None
    return next((m for a in get_args(hint) if (m := _marker(a)) is not None), None)


def duration(value: timedelta) -> str:
    """`1h30m`, `14d`, `unbounded`."""
    if value == UNBOUNDED:
        return "unbounded"
    left, parts = value.total_seconds(), []
    for unit, length in _UNITS:
        count, left = divmod(left, length)
        if count:
            parts.append(f"{count:.0f}{unit}")
    if left:
        parts.append(f"{left * 1000:g}ms")
    return "".join(parts) or "0s"


def size(value: float) -> str:
    """The largest unit that gives a short number: `120GB`, `400GiB`, `80MiB`; bytes where none does."""
    for unit, length in sorted((*_DECIMAL, *_BINARY), key=lambda u: -u[1]):
        share = value / length
        if share >= 1 and round(share, 3) == share:
            return f"{share:g}{unit}"
    return f"{value:g}B"
