"""How documents name things."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.audit import Audit
from bcdr.finding import Finding, Severity, WaiverNote
from bcdr.report.naming import grade_of, name_of, place_words

PLAN = """
people: {a: {name: Anna}}
roles: {lead: {name: Lead, holder: a}, empty: {}, team: {members: [a]}, night: {holders_in: documents/roster}}
documents: {roster: {title: Roster}}
places: {rack: {name: Rack 4, site: s1, provider: p1}}
"""


@pytest.mark.parametrize(
    ("ref", "name"),
    [
        ("people/a", "Anna"),
        ("roles/lead", "Lead (Anna)"),
        ("roles/empty", "empty (nobody)"),
        ("roles/team", "team"),
        ("roles/night", "night"),
        ("people/ghost", "people/ghost"),
        (None, "not provided"),
    ],
)
def test_names(of_text: Callable[[str], Audit], ref: str | None, name: str) -> None:
    assert name_of(of_text(PLAN).facts, ref) == name


def test_a_place_says_its_site_and_provider(of_text: Callable[[str], Audit]) -> None:
    assert place_words(of_text(PLAN).facts, "places/rack") == "Rack 4 (s1, p1)"


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
