"""A plan whose every field of words is filled, and whose prose repeats what private fields say: nothing gets through.

`open_fields.txt` lists the fields of words that every reader may see. Whoever adds a field decides: `private=` in the
model, or a line there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import count, cycle
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, get_args, get_origin

import pytest

from bcdr.audit import audit
from bcdr.cli.compose import COMPOSERS, OF_HISTORY, Audited, Order, composed, enclosed
from bcdr.cli.reading import Read
from bcdr.model.plan import Plan
from bcdr.model.record import Private, Record, annotation, fields_of, place_children
from bcdr.render.html import html
from bcdr.report.audience.audience import DISCRETION, Audience
from bcdr.report.audience.redact import redacted
from bcdr.report.provenance import Provenance
from bcdr.source.folder import read_folder
from bcdr.source.load import load

from ..conftest import AS_OF, ROOT
from .conftest import texts

OPEN = Path(__file__).with_name("open_fields.txt")
MARK = re.compile(r"zx\d+q", re.IGNORECASE)
SHAPES: Mapping[Private, str] = {
    "name": "Quirin Zx{}q",
    "number": "+49 711 55{0:05} or zx{0}q@mail.example",
    "place": "Hall Zx{}q",
    "site": "zx{}q-site",
    "storage": "zx{}q-storage",
    "account": "zx{}q-account",
    "admin": "zx{}q-admin",
    "host": "zx{}q.intern.example",
    "zone": "zx{}q.example",
    "key": "drawer zx{}q",
    "remark": "zx{}q said in a remark",
}
LABELS = {"site", "storage", "account", "admin"}


def is_words(hint: Any) -> bool:
    """Whether people write words of their own here, alone or in a list."""
    if hint is str:
        return True
    if get_origin(hint) is Annotated or isinstance(hint, type):
        return False
    inner = get_args(hint)
    if isinstance(get_origin(hint), type) and issubclass(get_origin(hint), Mapping):
        inner = inner[1:]
    return any(is_words(h) for h in inner)


def records(hint: Any, found: dict[type[Record], None]) -> None:
    if isinstance(hint, type) and issubclass(hint, Record):
        if hint not in found:
            found[hint] = None
            for name in fields_of(hint):
                records(annotation(hint, name), found)
        return
    for inner in get_args(hint):
        records(inner, found)


def test_of_every_field_of_words_somebody_decided_who_may_read_it() -> None:
    found: dict[type[Record], None] = {}
    records(Plan, found)
    shown = {
        f"{cls.__name__}.{name}"
        for cls in found
        for name, field in fields_of(cls).items()
        if field.private is None and is_words(annotation(cls, name))
    }
    assert shown == set(OPEN.read_text().split())


class Filled:
    """A plan in which private fields say what can be recognised, and all other words repeat some of it."""

    def __init__(self, plan: Plan) -> None:
        self.kinds: dict[str, Private] = {}
        self._labels: dict[tuple[Private, str], str] = {}
        self._numbers = count(1)
        private = self._record(plan, self._private)
        said = [w for w in texts(private) if MARK.search(w) and self.kind(w) != "remark"]
        self._said = cycle(said)
        self.plan = self._record(private, self._open)
        place_children(self.plan, ())

    def kind(self, word: str) -> Private:
        found = MARK.search(word)
        assert found is not None
        return self.kinds[found[0].lower()]

    def _new(self, kind: Private, value: str) -> str:
        if kind in LABELS and (kind, value) in self._labels:
            return self._labels[kind, value]
        number = next(self._numbers)
        self.kinds[f"zx{number}q"] = kind
        word = SHAPES[kind].format(number)
        self._labels[kind, value] = word
        return f"https://{word}/a" if "://" in value else word

    def _private(self, kind: Private | None, value: str) -> str:
        return self._new(kind, value) if kind is not None else value

    def _open(self, kind: Private | None, value: str) -> str:
        if kind is not None or MARK.search(value):
            return value
        return f"{value or 'words'}, {next(self._said)} and `run {next(self._said)}`, {next(self._said).upper()}"

    def _record(self, record: Any, other: Any) -> Any:
        values = {}
        for name, field in fields_of(type(record)).items():
            hint, value = annotation(type(record), name), record.__dict__[name]
            if is_words(hint) and value in (None, ()) and f"{type(record).__name__}.{name}" not in KEPT:
                value = ("",) if value == () else ""
            values[name] = self._value(value, hint, name, field.private, other, type(record))
        return record.but(**{n: v for n, v in values.items() if v is not record.__dict__[n]})

    def _value(self, value: Any, hint: Any, name: str, kind: Private | None, other: Any, cls: type) -> Any:
        if isinstance(value, Record):
            return self._record(value, other)
        if isinstance(value, Mapping):
            return MappingProxyType({k: self._value(v, hint, name, kind, other, cls) for k, v in value.items()})
        if type(value) is tuple:
            return tuple(self._value(v, hint, name, kind, other, cls) for v in value)
        if isinstance(value, str) and is_words(hint) and f"{cls.__name__}.{name}" not in KEPT:
            return other(kind, value)
        return value


KEPT = {
    "Organization.name", "Organization.timezone", "Policy.rules", "Policy.frameworks", "Policy.regions_allowed",
    "Waiver.on", "RecoveryPoint.copy", "BackupBefore.copy", "FearedEvent.controls", "DpiaAction.measure",
    "Copy.timezone", "Place.provider", "Place.region", "Vendor.group", "Notification.channel",
}  # fmt: skip
"""Words that the program understands; other ones would be another plan."""


@pytest.fixture(scope="module")
def filled() -> Filled:
    loaded = load(read_folder(str(ROOT / "plans/harbour-books")))
    assert loaded.plan is not None
    return Filled(loaded.plan)


def left(text: str, filled: Filled, audience: Audience) -> dict[str, str]:
    """Words that these readers may not see, each with what stands around it."""
    hidden = DISCRETION[audience].hidden
    found = MARK.finditer(text)
    return {m[0]: text[max(0, m.start() - 60) : m.end() + 20] for m in found if filled.kinds[m[0].lower()] in hidden}


@pytest.mark.parametrize("audience", ["staff", "public"])
def test_nothing_private_is_left_in_the_plan(audience: Audience, filled: Filled) -> None:
    assert len(set(filled.kinds.values())) == len(SHAPES)
    assert len(left("\n".join(texts(filled.plan)), filled, audience)) > 500
    assert left("\n".join(texts(redacted(filled.plan, audience))), filled, audience) == {}


@pytest.mark.parametrize("audience", ["staff", "public"])
@pytest.mark.parametrize("kind", [k for k in COMPOSERS if k not in OF_HISTORY])
def test_nothing_private_is_left_in_a_document(kind: str, audience: Audience, filled: Filled) -> None:
    """Text, titles, alternative texts, links, ids, properties, attached files and their names."""
    read = Read("", load(read_folder(str(ROOT / "plans/corner-dental"))).sources, filled.plan, ())
    files = {"zx1q.yaml": "0" * 64}
    origin = Provenance("bcdr 0.0", "ab" * 32, files=files, evidence={"log": "0" * 64})
    found = Audited(read, audit(filled.plan, AS_OF), origin)
    ids = list(filled.plan.dpias)
    order = Order(kind, {"audience": audience} | ({"dpia": ids[0]} if kind == "art35" else {}))
    document = enclosed(composed(found, order), found, order)
    around = repr((document.properties, document.attachments, document.keywords, document.cover))
    assert left(html(document) + around, filled, audience) == {}
