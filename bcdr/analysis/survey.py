"""One walk over everything that people wrote: dates that lie ahead, words that stand in for a value, names in use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from types import MappingProxyType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from bcdr.analysis.age import day_of
from bcdr.model.datastore import Copy
from bcdr.model.plan import Plan
from bcdr.model.record import Pointer, Record, annotation, fields_of, key_of
from bcdr.model.reference import Ref, RefsOrNone
from bcdr.model.risk import Measure

AHEAD = frozenset({"planned", "ends", "valid_until", "next", "due", "leaves_on", "end_of_support", "old_removed"})
"""Fields whose day may lie ahead; every other day of a plan is something that happened."""
REMARKS = frozenset({"note", "description", "lessons"})
"""Fields where unfinished words are only remarks."""
PLAN = "plan"

_ANYWHERE = re.compile(
    r"\b(TODO|TBD|TBC|FIXME)\b|(?<![^\W_])x{3,}(?![^\W_])|\b(example\.(?:org|com|net))\b|\b(lorem ipsum)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"(\W*(todo|tbd|tbc|fixme|changeme|to be (defined|determined|decided|done))\W*|\W+)\Z", re.IGNORECASE
)


class Survey(NamedTuple):
    """What the walk found, by the reference of the object that it is in (`plan` for what is in none)."""

    ahead: Mapping[str, tuple[tuple[Pointer, date], ...]]
    placeholders: Mapping[str, tuple[tuple[Pointer, str], ...]]
    named: frozenset[str]


class _Glance:
    """The quick pass: what is named, and whether there is anything to look at more closely."""

    __slots__ = ("as_of", "named")

    def __init__(self, as_of: date) -> None:
        self.as_of = as_of
        self.named: set[str] = set()

    def is_odd(self, record: Record) -> bool:  # noqa: C901 - one branch a kind of value, on the hottest path
        """Some day lies ahead, or some text may be unfinished, in `record` or below it."""
        fields = _FIELDS.get(type(record)) or _fields(type(record))
        values = record.__dict__
        odd = False
        for name in record.__pydantic_fields_set__:
            look = fields.get(name)
            if look is None:
                continue
            value = values[name]
            kind = type(value)
            if kind is str:
                odd = self.word(value, look) or odd
            elif kind is tuple:
                for item in value:
                    if type(item) is str:
                        odd = self.word(item, look) or odd
                    elif isinstance(item, Record):
                        odd = self.is_odd(item) or odd
            elif kind is date or kind is datetime:
                odd = odd or (name not in AHEAD and is_ahead(value, self.as_of))
            elif kind is MappingProxyType:
                for child in value.values():
                    if isinstance(child, Record):
                        odd = self.is_odd(child) or odd
            elif isinstance(value, Record):
                odd = self.is_odd(value) or odd
        return odd

    def word(self, text: str, look: str) -> bool:
        """Keep what a reference names; whether a text stands in for a real one."""
        if look is not _TEXT:
            self.named.add(look + text)
            return False
        return bool(placeholder(text))


class _Walk:
    """The slow pass over what the quick one found odd: every place of it."""

    __slots__ = ("ahead", "as_of", "placeholders")

    def __init__(self, as_of: date) -> None:
        self.as_of = as_of
        self.ahead: dict[str, list[tuple[Pointer, date]]] = {}
        self.placeholders: dict[str, list[tuple[Pointer, str]]] = {}

    def visit(self, record: Record, path: Pointer, owner: str) -> None:
        """Look at every field that was written in `record`."""
        fields = _FIELDS[type(record)]
        for name in record.__pydantic_fields_set__ & fields.keys():
            value = record.__dict__[name]
            here = (*path, key_of(name))
            if isinstance(value, str):
                self.word(value, fields[name], here, owner)
            elif isinstance(value, tuple):
                self.items(value, fields[name], here, owner)
            elif isinstance(value, date):
                if is_ahead(value, self.as_of) and name not in AHEAD and not _is_planned(record, name):
                    self.ahead.setdefault(owner, []).append((here, value))
            elif isinstance(value, Record):
                self.visit(value, here, owner)
            elif isinstance(value, Mapping):
                for key, child in value.items():
                    if isinstance(child, Record):
                        self.visit(child, (*here, key), child.ref if isinstance(child, Copy) else owner)

    def items(self, values: tuple[Any, ...], look: str, path: Pointer, owner: str) -> None:
        """Look at every item of a list."""
        for number, item in enumerate(values):
            if isinstance(item, str):
                self.word(item, look, (*path, number), owner)
            elif isinstance(item, Record):
                self.visit(item, (*path, number), owner)

    def word(self, text: str, look: str, at: Pointer, owner: str) -> None:
        """Keep a text that stands in for a real one."""
        found = placeholder(text) if look is _TEXT else ""
        if found:
            self.placeholders.setdefault(owner, []).append((at, found))


def survey(plan: Plan, as_of: date) -> Survey:
    """Walk over the whole plan once."""
    glance, walk = _Glance(as_of), _Walk(as_of)
    for name, value in plan.__dict__.items():
        if isinstance(value, Mapping):
            for id_, entry in value.items():
                if glance.is_odd(entry):
                    walk.visit(entry, (name, id_), f"{name}/{id_}")
        elif isinstance(value, Record) and glance.is_odd(value):
            walk.visit(value, (name,), PLAN)
    glance.named.update(f"vendors/{p.provider}" for p in plan.places.values() if p.provider is not None)
    return Survey(
        {ref: tuple(sorted(found, key=_place)) for ref, found in walk.ahead.items()},
        {ref: tuple(sorted(found, key=_place)) for ref, found in walk.placeholders.items()},
        frozenset(glance.named),
    )


def _place(found: tuple[Pointer, object]) -> tuple[str, ...]:
    # written fields come as a set, in no order
    return tuple(map(str, found[0]))


def placeholder(text: str) -> str:
    """The word in `text` that shows that it is unfinished, or an empty text."""
    folded = text.lower()
    # NOTE: spelled out because every text of a plan comes by here
    if not (
        "todo" in folded or "tbd" in folded or "tbc" in folded or "xxx" in folded or "fixme" in folded
        or "example." in folded or "..." in folded or "???" in folded or "lorem" in folded or "changeme" in folded
        or "to be d" in folded
    ):  # fmt: skip
        return ""
    if _WHOLE.match(text):
        return text.strip()
    found = _ANYWHERE.search(text)
    # a lower-case todo inside a sentence is a word like any other
    return found[0] if found and not (found[1] and found[1] != found[1].upper()) else ""


def is_ahead(moment: date | datetime, as_of: date) -> bool:
    """After the day, both where it was written and in UTC: a late evening far west is not the future."""
    if isinstance(moment, datetime):
        return min(moment.date(), day_of(moment)) > as_of
    return moment > as_of


def _is_planned(record: Record, name: str) -> bool:
    return name == "since" and isinstance(record, Measure) and record.status == "planned"


_TEXT = "text"
_FIELDS: dict[type[Record], dict[str, str]] = {}
_NOTHING_TO_SEE = (bool, int, float, timedelta)


def _fields(cls: type[Record]) -> Mapping[str, str]:
    """How to look at each field: as a text, as a reference (what must stand before the value), or not at all."""
    found = _FIELDS[cls] = {}
    for name in fields_of(cls):
        hint = annotation(cls, name)
        ref = _reference(hint)
        if ref is not None:
            found[name] = f"{ref.kinds[0]}/" if len(ref.kinds) == 1 else ""
        elif name not in REMARKS and not _is_closed(hint):
            found[name] = _TEXT
    return found


@cache
def _is_closed(hint: Any) -> bool:
    """Holds only choices, numbers and durations: nothing that could be unfinished or lie ahead."""
    origin = get_origin(hint)
    if origin is Literal or hint in _NOTHING_TO_SEE or hint is type(None):
        return True
    if origin is Annotated:
        return _is_closed(get_args(hint)[0])
    return origin in {Union, UnionType} and all(_is_closed(a) for a in get_args(hint))


@cache
def _reference(hint: Any) -> Ref | None:
    if get_origin(hint) is Annotated:
        marker = get_args(hint)[1]
        return marker.ref if isinstance(marker, RefsOrNone) else marker if isinstance(marker, Ref) else None
    return next((r for a in get_args(hint) if (r := _reference(a)) is not None), None)
