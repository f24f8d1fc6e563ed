"""The five-person practice: an honest small firm must pass, and its proof must be true."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from bcdr.audit import Audit, audit
from bcdr.finding import Severity
from bcdr.source.folder import read_folder
from bcdr.source.load import load

HOME = Path(__file__).parents[2] / "plans" / "corner-dental"
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def result() -> Audit:
    loaded = load(read_folder(str(HOME)))
    assert [p.message for p in loaded.problems] == []
    assert loaded.plan is not None
    return audit(loaded.plan, TODAY)


def test_budget_of_a_small_firm(result: Audit) -> None:
    found = [f"{f.severity.name} {f.rule} {f.object}" for f in result.findings if f.severity >= Severity.WARNING]
    assert [line for line in found if line.startswith("ERROR")] == []
    assert len(found) <= 5, found


def test_is_one_file_and_small(result: Audit) -> None:
    assert [p.name for p in HOME.rglob("*.y*ml")] == ["plan.yaml"]
    assert result.facts.profile == "micro"


def test_evidence_is_what_it_was(result: Audit) -> None:
    for entry in result.facts.plan.evidence.values():
        assert entry.file is not None
        assert sha256((HOME / entry.file).read_bytes()).hexdigest() == entry.sha256, entry.file
    filed = {entry.file for entry in result.facts.plan.evidence.values()}
    assert filed == {p.relative_to(HOME).as_posix() for p in (HOME / "evidence").iterdir()}


def test_its_data_needs_no_impact_assessment_and_says_why(result: Audit) -> None:
    screening = result.facts.plan.processing["patient-treatment"].screening
    assert screening is not None
    assert screening.decision == "not-required"
    assert screening.by == "roles/practice-owner"
    assert "ecital 91" in (screening.reason or "")


def test_every_warning_is_answered_by_an_action(result: Audit) -> None:
    warnings = {f.id: f.rule for f in result.findings if f.severity >= Severity.WARNING}
    answered = {a.finding: a for a in result.facts.plan.actions.values() if a.finding}
    assert answered.keys() == warnings.keys(), warnings
    for action in answered.values():
        assert action.owner
        assert action.due
        assert action.response
