"""JUnit files, loaded by a real reader of them."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase

from bcdr.finding import Finding, Severity
from bcdr.render.junit import junit
from bcdr.report.rulebook import Rulebook, rulebook
from tests.render.conftest import HOSTILE, accepted, finding, lint

RULE = "backup-same-site"


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return rulebook()


def cases(text: str) -> dict[str, TestCase]:
    suites = list(JUnitXml.fromstring(text.encode()))
    return {case.name: case for suite in suites for case in suite}


def test_a_suite_for_each_plan_and_a_case_for_each_rule(book: Rulebook) -> None:
    one = lint(finding(), checked=(RULE, "restore-never-tested"), left_out=(("not selected", ("backup-stale",)),))
    found = JUnitXml.fromstring(junit([one, lint(plan="other", checked=(RULE,))], book).encode())
    suites = list(found)
    assert [(s.name, s.tests, s.failures, s.errors, s.skipped) for s in suites] == [
        ("plans/shop", 3, 1, 0, 1),
        ("other", 1, 0, 0, 0),
    ]
    assert (found.tests, found.failures, found.skipped) == (4, 1, 1)
    assert [(c.name, c.classname) for c in suites[0]] == [
        (RULE, "bcdr.isolation"),
        ("restore-never-tested", "bcdr.drills"),
        ("backup-stale", "bcdr.backups"),
    ]


def test_a_failure_holds_all_findings_of_the_rule(book: Rulebook) -> None:
    one = lint(finding(severity=Severity.WARNING), finding(message="and this"), checked=(RULE,))
    [failure] = cases(junit([one], book))[RULE].result
    assert isinstance(failure, Failure)
    assert (failure.type, failure.message) == ("error", "every backup of orders-db is at its own site (and 1 more)")
    assert "plans/shop/data.yaml:14:3: warning[backup-same-site] every backup" in failure.text
    assert "error[backup-same-site] and this\n  what to do: put one elsewhere" in failure.text


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (finding(severity=Severity.INFO), "info[backup-same-site]"),
        (accepted(), "accepted by roles/lead until 2027-03-01 (waivers/no-second-site): too dear"),
        (finding(is_known=True), "known[backup-same-site]"),
    ],
    ids=["info", "accepted", "known"],
)
def test_what_fails_nothing_stays_visible(one: Finding, said: str, book: Rulebook) -> None:
    case = cases(junit([lint(one, checked=(RULE,))], book))[RULE]
    assert case.is_passed
    assert said in case.system_out


def test_a_rule_that_did_not_run_never_passes(book: Rulebook) -> None:
    text = junit([lint(checked=(), left_out=(("not selected", (RULE,)), ("no data", ("gdpr-rule",))))], book)
    for name, why in ((RULE, "not checked: not selected"), ("gdpr-rule", "not checked: no data")):
        [skipped] = cases(text)[name].result
        assert isinstance(skipped, Skipped)
        assert skipped.message == why


def test_a_plan_that_could_not_be_loaded_is_an_error_and_nothing_passes(book: Rulebook) -> None:
    found = cases(junit([lint(finding(rule="yaml-syntax"), checked=(), is_loaded=False)], book))
    assert isinstance(found["plan-can-be-loaded"].result[0], Error)
    assert "yaml-syntax" in found["plan-can-be-loaded"].result[0].text
    assert isinstance(found["rules"].result[0], Skipped)
    assert not any(case.is_passed for case in found.values())


def test_a_finding_of_a_rule_that_nobody_listed_is_not_lost(book: Rulebook) -> None:
    assert not cases(junit([lint(finding(rule="new"), checked=())], book))["new"].is_passed


@pytest.mark.parametrize("field", ["message", "help", "object", "rule"])
def test_nothing_that_people_type_breaks_the_file(field: str, book: Rulebook) -> None:
    text = junit([lint(finding(**{field: HOSTILE}), plan=HOSTILE, organization=HOSTILE)], book)
    assert text.isascii()
    root = ET.fromstring(text)
    assert {e.tag for e in root.iter()} == {"testsuites", "testsuite", "testcase", "failure", "system-out"}
    assert not set("".join(root.itertext())) & set("\x1b\x07\u202e\r")
