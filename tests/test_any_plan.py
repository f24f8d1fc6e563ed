"""What must hold of an audit of any plan at all, however odd: it ends, and the order of the text changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any, get_args, get_origin

from hypothesis import given, settings
from hypothesis import strategies as st

from bcdr.audit import Audit, audit
from bcdr.finding import Finding
from bcdr.model.plan import Plan
from bcdr.model.record import Record, annotation, fields_of
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts
from tests.any_plan import COLLECTIONS, any_author, in_files, shuffled, text_of

SEEDS = st.integers(0, 2**40)
AS_OF = st.one_of(st.just(date(2026, 11, 21)), st.dates(date(1990, 1, 1), date(2100, 1, 1)))


def audited(files: dict[str, str], as_of: date) -> Audit:
    loaded = load(from_texts(files))
    assert loaded.plan is not None, [f"{p.object} {p.at}: {p.message}" for p in loaded.problems]
    return audit(loaded.plan, as_of)


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str, str, str]]:
    return [(f.id, f.rule, f.object, f.severity.word) for f in findings]


@settings(max_examples=400)
@given(SEEDS, AS_OF)
def test_no_rule_falls_over_any_plan(seed: int, as_of: date) -> None:
    plan, _ = any_author(seed)
    found = audited({"plan.yaml": text_of(plan)}, as_of)
    ids = [f.id for f in found.findings]
    assert len(ids) == len(set(ids)), "a rule says the same of one object twice"
    for finding in found.findings:
        assert finding.message.strip(), finding
        assert len(finding.message.splitlines()) == 1, finding


@settings(max_examples=100)
@given(SEEDS, AS_OF)
def test_order_and_files_change_no_finding(seed: int, as_of: date) -> None:
    plan, _ = any_author(seed)
    dice = Random(seed)
    expected = told(audited({"plan.yaml": text_of(plan)}, as_of).findings)
    assert told(audited({"plan.yaml": text_of(shuffled(plan, dice))}, as_of).findings) == expected
    assert told(audited(in_files(shuffled(plan, dice), dice), as_of).findings) == expected


def test_every_field_of_the_format_is_tried() -> None:
    written: set[tuple[str, str]] = set()
    for seed in range(12):
        _, author = any_author(seed, density=1.0, most=2)
        written |= author.written
    assert set(fields_below(Plan)) - written == set()


def fields_below(cls: type[Record]) -> Iterator[tuple[str, str]]:
    """Class and name of every field of the format but the sections of the plan itself."""
    seen: set[type[Record]] = set()

    def records(hint: Any) -> Iterator[type[Record]]:
        if isinstance(hint, type):
            if issubclass(hint, Record):
                yield hint
            return
        for part in get_args(hint) if get_origin(hint) is not None else ():
            yield from records(part)

    def walk(cls: type[Record]) -> Iterator[tuple[str, str]]:
        for name in fields_of(cls):
            if cls is not Plan:
                yield cls.__name__, name
            for inner in records(annotation(cls, name)):
                if inner not in seen:
                    seen.add(inner)
                    yield from walk(inner)

    return walk(cls)


def test_a_plan_has_all_collections_at_once() -> None:
    plan, _ = any_author(1, density=1.0, most=2)
    assert set(COLLECTIONS) <= set(plan)
