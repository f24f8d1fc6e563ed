"""No document judges: its whole text is read for words that only people may say, of every document and plan."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import timedelta
from typing import Any

import pytest

from bcdr.audit import Audit
from bcdr.model.record import Record, fields_of
from bcdr.report.art30 import art30
from bcdr.report.art32 import art32
from bcdr.report.art35 import art35
from bcdr.report.block import Figure
from bcdr.report.book import book
from bcdr.report.breach import breach
from bcdr.report.document import Document
from bcdr.report.period import period
from bcdr.report.period.chronicle import chronicle
from bcdr.report.period.state import Past, Period, State
from bcdr.report.provenance import Provenance
from bcdr.report.vendors import vendors

FORBIDDEN = re.compile(r"\b(?:non-)?complian(?:t|ce)\b|\bcertified\b|\bguaranteed?\b|\bfully secure\b", re.IGNORECASE)


def month(audit: Audit, provenance: Provenance) -> Document:
    """A month of which the first half is not known."""
    until = audit.facts.as_of
    state = State(until - timedelta(days=15), "c1", "Ada", "Ada", "First", False, audit.facts.plan)
    span = Period(until - timedelta(days=30), until, until)
    return period(chronicle(Past((state,)), span), audit, provenance)


DOCUMENTS: dict[str, Callable[[Audit, Provenance], Document]] = {
    "art30": art30,
    "art32": art32,
    "art35": art35,
    "breach": breach,
    "plan": book,
    "period": month,
    "vendors": vendors,
}


def texts(value: Any) -> Iterator[str]:
    """Every text of a document, wherever it stands; of a drawing what it says."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
    elif isinstance(value, Figure):
        yield from (value.caption, value.alt)
    elif is_dataclass(value) and not isinstance(value, type):
        for f in fields(value):
            yield from texts(getattr(value, f.name))


def typed(value: Any) -> Iterator[str]:
    """Every text that people wrote in a plan: a document may quote it, word for word."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Record):
        yield from (text for name in fields_of(type(value)) for text in typed(value.__dict__[name]))
    elif isinstance(value, Mapping):
        yield from (text for one in value.values() for text in typed(one))
    elif isinstance(value, tuple):
        yield from (text for one in value for text in typed(one))


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize("company", ["harbour-books", "corner-dental"])
def test_no_document_says_what_only_people_may_say(
    kind: str, company: str, audited: Callable[[str], Audit], provenance: Provenance
) -> None:
    audit = audited(company)
    theirs = set(typed(audit.facts.plan))
    found = [t for t in texts(DOCUMENTS[kind](audit, provenance)) if FORBIDDEN.search(t)]
    assert [t for t in found if t not in theirs] == []


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_document_shows_its_cut_off_its_version_and_its_limits(
    kind: str, of_text: Callable[[str], Audit], provenance: Provenance
) -> None:
    whole = " ".join(texts(DOCUMENTS[kind](of_text(""), provenance)))
    for said in ("2026-11-21 (end of day, UTC)", "revision 0123456789ab", "no legal opinion", "not provided"):
        assert said in whole
    assert "Everything rests on what people wrote in the plan" in whole


def test_the_reader_sees_every_corner() -> None:
    from bcdr.report.block import Callout
    from bcdr.report.document import Section
    from bcdr.report.span import Span

    document = Section("a", "A", (Callout("title", ((Span("we are Compliant"),),)),))
    assert any(FORBIDDEN.search(t) for t in texts(document))
