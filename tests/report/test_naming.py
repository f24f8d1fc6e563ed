"""How documents name things."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.audit import Audit
from bcdr.finding import Finding, Severity, WaiverNote
from bcdr.report.naming import grade_of, joined, name_of, place_words
from bcdr.report.span import Span

PLAN = """
people: {a: {name: Anna}}
roles: {lead: {name: Lead, holder: a}, lawyer: {name: Officer (external), holder: a}, empty: {}, team: {members: [a]}, night: {holders_in: documents/roster}}
documents: {roster: {title: Roster}}
places:
  hall: {name: North hall, site: s1, provider: p1}
  rack: {name: Rack 4, within: hall}
  safe: {name: Hall safe of Nord, site: s2, provider: nord}
  shed: {name: Shed, site: s3, provider: self}
  hut: {name: Hut, site: s3}
vendors: {nord: {name: Nord GmbH}, p1: {name: Paul AG}}
reviews: {r1: {kind: management-review, occurred: 2026-02-03}}
scenarios: {ransomware: {}, flood: {title: The river}}
"""


@pytest.mark.parametrize(
    ("ref", "name"),
    [
        ("people/a", "Anna"),
        ("roles/lead", "Lead (Anna)"),
        ("roles/empty", "empty (nobody)"),
        ("roles/lawyer", "Officer (external, Anna)"),
        ("roles/team", "team"),
        ("roles/night", "night"),
        ("people/ghost", "people/ghost"),
        ("reviews/r1", "management review of 2026-02-03"),
        ("scenarios/ransomware", "Encryption and theft with administrator rights"),
        ("scenarios/flood", "The river"),
        (None, "not provided"),
    ],
)
def test_names(of_text: Callable[[str], Audit], ref: str | None, name: str) -> None:
    assert name_of(of_text(PLAN).facts, ref) == name


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("places/rack", "Rack 4 (North hall, Paul AG)"),
        ("places/hall", "North hall (Paul AG)"),
        ("places/safe", "Hall safe of Nord"),
        ("places/shed", "Shed (s3)"),
        ("vendors/nord", "Nord GmbH"),
        ("places/ghost", "places/ghost"),
        (None, "not provided"),
    ],
)
def test_a_place_says_its_site_and_who_runs_it_by_name(
    of_text: Callable[[str], Audit], ref: str | None, words: str
) -> None:
    assert place_words(of_text(PLAN).facts, ref) == words


@pytest.mark.parametrize(
    ("severity", "tier", "special", "waived", "word"),
    [
        (Severity.ERROR, 1, False, False, "critical"),
        (Severity.ERROR, 2, True, False, "critical"),
        (Severity.ERROR, 2, False, False, "high"),
        (Severity.WARNING, 1, True, False, "medium"),
        (Severity.INFO, 1, False, False, "low"),
        (Severity.INFO, 1, False, True, "accepted"),
    ],
)
def test_grades_of_auditors(severity: Severity, tier: int, special: bool, waived: bool, word: str) -> None:
    note = WaiverNote("w", "r", "people/a", None) if waived else None
    assert grade_of(Finding("1", "r", severity, "plan", (), "m", tier=tier, waiver=note), special=special)[0] == word


@pytest.mark.parametrize(
    ("texts", "more", "said"),
    [
        ([], {}, "none"),
        (["a"], {}, "a"),
        (["a", "b"], {}, "a, b"),
        (["ISO 22301, 8.5", "CIS v8.1, 11.3"], {"between": "; "}, "ISO 22301, 8.5; CIS v8.1, 11.3"),
    ],
)
def test_spans_on_one_line(texts: list[str], more: dict[str, str], said: str) -> None:
    assert "".join(s.text for s in joined(map(Span, texts), **more)) == said
