"""A plan with everything taken out that a reader may not know, of the same shape, so that the same is found in it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

from bcdr.model.plan import Plan
from bcdr.model.record import Entry, Field, Private, Record, annotation, fields_of, place_children
from bcdr.model.reference import Ref, RefsOrNone
from bcdr.report.audience.alias import LABELS, LEFT_OUT, Aliases
from bcdr.report.audience.audience import DISCRETION, Audience
from bcdr.report.audience.digest import restated

_COMPARED = {"provider", "region", "group"}
"""Fields that say in words of people what the program compares."""
AnyRecord = TypeVar("AnyRecord", bound=Record)


def redacted(plan: Plan, audience: Audience) -> Plan:
    """The plan as an audience may see it; for an auditor it is the plan itself.

    Objects keep their relations under other ids. Text that is left out is replaced and not removed: what was said
    remains said. The name of the organisation stays.
    """
    discretion = DISCRETION[audience]
    if not discretion.hidden:
        return plan
    aliases = Aliases(plan, discretion)
    found = _Eraser(aliases, discretion.hidden).record(plan)
    kinds = (*discretion.nameless, *(kind for kind in ("places", "vendors") if kind not in discretion.nameless))
    found = found.but(**{kind: _renamed(plan, found, kind, aliases) for kind in kinds})
    found = found.but(organization=found.organization.but(name=plan.organization.name))
    place_children(found, ())
    found = restated(plan, found, aliases.ref)
    place_children(found, ())
    return found


def _renamed(plan: Plan, found: Plan, kind: str, aliases: Aliases) -> Mapping[str, Record]:
    entries = zip(plan.collection(kind), found.collection(kind).values(), strict=True)
    renamed = {}
    for id_, entry in entries:
        title = "name" if "name" in fields_of(type(entry)) else "title"
        hidden = aliases.knows(kind, id_)
        renamed[aliases.id(kind, id_) if hidden else id_] = (
            entry.but(**{title: aliases.name(kind, id_)}) if hidden else entry
        )
    return MappingProxyType(renamed)


class _Eraser:
    """Goes through records and rewrites every text in them."""

    def __init__(self, aliases: Aliases, hidden: frozenset[Private], *, is_silent: bool = False) -> None:
        """A silent one leaves out all words of people, and keeps what the program compares."""
        self._aliases, self._hidden, self._is_silent = aliases, hidden, is_silent

    def record(self, record: AnyRecord) -> AnyRecord:
        """The same record with other texts."""
        cls = type(record)
        if not self._is_silent and isinstance(record, Entry) and record.ref in self._aliases.keepers:
            return _Eraser(self._aliases, self._hidden, is_silent=True).record(record)
        said = {}
        for name, field in fields_of(cls).items():
            value = record.__dict__[name]
            is_compared = self._is_silent and name in _COMPARED and isinstance(value, str)
            other = self._aliases.vendor(value) if is_compared else self._field(field, value, annotation(cls, name))
            if other is not value:
                said[name] = other
        return record.but(**{n: v for n, v in said.items() if record.is_declared(n)}) if said else record

    def _field(self, field: Field, value: Any, hint: Any) -> Any:
        if field.private in LABELS and isinstance(value, str) and self._aliases.knows(field.private, value):
            return self._aliases.label(field.private, value)
        if field.private in LABELS and field.private not in self._hidden:
            return value
        if field.private in self._hidden and isinstance(value, (str, tuple)):
            return self._private(field.private, value)
        return self._shown(value, hint)

    def _private(self, private: Private | None, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self._private(private, item) for item in value)
        if private in LABELS:
            return self._aliases.label(private, value)
        if private == "zone":
            return self._aliases.zone(value)
        if "://" in value:
            return self._aliases.address(value)
        return LEFT_OUT

    def _shown(self, value: Any, hint: Any) -> Any:
        if isinstance(value, Record):
            return self.record(value)
        if isinstance(value, Mapping):
            inner = get_args(_choice(hint, Mapping))[1]
            return MappingProxyType({self._aliases.text(k): self._shown(v, inner) for k, v in value.items()})
        if type(value) is tuple:  # a sum of money is one value
            return tuple(self._shown(item, _item(hint)) for item in value)
        if isinstance(value, str):
            return self._text(value, hint)
        return value

    def _text(self, text: str, hint: Any) -> str:
        choices = _choices(hint)
        for marker in (get_args(c)[1] for c in choices if get_origin(c) is Annotated):
            ref = marker.ref if isinstance(marker, RefsOrNone) else marker
            if not isinstance(ref, Ref):
                return text  # a word of the format, such as a digest or a country
            return self._aliases.id(ref.kinds[0], text) if len(ref.kinds) == 1 else self._aliases.ref(text)
        if any(get_origin(c) is Literal and text in get_args(c) for c in choices):
            return text
        return LEFT_OUT if self._is_silent and text else self._aliases.text(text)


def _choices(hint: Any) -> tuple[Any, ...]:
    if get_origin(hint) in {Annotated, Literal, Mapping, tuple} or isinstance(hint, type):
        return (hint,)
    return get_args(hint)


def _choice(hint: Any, origin: Any) -> Any:
    return next(c for c in _choices(hint) if get_origin(c) is origin)


def _item(hint: Any) -> Any:
    """What stands in a list: of references with `none`, of anything else."""
    for choice in _choices(hint):
        if get_origin(choice) is tuple:
            return get_args(choice)[0]
        if get_origin(choice) is Annotated:
            return choice
    return str
