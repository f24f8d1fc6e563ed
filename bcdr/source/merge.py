"""One map out of many files: the union of all collections, private overlays laid over it, and who said what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from bcdr.model.plan import Plan
from bcdr.model.record import fields_of, key_of
from bcdr.source.fault import Fault, line_of, quoted
from bcdr.source.shape import is_collection, nearest
from bcdr.source.snapshot import PLAN_FILE, SourceFile
from bcdr.source.tree import Span, Tree

VERSION = "1"


class Part(NamedTuple):
    """One file and what it says."""

    file: SourceFile
    tree: Tree


class Origin(NamedTuple):
    """The file that holds a key, by its number, and where in it."""

    file: int
    span: Span


Origins = Mapping[tuple[str, ...], list[Origin]]
"""For the first one or two keys of a pointer: the files that say something about it, in reading order."""


class Merged:
    """The union while it grows: `data` as one file would say it, `origins`, and faults by file number."""

    __slots__ = ("_kinds", "data", "faults", "misspelled", "origins", "parts")

    def __init__(self, parts: list[Part]) -> None:
        """Merge `parts`, which stand in reading order."""
        self.parts = parts
        self.data: dict[str, Any] = {}
        self.origins: dict[tuple[str, ...], list[Origin]] = {}
        self.faults: list[tuple[int, Fault]] = []
        self.misspelled: dict[str, list[str]] = {}
        """Ids under a key that was probably meant as a collection: references to them are not called broken."""
        self._kinds = {key_of(name): is_collection(name) for name in fields_of(Plan)}
        for number, part in enumerate(parts):
            if part.tree.data is not None:
                self._add(number, part)
        self._check_version()

    def _add(self, number: int, part: Part) -> None:
        data, spans = part.tree.data or {}, part.tree.spans
        known = {k: v for k, v in data.items() if k in self._kinds}
        if data and not known and part.file.name != PLAN_FILE:
            self.faults.append((number, _foreign(data, spans[(next(iter(data)),)])))
            return
        for key in data:
            if key not in known:
                self._unknown(number, key, data[key], spans[(key,)])
        for top, value in known.items():
            self.origins.setdefault((top,), []).append(Origin(number, spans[(top,)]))
            if part.file.is_private:
                self._overlay(number, top, value, spans)
            elif type(value) is dict:
                self._union(number, top, value, spans)
            else:
                self._whole(number, top, value, spans[(top,)])

    def _union(self, number: int, top: str, value: dict[str, Any], spans: Mapping[tuple[str, ...], Span]) -> None:
        """A collection, or a record such as `policy` whose fields are spread over files."""
        into = self.data.setdefault(top, {})
        if type(into) is not dict:
            self._twice(number, (top,), spans[(top,)])
            return
        origins = self.origins
        for key, entry in value.items():
            place = (top, key)
            if key in into:
                self._twice(number, place, spans[place])
            else:
                into[key] = entry
                origins[place] = [Origin(number, spans[place])]

    def _whole(self, number: int, top: str, value: object, span: Span) -> None:
        if top not in self.data:
            self.data[top] = value
        elif not (top == "bcdr" and self.data[top] == value):  # the version may stand in every file
            self._twice(number, (top,), span)

    def _twice(self, number: int, place: tuple[str, ...], span: Span) -> None:
        first = self.origins[place][0]
        where = self.parts[first.file].file
        line = line_of(where.text or "", first.span.key)
        kind = "is defined twice" if len(place) == 2 and self._kinds[place[0]] else "is written twice"
        message = f"{quoted('/'.join(place))} {kind}; the first one is in {where.shown}, line {line}"
        rule = "broken-reference" if kind == "is defined twice" else "duplicate-key"
        advice = "give one of them another id, or merge the two" if rule == "broken-reference" else "keep one of them"
        self.faults.append((number, Fault(rule, message, advice, span.key, span.key_end, place, "twice")))

    def _overlay(self, number: int, top: str, value: Any, spans: Mapping[tuple[str, ...], Span]) -> None:
        """Maps merge, lists and scalars replace."""
        if type(value) is dict:
            for key in value:
                self.origins.setdefault((top, key), []).append(Origin(number, spans[(top, key)]))
        _lay_over(self.data, top, value)

    def _unknown(self, number: int, key: str, value: Any, span: Span) -> None:
        best = nearest(key, self._kinds)
        advice = f"did you mean {best}?" if best else "the keys of a plan are: " + ", ".join(self._kinds)
        message = f"a plan has no key {quoted(key)}"
        self.faults.append((number, Fault("unknown-key", message, advice, span.key, span.key_end, (key,), key)))
        if best and type(value) is dict:
            self.misspelled.setdefault(best, []).extend(value)

    def _check_version(self) -> None:
        number = next((n for n, p in enumerate(self.parts) if p.file.name == PLAN_FILE), None)
        if number is None or self.parts[number].tree.data is None:
            return
        version = self.data.get("bcdr")
        if version == VERSION:
            return
        where = self.origins.get(("bcdr",))
        if where is None:
            what = (
                f"{PLAN_FILE} is empty" if not self.parts[number].tree.data else f"{PLAN_FILE} does not say its version"
            )
            self.faults.append((number, Fault("unsupported-version", what, "begin it with the line: bcdr: 1")))
            return
        message = f"this plan is in version {quoted(version or 'unknown')} of the format; this program reads version 1"
        advice = "install a newer bcdr" if str(version).isdigit() and version != "0" else "write bcdr: 1"
        span = where[0].span
        fault = Fault("unsupported-version", message, advice, span.value, max(span.end, span.value + 1), ("bcdr",))
        self.faults.append((where[0].file, fault))

    @property
    def is_readable(self) -> bool:
        """Whether the version is one that this program understands (or was left out)."""
        return bool(self.data.get("bcdr", VERSION) == VERSION)

    @property
    def is_whole(self) -> bool:
        """Whether every file could be read: only then is an id that nobody defines certainly missing."""
        return all(part.tree.data is not None for part in self.parts)


def _lay_over(into: dict[str, Any], key: str, value: Any) -> None:
    below = into.get(key)
    if type(value) is dict and type(below) is dict:
        for inner, item in value.items():
            _lay_over(below, inner, item)
    else:
        into[key] = value


def _foreign(data: Mapping[str, Any], span: Span) -> Fault:
    keys = ", ".join(_first(data))
    message = f"no key in this file belongs to a plan ({keys})"
    best = nearest(next(iter(data)), [key_of(n) for n in fields_of(Plan)])
    advice = (
        f"did you mean {best}?" if best else "move the file out of the plan folder; every .yaml file below it is read"
    )
    return Fault("unknown-key", message, advice, span.key, span.key_end, (), "file")


def _first(data: Mapping[str, Any]) -> Iterator[str]:
    for number, key in enumerate(data):
        if number == 3:
            yield "…"
            return
        yield quoted(key, 30)
