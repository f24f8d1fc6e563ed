"""Any plan that the format allows: every field of every record, made from the format's own declarations.

A field that is added to the format is written here by itself, with odd values among the plain ones: unknown, unbounded,
zero, far away in time, in every language. Only where the format says less than the program means (the rule that a waiver
names, the sibling that a copy is made from) does `meant` know what to choose from. The same seed gives the same plan.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from random import Random
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from bcdr.model.calendar import ClockMarker, CronMarker, DayMarker, DayOrNeverMarker, MomentMarker, MonthDayMarker
from bcdr.model.marker import FlagMarker, Marker, NumberMarker, PatternMarker, WholeMarker
from bcdr.model.plan import Plan
from bcdr.model.record import REQUIRED, Record, annotation, fields_of, key_of
from bcdr.model.reference import LABELS, Ref, RefsOrNone
from bcdr.model.value import (
    DurationMarker,
    MoneyMarker,
    PeriodMarker,
    RateMarker,
    SizeMarker,
)
from bcdr.rules.registry import rules

UNKNOWN = "\u2423unknown\u2423"
"""Stands for the bare word `unknown` until the text is written."""

WORDS = (
    "a plain word", "Straße, naïve, 灾难恢复, שלום", "<b>bold</b> & \"quoted\" 'twice'", "key: value # remark", "=1+1",
    "yes", "null", "1:30", "*star* _line_ `code`", "TODO", "example.org", "none", "all", "self", "a" * 300, "\\n", "%s {0}",
)  # fmt: skip
DURATIONS = (
    "0s",
    "1ms",
    "5m",
    "15m",
    "1h",
    "1h30m",
    "24h",
    "1d",
    "7d",
    "30d",
    "180d",
    "365d",
    "PT4H",
    "P2W",
    "100000d",
    "unbounded",
)
DAYS = (
    "2026-11-21", "2026-11-20", "2026-11-19", "2026-11-07", "2026-10-22", "2026-08-23", "2026-05-25", "2025-11-21",
    "2025-11-20", "2024-02-29", "2016-04-01", "1970-01-01", "2026-11-22", "2026-12-31", "2027-11-21", "2030-02-28",
    "0001-01-01", "9999-12-31",
)  # fmt: skip
TIMES = ("T00:00:00Z", "T23:59:59-11:00", "T02:30:00+02:00", "T12:00:00+14:00")
SIZES = ("0B", "1B", "400kB", "120GB", "400GiB", "3PB", "999999999PB")
RATES = ("0B/s", "1B/year", "3GB/month", "80MiB/s", "9PB/s")
CRONS = (
    "0 2 * * *",
    "*/5 * * * *",
    "0 3 * * 0",
    "0 0 29 2 *",
    "30 2 * * 1-5",
    "0 0 1 1 *",
    "0 22 * * 7",
    "15 */6 * * *",
)
SAMPLES: dict[type[Marker], tuple[str, ...]] = {
    ClockMarker: ("00:00", "09:05", "23:59:59", "2026-03-31T23:50:00+01:00"),
    CronMarker: CRONS,
    DayMarker: DAYS,
    DayOrNeverMarker: (*DAYS, "never"),
    DurationMarker: DURATIONS,
    FlagMarker: ("yes", "no", "true", "false"),
    MomentMarker: (*DAYS, *(day + time for day in DAYS for time in TIMES)),
    MoneyMarker: ("0 EUR", "5000 EUR", "999999999999999 USD"),
    MonthDayMarker: ("01-01", "02-29", "11-21", "12-31"),
    NumberMarker: ("0", "-90", "48.78", "999999999999999999"),
    PeriodMarker: (*DURATIONS[:14], "6mo", "10y", "9999y", "unbounded"),
    RateMarker: RATES,
    SizeMarker: SIZES,
}
PATTERNS = ("0" * 64, "DE", "US", "en", "de", "some-id", "restore-never-tested")
"""For markers that know only a pattern: of these, those that fit."""
LABEL_VALUES = ("one", "two", "three", "self")
COPIES = ("nightly", "weekly", "logs", "mirror")
STEPS = ("stop", "load", "check")
SCENARIOS = ("ransomware", "datacentre-fire", "key-person-loss", "our-own")
ZONES = ("UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Kiritimati", "Nowhere/Land")
COLLECTIONS = tuple(n for n in fields_of(Plan) if get_origin(annotation(Plan, n)) is Mapping)
OPTIONS = {r.name: r.options for r in rules() if r.options}


class NothingToNameError(LookupError):
    """A reference has nothing to point at."""


class Author:
    """Writes one plan. `density` is how many of the optional fields are filled in, from 0 to 1."""

    def __init__(self, dice: Random, density: float, most: int) -> None:
        self.dice = dice
        self.density = density
        self.most = most
        self.written: set[tuple[str, str]] = set()
        self.labels: dict[str, list[str]] = {}
        self.ids = {name: self._ids(name) for name in COLLECTIONS}

    def _ids(self, name: str) -> list[str]:
        least = 1 if self.density == 1 else 0
        names = SCENARIOS if name == "scenarios" else [f"{name[:3]}-{n}" for n in range(self.most)]
        return list(names[: self.dice.randint(least, self.most)])

    def plan(self) -> dict[str, Any]:
        """The text of a plan, as plain data."""
        whole: dict[str, Any] = {"bcdr": "1"}
        # what carries labels comes first, so that the others can name them
        for name in dict.fromkeys(("places", "datastores", *fields_of(Plan))):
            hint = annotation(Plan, name)
            if name in COLLECTIONS:
                whole[name] = {id_: self._record(get_args(hint)[1]) for id_ in self.ids[name]}
                self._learn_labels(whole[name].values())
            elif name != "bcdr" and (name == "organization" or self._wants()):
                whole[name] = self._value(_known(hint), Plan, name)
        return {key_of(name): whole[name] for name in fields_of(Plan) if whole.get(name)}

    def _learn_labels(self, entries: Iterable[dict[str, Any]]) -> None:
        for entry in entries:
            for label in LABELS:
                said = entry.get("engine" if label == "software" else label)
                if isinstance(said, str) and said != UNKNOWN:
                    self.labels.setdefault(label, []).append(said)

    def _wants(self) -> bool:
        return self.dice.random() < self.density

    def _record(self, cls: type[Record]) -> Any:
        if cls.short_form and self.dice.random() < (1 - self.density) / 2:
            return self._value(_known(annotation(cls, cls.short_form)), cls, cls.short_form)
        said: dict[str, Any] = {}
        for name, declared in fields_of(cls).items():
            if declared.default is not REQUIRED and not self._wants():
                continue
            hint = annotation(cls, name)
            if hint is not _known(hint) and self.dice.random() < 0.1:
                said[key_of(name)] = UNKNOWN
                continue
            try:
                said[key_of(name)] = self._value(_known(hint), cls, name)
            except NothingToNameError:
                if declared.default is REQUIRED:
                    raise
                continue
            self.written.add((cls.__name__, name))
        return said

    def _value(self, hint: Any, cls: type[Record], name: str) -> Any:
        meant = MEANT.get((cls.__name__, name)) or MEANT.get(("", name))
        if meant is not None:
            return meant(self)
        if isinstance(hint, type) and issubclass(hint, Record):
            return self._record(hint)
        origin = get_origin(hint)
        if hint is str:
            return self.dice.choice(WORDS)
        if origin is Literal:
            return self.dice.choice(get_args(hint))
        if origin is tuple:
            return self._several(get_args(hint)[0], cls, name)
        if origin is Mapping:
            return self._map(*get_args(hint), cls, name)
        if origin in {Union, UnionType}:
            return self._value(self.dice.choice(get_args(hint)), cls, name)
        if origin is Annotated:
            return self._scalar(get_args(hint)[1])
        msg = f"no way to write {cls.__name__}.{name}: {hint!r}"
        raise TypeError(msg)

    def _several(self, item: Any, cls: type[Record], name: str) -> Any:
        found = []
        for _ in range(self.dice.randint(1 if self.density == 1 else 0, 2)):
            try:
                found.append(self._value(item, cls, name))
            except NothingToNameError:
                break
        if name == "steps":
            found = [step for n, step in enumerate(found) if _named_once(found, n)]
        if len(found) == 1 and self.dice.random() < 0.3:
            return found[0]
        return found or self.dice.choice(([], "none"))

    def _map(self, key: Any, value: Any, cls: type[Record], name: str) -> dict[str, Any]:
        if get_origin(key) is Literal:
            keys = self.dice.sample(get_args(key), self.dice.randint(1, min(3, len(get_args(key)))))
        else:
            names = (
                COPIES if name == "copies" else tuple(self.refs()) if name == "digests" else ("a", "b.c", "d-1", "2")
            )
            keys = list(names[: self.dice.randint(1, max(1, min(len(names), self.most)))])
        found = {}
        for each in keys:
            try:
                found[each] = self._value(value, cls, "")
            except NothingToNameError:
                continue
        return found

    def _scalar(self, marker: Any) -> Any:
        if isinstance(marker, Ref):
            return self._ref(marker)
        if isinstance(marker, RefsOrNone):
            found = [self._ref(marker.ref) for _ in range(self.dice.randint(0, 2)) if self._exists(marker.ref)]
            return found or "none"
        return self.dice.choice(samples(marker))

    def _exists(self, ref: Ref) -> bool:
        return any(self._targets(kind) for kind in ref.kinds)

    def _targets(self, kind: str) -> list[str]:
        return self.ids.get(kind) or self.labels.get(kind, [])

    def _ref(self, ref: Ref) -> str:
        kinds = [k for k in ref.kinds if self._targets(k)]
        if not kinds:
            raise NothingToNameError
        kind = self.dice.choice(kinds)
        target = self.dice.choice(self._targets(kind))
        return target if kind == ref.kinds[0] and self.dice.random() < 0.5 else f"{kind}/{target}"

    def refs(self) -> Iterator[str]:
        """Every object of every collection."""
        for kind, ids in self.ids.items():
            yield from (f"{kind}/{id_}" for id_ in ids)

    def pick(self, *choices: str) -> str:
        """One of them."""
        return self.dice.choice(choices)

    def another(self, cls: type[Record], name: str) -> Any:
        """Something that a field may say."""
        return self._value(_known(annotation(cls, name)), cls, name)

    def policy_rules(self) -> dict[str, dict[str, str]]:
        """Options of a rule, in a form that the rule takes."""
        name = self.dice.choice(sorted(OPTIONS))
        option = self.dice.choice(sorted(OPTIONS[name]))
        texts = [
            t
            for t in ("0", "1", "30d", "24h", "0.5", "2", "100000d", "unbounded", "999999999", "EU")
            if _takes(name, option, t)
        ]
        return {name: {option: self.dice.choice(texts)}}

    def an_object(self) -> str:
        """What a waiver may name."""
        return self.dice.choice(["plan", "datastores/none", *self.refs()])


def _takes(rule: str, option: str, text: str) -> bool:
    try:
        OPTIONS[rule][option].parse(text)
    except ValueError:
        return False
    return True


def _known(hint: Any) -> Any:
    """The annotation without its None."""
    if get_origin(hint) not in {Union, UnionType}:
        return hint
    left = tuple(c for c in get_args(hint) if c is not type(None))
    return hint if len(left) == len(get_args(hint)) else left[0] if len(left) == 1 else Union[left]  # noqa: UP007


def _named_once(steps: list[Any], number: int) -> bool:
    names = [s.get("id") if isinstance(s, dict) else None for s in steps]
    return names[number] is None or names[number] not in names[:number]


def samples(marker: Marker) -> tuple[str, ...]:
    """Texts that a marker reads; a marker that is new to the format brings its own examples."""
    if isinstance(marker, WholeMarker):
        return tuple(str(n) for n in sorted({marker.low, min(marker.low + 1, marker.high), marker.high}))
    if isinstance(marker, PatternMarker):
        return (*marker.examples, *(text for text in PATTERNS if _reads(marker, text)))
    found = SAMPLES.get(type(marker), marker.examples)
    if not found:
        msg = f"{type(marker).__name__} has no examples to write"
        raise TypeError(msg)
    return found


def _reads(marker: Marker, text: str) -> bool:
    try:
        marker.parse(text)
    except ValueError:
        return False
    return True


MEANT: Mapping[tuple[str, str], Callable[[Author], Any]] = {
    **{("Place", label): (lambda a: a.pick(*LABEL_VALUES, *a.ids["vendors"])) for label in LABELS},
    ("Datastore", "engine"): lambda a: a.pick("postgresql 16", "postgresql 17", "MariaDB 11", "files"),
    ("Copy", "tool"): lambda a: a.pick("pg_dump 16", "restic", "postgresql 15"),
    ("Copy", "from_"): lambda a: a.pick(*COPIES),
    ("Copy", "base"): lambda a: a.pick(*COPIES),
    ("", "timezone"): lambda a: a.pick(*ZONES),
    ("", "dns_zone"): lambda a: a.pick("shop.example", "example"),
    ("Datastore", "contents"): lambda a: a.pick("tables", "files", "TABLES"),
    ("Copy", "includes"): lambda a: a.pick("all", "tables", "none"),
    ("Copy", "excludes"): lambda a: a.pick("files", "none"),
    ("Datastore", "consistency_group"): lambda a: a.pick("orders", "other"),
    ("Step", "id"): lambda a: a.pick(*STEPS),
    ("Step", "after"): lambda a: a.pick(*STEPS, "none"),
    ("Waiver", "rule"): lambda a: a.pick(*(r.name for r in rules())),
    ("Waiver", "on"): Author.an_object,
    ("Policy", "rules"): Author.policy_rules,
    ("RecoveryPoint", "copy"): lambda a: a.pick(*COPIES, "dat-0/nightly"),
    ("BackupBefore", "copy"): lambda a: a.pick(*COPIES, "dat-0/nightly"),
    ("Channel", "audience"): lambda a: a.pick("customers", "responders", "staff", "authority"),
    ("Person", "located"): lambda a: a.pick(*LABEL_VALUES),
    ("Policy", "regions_allowed"): lambda a: a.pick("EU", "EEA", "DE", "one"),
}


def any_author(seed: int, *, density: float | None = None, most: int = 3) -> tuple[dict[str, Any], Author]:
    """A plan as plain data and who wrote it; sparse and full plans come by themselves unless `density` is given."""
    dice = Random(seed)
    author = Author(dice, dice.choice((0.1, 0.3, 0.6, 0.9)) if density is None else density, most)
    while True:
        try:
            return author.plan(), author
        except NothingToNameError:
            author = Author(dice, author.density, most)


def text_of(part: dict[str, Any]) -> str:
    """The YAML of a part of a plan."""
    text = json.dumps(part, ensure_ascii=False)
    return text.replace(f'"{UNKNOWN}"', "unknown")


def shuffled(data: Any, dice: Random) -> Any:
    """The same with the keys of every map in another order."""
    if isinstance(data, dict):
        keys = list(data)
        dice.shuffle(keys)
        return {key: shuffled(data[key], dice) for key in keys}
    return [shuffled(item, dice) for item in data] if isinstance(data, list) else data


def in_files(data: dict[str, Any], dice: Random, files: int = 3) -> dict[str, str]:
    """The same plan spread over several files, the objects of one collection too."""
    parts: list[dict[str, Any]] = [{"bcdr": data["bcdr"]}, *({} for _ in range(files))]
    for kind, value in data.items():
        if kind == "bcdr":
            continue
        if kind in COLLECTIONS:
            for id_, entry in value.items():
                dice.choice(parts).setdefault(kind, {})[id_] = entry
        else:
            dice.choice(parts)[kind] = value
    names = ["plan.yaml", "a/b.yml", "z.yaml", "people.private.yaml"]
    return {name: text_of(part) for name, part in zip(names, parts, strict=True) if part}
