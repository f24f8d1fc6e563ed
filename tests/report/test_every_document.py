"""What holds for every document, also of an almost empty plan and of hostile names: links lead somewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass

import pytest

from bcdr.audit import Audit
from bcdr.report.block import Card, Figure, Step, Table
from bcdr.report.document import Document, Section
from bcdr.report.provenance import Provenance
from bcdr.report.signoff import sign_off
from bcdr.report.span import Span

from .test_law_of_wording import DOCUMENTS

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


def test_every_link_leads_somewhere_and_no_anchor_stands_twice(document: Document) -> None:
    found = list(parts(document.sections))
    places = [p.id for p in found if isinstance(p, (Section, Card, Figure))]
    places += [c.id for p in found if isinstance(p, Table) for row in p.rows for c in row if c.id]
    assert sorted(places) == sorted(set(places))
    places += [p.anchor for p in found if isinstance(p, Step)]
    inner = {p.href[1:] for p in found if isinstance(p, Span) and p.href.startswith("#")}
    assert inner <= set(places)
    outer = {p.href.partition(":")[0] for p in found if isinstance(p, Span) and p.href and p.href[0] != "#"}
    assert outer <= {"tel", "mailto", "https"}


def test_no_picture_floats_where_the_text_names_page_numbers(document: Document) -> None:
    """WeasyPrint sets such pages twice, and loses the picture or draws it again."""
    found = list(parts(document.sections))
    names_pages = any(p.page for p in found if isinstance(p, Span))
    assert not (names_pages and any(p.floats for p in found if isinstance(p, Figure)))


def test_rows_have_a_cell_for_each_column_and_no_cell_is_without_a_line(document: Document) -> None:
    tables = [p for p in parts(document.sections) if isinstance(p, Table)]
    assert [t.caption for t in tables if any(len(row) != len(t.columns) for row in t.rows)] == []
    assert [t.caption for t in tables if any(not c.lines for row in t.rows for c in row)] == []


def test_no_two_lines_to_sign_on_have_the_same_name(document: Document) -> None:
    found = [s.field for s in sign_off(document)]
    assert found
    assert len(found) == len(set(found))
    assert all(name.replace("-", "").isalnum() for name in found), found
