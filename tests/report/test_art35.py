"""The impact assessment: in the order of the law, with every gap shown and no judgement made by the tool."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.audit import Audit
from bcdr.errors import BcdrError
from bcdr.report.art35 import art35
from bcdr.report.check.catalogue import art35_gaps
from bcdr.report.provenance import Provenance

from .test_art32 import anchors, spans, text

OfText = Callable[[str], Audit]

SECTIONS = [
    "control", "summary", "scope", "method", "screening", "description", "necessity", "events", "measures", "officer",
    "people", "decision", "review", "annex2", "gaps", "findings", "evidence", "glossary", "annex",
]  # fmt: skip
EMPTY = "dpias: {d: {title: Loyalty, processing: [p]}}\nprocessing: {p: {title: Loyalty}}\n"


def test_the_assessment_stands_in_the_order_of_the_law(audited: Callable[[str], Audit], provenance: Provenance) -> None:
    document = art35(audited("harbour-books"), provenance)
    assert [s.id for s in document.sections] == SECTIONS


def test_every_link_leads_somewhere(audited: Callable[[str], Audit], provenance: Provenance) -> None:
    document = art35(audited("harbour-books"), provenance)
    places = list(anchors(document.sections))
    assert len(places) == len(set(places))
    assert {s.href.removeprefix("#") for s in spans(document.sections) if s.href} <= set(places)


def test_the_full_example_has_no_gap(audited: Callable[[str], Audit]) -> None:
    audit = audited("harbour-books")
    dpia = next(iter(audit.facts.plan.dpias.values()))
    assert art35_gaps(audit, dpia) == ()


def test_an_empty_assessment_shows_every_gap_and_fills_none(of_text: OfText, provenance: Provenance) -> None:
    audit = of_text(EMPTY)
    document = art35(audit, provenance)
    gaps = {g.rule for g in art35_gaps(audit, audit.facts.plan.dpias["d"])}
    assert gaps == {"dpia-content-gap", "dpia-no-dpo-advice", "dpia-review-overdue"}
    assert text(document).count("not provided") > 40


def test_without_an_assessment_the_screenings_are_the_record(of_text: OfText, provenance: Provenance) -> None:
    document = art35(of_text("processing: {p: {title: Newsletter}}"), provenance)
    assert "screening" in [s.id for s in document.sections]
    assert "no assessment is recorded" in document.subtitle


def test_an_unknown_or_ambiguous_assessment_is_said(of_text: OfText, provenance: Provenance) -> None:
    two = of_text("dpias: {a: {title: A}, b: {title: B}}")
    with pytest.raises(BcdrError, match="several"):
        art35(two, provenance)
    with pytest.raises(BcdrError, match="no impact assessment c"):
        art35(two, provenance, "c")
