"""A Plan out of a snapshot, or everything that is wrong with its text, each with its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple, cast

from pydantic_core import SchemaValidator, ValidationError

from bcdr.finding import Finding
from bcdr.model.plan import Plan
from bcdr.model.record import Pointer, core_schema, place_children
from bcdr.model.reference import LABELS, Index
from bcdr.source.fault import Fault, as_finding, located
from bcdr.source.merge import Merged, Part
from bcdr.source.position import AT_VALUE, Finder, Sources
from bcdr.source.snapshot import Snapshot
from bcdr.source.tree import Tree, read_text
from bcdr.source.wording import worded


class Loaded(NamedTuple):
    """What a snapshot says. `plan` is there when nothing is wrong: half a plan is never audited."""

    plan: Plan | None
    problems: tuple[Finding, ...]
    sources: Sources


def load(snapshot: Snapshot) -> Loaded:
    """Read, merge, validate, place. Every problem of every file comes out of one call."""
    parts = [Part(f, read_text(f.text) if f.text is not None else Tree(None)) for f in snapshot.files]
    merged = Merged(parts)
    sources = Sources(snapshot, merged.origins)
    plan: Plan | None = None
    errors: list[Any] = []
    if merged.is_readable:
        try:
            plan = _validator().validate_python(merged.data, context=_index(merged) if merged.is_whole else None)
        except ValidationError as problem:
            errors = problem.errors(include_url=False)
    problems = tuple(sorted(_problems(merged, errors, sources), key=_order(snapshot)))
    if plan is None or problems:
        return Loaded(None, problems, sources)
    place_children(plan, ())
    return Loaded(plan, (), sources)


@cache
def _validator() -> SchemaValidator:
    return SchemaValidator(cast("Any", core_schema(Plan)))


def _index(merged: Merged) -> Index:
    """Every id and every failure-domain label, for the check of references."""
    data = merged.data
    ids: dict[str, Any] = {kind: value for kind, value in data.items() if type(value) is dict}
    for kind, meant in merged.misspelled.items():
        ids[kind] = {**ids.get(kind, {}), **dict.fromkeys(meant)}
    for label in LABELS:
        kind, key = ("datastores", "engine") if label == "software" else ("places", label)
        objects = ids.get(kind, {}).values()
        found = {o[key] for o in objects if type(o) is dict and type(o.get(key)) is str}
        ids[label] = found
    return Index(ids)


def _problems(merged: Merged, errors: list[Any], sources: Sources) -> Iterator[Finding]:
    said: set[Pointer] = set()
    for number, part in enumerate(merged.parts):
        own = [f for n, f in merged.faults if n == number]
        file = part.file
        for fault in (*((file.fault,) if file.fault else ()), *part.tree.faults, *own):
            if fault.rule == "no-value":
                said.add(fault.at)
            yield _placed(fault, file.text, file.shown, file.name)
    finder = Finder(sources)
    for fault in worded(errors):
        if fault.at in said or (not merged.is_whole and fault.rule == "missing-value" and len(fault.at) == 1):
            continue  # said already, or perhaps in the file that could not be read
        place = finder.find(fault.at, at_value=fault.rule in AT_VALUE)
        yield as_finding(fault, place, _subject(fault.at, ""))


def _placed(fault: Fault, text: str | None, path: str, name: str) -> Finding:
    where = located(text or "", path, fault.start, max(fault.end, fault.start + 1))
    return as_finding(fault, where, _subject(fault.at, name))


def _subject(at: Pointer, otherwise: str) -> str:
    """`datastores/orders-db`, `policy`, or the file."""
    if not at:
        return otherwise
    return "/".join(str(p) for p in at[:2]) if len(at) > 1 else str(at[0])


def _order(snapshot: Snapshot) -> Any:
    files = {f.shown: n for n, f in enumerate(snapshot.files)}

    def key(finding: Finding) -> tuple[int, int, int, str]:
        place = finding.location
        return (files.get(place.file, 0), place.line, place.column, finding.rule) if place else (0, 0, 0, finding.rule)

    return key


def concise(problems: Iterable[Finding]) -> Iterator[str]:
    """One line a problem: `file:line:column: error[rule]: message; help`."""
    for p in problems:
        where = f"{p.location.file}:{p.location.line}:{p.location.column}: " if p.location else ""
        yield f"{where}{p.severity.word}[{p.rule}]: {p.message}" + (f"; {p.help}" if p.help else "")
