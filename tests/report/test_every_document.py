"""What holds for every document: links lead somewhere, no word that the law of wording forbids, gaps are shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass

import pytest

from bcdr.audit import Audit
from bcdr.model.record import Record, fields_of
from bcdr.report.art30 import art30
from bcdr.report.art32 import art32
from bcdr.report.art35 import art35
from bcdr.report.document import Card, Document, Figure, Section, Span, Table
from bcdr.report.provenance import Provenance

Compose = Callable[[Audit, Provenance], Document]
DOCUMENTS: dict[str, Compose] = {"art30": art30, "art32": art32, "art35": art35}
FORBIDDEN = re.compile(
    r"\b(?:non-|un)?complian(?:t|ce)\b|\b(?:un)?certified\b|\bguarantees? (?:that|compl)", re.IGNORECASE
)
BARE = "people: {}"
NAMES = "<script>alert(1)</script> \u202eهارب & שלום 👩\u200d🚒 " + "x" * 300
HOSTILE = f"""
organization: {{name: "{NAMES}", country: XX, address: "{NAMES}", gdpr: {{role: both, dpo: {{name: people/a, contact: "{NAMES}"}}, authority: "{NAMES}"}}}}
people: {{a: {{name: "{NAMES}"}}}}
roles: {{r: {{name: "{NAMES}", holder: a}}}}
vendors:
  v: {{name: "{NAMES}", handles_personal_data: yes, processor: {{subprocessors: ["{NAMES}"]}}, contacts: [{{kind: phone, value: "{NAMES}"}}]}}
datastores: {{d: {{name: "{NAMES}", personal: {{level: special, people: 5, subjects: ["{NAMES}"], processing: [p]}}, copies: {{c: {{kind: dump, at: vendors/v}}}}}}}}
processing:
  p: {{title: "{NAMES}", purposes: ["{NAMES}"], processors: [v], transfers: [{{recipient: "{NAMES}", country: US}}]}}
  q: {{title: "{NAMES}", role: processor, controllers: ["{NAMES}"]}}
measures: {{m: {{title: "{NAMES}", text: "{NAMES}", affects: [processing/p]}}}}
communication: {{notify: {{n: {{audience: "{NAMES}", from: awareness, by: roles/r, contact: "{NAMES}"}}}}, templates: {{t: {{audience: "{NAMES}", text: "[{NAMES}]"}}}}}}
incidents: {{i: {{title: "{NAMES}", aware: 2026-11-01T10:00:00Z, breach: {{types: availability, effects: "{NAMES}"}}}}}}
"""
PLANS = ("harbour-books", "corner-dental", "bare", "hostile")


@pytest.fixture(params=PLANS)
def audit(request: pytest.FixtureRequest, audited: Callable[[str], Audit], of_text: Callable[[str], Audit]) -> Audit:
    texts = {"bare": BARE, "hostile": HOSTILE}
    return of_text(texts[request.param]) if request.param in texts else audited(request.param)


@pytest.fixture(params=DOCUMENTS)
def document(request: pytest.FixtureRequest, audit: Audit, provenance: Provenance) -> Document:
    return DOCUMENTS[request.param](audit, provenance)


def parts(value: object) -> Iterator[object]:
    """The value and everything inside it."""
    yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from parts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from parts(one)


def typed(value: object) -> Iterator[str]:
    """Every text that people wrote in a plan."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Record):
        yield from (text for name in fields_of(type(value)) for text in typed(value.__dict__[name]))
    elif isinstance(value, Mapping):
        yield from (text for one in value.values() for text in typed(one))
    elif isinstance(value, (tuple, list)):
        yield from (text for one in value for text in typed(one))


def test_no_word_that_the_law_of_wording_forbids(document: Document, audit: Audit) -> None:
    said = [p for p in parts(document) if isinstance(p, str) and FORBIDDEN.search(p)]
    theirs = {text for text in typed(audit.facts.plan) if FORBIDDEN.search(text)}
    assert [text for text in said if not any(one in text or text in one for one in theirs)] == []


def test_every_link_leads_somewhere_and_no_anchor_stands_twice(document: Document) -> None:
    found = list(parts(document.sections))
    places = [p.id for p in found if isinstance(p, (Section, Card, Figure))]
    places += [c.id for p in found if isinstance(p, Table) for row in p.rows for c in row if c.id]
    assert sorted(places) == sorted(set(places))
    assert {p.href.removeprefix("#") for p in found if isinstance(p, Span) and p.href} <= set(places)


def test_cut_off_version_and_limits_are_shown(document: Document) -> None:
    assert ("Data cut-off", "2026-11-21 (end of day, UTC)") in document.cover
    assert "data of 2026-11-21" in document.version
    assert "no legal opinion" in document.disclaimer
    assert {"method", "origin"} & {s.id for s in document.sections}


def test_rows_have_a_cell_for_each_column_and_no_cell_is_without_a_line(document: Document) -> None:
    tables = [p for p in parts(document.sections) if isinstance(p, Table)]
    assert [t.caption for t in tables if any(len(row) != len(t.columns) for row in t.rows)] == []
    assert [t.caption for t in tables if any(not c.lines for row in t.rows for c in row)] == []
