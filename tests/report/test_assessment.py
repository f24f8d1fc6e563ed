"""What a plan shows of each clause: five words, derived, reconciled, and never greener than what is known."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.audit import Audit
from bcdr.frameworks.status import statuses
from bcdr.report.assessment import Assessed, assessments
from bcdr.report.controls import NO_PERSONAL_DATA, control_matrix
from bcdr.report.crosswalk import crosswalks

Audited = Callable[[str], Audit]
OfText = Callable[[str], Audit]
COMPANIES = ["harbour-books", "corner-dental"]


def row(audit: Audit, citation: str) -> Assessed:
    return next(r for one in assessments(audit) for r in one.rows if r.row.clause.citation == citation)


@pytest.mark.parametrize("company", COMPANIES)
def test_totals_reconcile(audited: Audited, company: str) -> None:
    found = assessments(audited(company))
    assert sorted(one.crosswalk.framework.id for one in found) == sorted(w.framework.id for w in crosswalks())
    for one in found:
        assert [word for word, _ in one.totals] == list(statuses())
        assert sum(number for _, number in one.totals) == len(one.rows) == len(one.crosswalk.rows)


@pytest.mark.parametrize("company", COMPANIES)
def test_the_points_of_art_32_are_those_of_the_report(audited: Audited, company: str) -> None:
    audit = audited(company)
    for control in control_matrix(audit):
        assessed = row(audit, control.point.citation)
        assert (assessed.status, assessed.reason, assessed.lacking, assessed.findings) == (
            control.status,
            control.reason,
            control.lacking,
            control.findings,
        )


@pytest.mark.parametrize("company", COMPANIES)
def test_no_word_is_greener_than_what_is_known(audited: Audited, company: str) -> None:
    for one in assessments(audited(company)):
        for r in one.rows:
            if r.status.id == "evidenced":
                assert not r.lacking, r
                assert not r.findings, r
                assert r.row.rules or r.specific, r
                assert not r.row.clause.judgement, r
            if r.status.needs_reason:
                assert r.reason, r


@pytest.mark.parametrize("company", COMPANIES)
def test_every_finding_stands_beside_every_clause_that_it_touches(audited: Audited, company: str) -> None:
    audit = audited(company)
    beside = {(r.row.clause.citation, f.id) for one in assessments(audit) for r in one.rows for f in r.findings}
    assert beside == {(c, f.id) for f in audit.findings for c in f.clauses}


def test_a_plan_that_says_nothing_evidences_nothing(of_text: OfText) -> None:
    words = {r.status.id for one in assessments(of_text("")) for r in one.rows}
    assert "evidenced" not in words
    assert "no-evidence" in words


@pytest.mark.parametrize(
    ("plan", "reason"),
    [
        ("datastores: {db: {personal: none}}", NO_PERSONAL_DATA),
        ("datastores: {db: {personal: none}, old: {active: no}}", NO_PERSONAL_DATA),
        ("datastores: {db: {personal: none}, other: {class: truth}}", ""),
        ("datastores: {db: {personal: ordinary}}", ""),
        ("", ""),
    ],
)
def test_the_gdpr_does_not_apply_only_where_every_datastore_says_so(of_text: OfText, plan: str, reason: str) -> None:
    for citation in ("gdpr 33(1)", "gdpr 32(1)(a)", "wp248 C1"):
        found = row(of_text(plan), citation)
        assert (found.status.id == "not-applicable", found.reason) == (bool(reason), reason)
    assert row(of_text(plan), "iso22301 8.5").status.id != "not-applicable"


@pytest.mark.parametrize(
    ("officer", "word"),
    [
        ("{required: no, reason: we are five}", "not-applicable"),
        ("{required: no}", "no-evidence"),
        ("{required: yes, reason: the core is monitoring}", "no-evidence"),
    ],
)
def test_the_duties_of_an_officer_need_an_officer(of_text: OfText, officer: str, word: str) -> None:
    text = f"organization: {{name: Test, gdpr: {{dpo: {officer}}}}}\ndatastores: {{db: {{personal: ordinary}}}}"
    found = row(of_text(text), "gdpr 38(3)")
    assert found.reason == ("we are five" if word == "not-applicable" else "")
    assert (found.status.id == "not-applicable") == (word == "not-applicable")


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        ("[iso22301]", ["iso22301"]),
        ("[NIST]", ["nist-800-53-cp", "nist-800-34", "nist-csf"]),
        ("[nis2]", ["nis2", "nis2-ir"]),
        ("[unheard-of]", []),
    ],
)
def test_what_the_plan_names_comes_first(of_text: OfText, names: str, chosen: list[str]) -> None:
    found = assessments(of_text(f"policy: {{frameworks: {names}}}"))
    own = [one.crosswalk.framework.id for one in found if one.is_chosen]
    assert sorted(own) == sorted(chosen)
    assert [one.crosswalk.framework.id for one in found][: len(own)] == own


def test_evidence_is_not_whole_while_a_rule_finds_fault_with_it(audited: Audited) -> None:
    """No rule on restores cites SOC 2 A1.3, and yet the drills that it asks for are not whole."""
    found = row(audited("corner-dental"), "soc2 A1.3")
    assert found.status.id == "partly-evidenced"
    assert found.lacking[0].startswith("Drills and tests: Mail and calendar: no restore ever passed")
