"""The document checks as a whole: names, lessons, grades, acceptance, and which report shows which."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.dangling import ALIKE, nearest
from bcdr.audit import Audit
from bcdr.finding import Severity
from bcdr.frameworks import clause
from bcdr.report.check.catalogue import art32_gaps, art35_gaps, chapter, checks
from bcdr.report.check.check import Check
from bcdr.rules.registry import NEARLY_RULES, rules

OfText = Callable[[str], Audit]

GRADES = {
    "high": {
        "approval-after-change", "breach-clock-missed", "dpia-high-residual-no-consultation", "dpia-required-missing",
        "rpo-missed-in-drill",
    },
    "medium": {
        "access-unreviewed", "breach-register-incomplete", "dpia-content-gap", "dpia-no-dpo-advice",
        "dpia-review-overdue", "dpia-screening-missing", "plan-content-gap", "processor-contract-gap",
        "restore-target-not-segregated", "restored-env-weaker", "retention-exceeds-purpose", "scope-missing",
    },
    "low": {"certificate-claim-unscoped", "runbook-no-activation", "runbook-no-return", "training-missing"},
}  # fmt: skip
TWO = "dpias: {a: {title: A}, b: {title: B}}\nprocessing: {p: {title: P}}\nrunbooks: {r: {title: R}}\n"
WAIVED = "people: {a: {name: A, training: [{topic: t}]}}\nrunbooks: {r: {title: R, activation: always}}\n"
WAIVER = "waivers: {w: {rule: %s, on: %s, reason: x, approved_by: people/a, occurred: 2026-06-01, valid_until: %s}}"

every_check = pytest.mark.parametrize("one", checks(), ids=lambda c: c.name)


def test_every_check_has_its_grade() -> None:
    assert {g: {c.name for c in checks() if c.grade == g} for g in GRADES} == GRADES


@every_check
def test_every_check_is_a_whole_lesson(one: Check) -> None:
    assert one.summary.endswith(".")
    assert one.lesson["why"]
    assert one.lesson["clears"]
    assert [clause(c).title for c in one.clauses]


def test_no_check_has_the_name_of_a_rule() -> None:
    assert not {c.name for c in checks()} & {r.name for r in rules()}


def test_the_checks_are_a_chapter() -> None:
    shown = {lesson.name: lesson for lesson in chapter().lessons}
    assert chapter().question.partition("?")[1]
    assert set(shown) == {c.name for c in checks()}
    assert shown["rpo-missed-in-drill"].grades == (("Art. 32 report", ("high",) * 4),)
    assert shown["approval-after-change"].grades[0][0] == "both reports"
    assert shown["processor-contract-gap"].citations[0].clauses[0].label == "GDPR Art. 28(3)"
    assert shown["dpia-required-missing"].choices
    assert (shown["dpia-content-gap"].waiver_days, shown["plan-content-gap"].waiver_days) == (180, 365)


def test_a_report_shows_what_concerns_it(of_text: OfText) -> None:
    audit = of_text(TWO)
    assert {f.object.partition("/")[0] for f in art32_gaps(audit)} == {"plan", "runbooks"}
    assert {f.object for f in art35_gaps(audit, audit.facts.plan.dpias["a"])} == {"dpias/a", "processing/p"}
    assert {f.object for f in art35_gaps(audit, None)} == {"processing/p"}


def test_the_gravest_come_first_and_every_id_is_its_own(of_text: OfText) -> None:
    found = art32_gaps(
        of_text(
            TWO
            + "datastores: {d: {rpo: 1h}}\ndrills: {x: {type: full-scale, covers: [datastores/d], occurred: 2026-01-01, result: passed, measured: {rpo: 2h}}}"
        )
    )
    assert [f.severity for f in found] == sorted((f.severity for f in found), reverse=True)
    assert found[0].severity is Severity.ERROR
    assert len({f.id for f in found}) == len(found)


@pytest.mark.parametrize(
    ("waiver", "is_accepted"),
    [
        (WAIVER % ("runbook-no-return", "runbooks/r", "2027-06-01"), True),
        (WAIVER % ("runbook-no-return", "runbooks/r", "2027-06-02"), False),
        (WAIVER % ("runbook-no-return", "runbooks/r", "2026-11-20"), False),
        (WAIVER % ("runbook-no-return", "plan", "2027-06-01"), False),
        (WAIVER % ("runbook-no-activation", "runbooks/r", "2027-06-01"), False),
    ],
    ids=["365 days", "a day too long", "expired", "another object", "another check"],
)
def test_a_valid_waiver_accepts_a_gap_and_it_stays(of_text: OfText, waiver: str, is_accepted: bool) -> None:
    found = next(f for f in art32_gaps(of_text(WAIVED + waiver)) if f.rule == "runbook-no-return")
    assert (found.waiver is not None) is is_accepted
    assert found.severity is Severity.INFO


@pytest.mark.parametrize(("until", "is_accepted"), [("2026-11-28", True), ("2026-11-29", False)])
def test_a_duty_of_the_gdpr_is_accepted_for_half_a_year(of_text: OfText, until: str, is_accepted: bool) -> None:
    plan = "people: {a: {name: A}}\n" + WAIVER % ("training-missing", "plan", until)
    found = next(f for f in art32_gaps(of_text(plan)) if f.rule == "training-missing")
    assert (found.waiver is not None) is is_accepted


def test_no_check_is_taken_for_a_misspelt_rule() -> None:
    """A waiver of a name that is nearly a rule's is called broken, unless the registry knows better."""
    names = [r.name for r in rules()]
    assert {c.name for c in checks() if nearest(c.name, names, ALIKE)} == NEARLY_RULES
