"""The impact assessment: in the order of the law, with every gap shown and no judgement made by the tool."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.audit import Audit
from bcdr.errors import BcdrError
from bcdr.report.art35 import art35
from bcdr.report.block import Pairs
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


WAYS = """
places: {room: {site: office, account: acc}, cloud: {site: far, account: acc}}
credentials: {root: {holders: [a], can: {delete: [places/room, places/cloud]}}}
people: {a: {name: Anna}}
processing: {p: {title: Loyalty, datastores: [d]}}
dpias: {x: {title: Loyalty, processing: [p], author: people/a}}
datastores:
  d: {name: Members, class: truth, at: room, personal: {level: ordinary, processing: [p]}}
"""


@pytest.mark.parametrize(
    ("event", "words"), [("disappearance", "site office"), ("modification", "an attacker owns account acc")]
)
def test_feared_events_quote_what_the_fault_tree_says(
    of_text: OfText, provenance: Provenance, event: str, words: str
) -> None:
    document = art35(of_text(WAYS), provenance)
    whole = {s.id: s for section in document.sections for s in section.sections}
    said = [s.text for s in spans((whole[f"event-{event}"],))]
    assert any(words in one for one in said), said
    assert "never" in said
    other = {"disappearance": "an attacker", "modification": "site office is"}[event]
    assert not any(other in one for one in said)


def test_who_wrote_evaluated_and_validated_it_is_named(of_text: OfText, provenance: Provenance) -> None:
    summary = next(s for s in art35(of_text(WAYS), provenance).sections if s.id == "summary")
    rows = {name: lines[0][0].text for b in summary.blocks if isinstance(b, Pairs) for name, lines in b.rows}
    assert (rows["Written by"], rows["Evaluated by"], rows["Validated by"]) == ("Anna", "not provided", "not provided")
