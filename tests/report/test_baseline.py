"""Baselines: what is known, what is new, what is gone, and files that are none."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcdr.finding import Finding, Severity
from bcdr.report.baseline import Baseline, Subject, gone, marked, parsed, printed, recorded, subject_of
from tests.render.conftest import accepted, finding, lint

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741 - as the catalogue writes them
SUBJECT = Subject("backup-same-site", "datastores/orders-db", "")
OTHER = Subject("backup-stale", "datastores/x/copies/y", "never")


@pytest.mark.parametrize(
    ("one", "listed", "known"),
    [
        (finding(), E, True),
        (finding(), W, False),
        (finding(severity=W), E, True),
        (finding(severity=W), W, True),
        (finding(severity=W), I, False),
        (finding(severity=I), I, True),
        (finding(cause="other"), E, False),
        (finding(object="datastores/other"), E, False),
        (finding(rule="other"), E, False),
        (finding(id="x", message="reworded", help="", location=None, tier=4), E, True),
        (accepted(), E, False),
    ],
    ids=[
        "same", "graver-than-warning", "milder", "warning", "graver-than-info", "info", "other-cause", "other-object",
        "other-rule", "other-words", "accepted",
    ],
)  # fmt: skip
def test_marked(one: Finding, listed: Severity, known: bool) -> None:
    [found] = marked((one,), {SUBJECT: listed})
    assert found.is_known is known
    assert found._replace(is_known=False) == one


@pytest.mark.parametrize(
    ("found", "unselected", "missing"),
    [
        ((), (), (SUBJECT, OTHER)),
        ((finding(),), (), (OTHER,)),
        ((finding(severity=W),), (), (OTHER,)),
        ((accepted(),), (), (SUBJECT, OTHER)),
        ((), ("backup-stale",), (SUBJECT,)),
        ((), ("backup-stale", "backup-same-site"), ()),
    ],
    ids=["nothing", "one-left", "milder", "accepted-now", "one-left-out", "all-left-out"],
)
def test_gone(found: tuple[Finding, ...], unselected: tuple[str, ...], missing: tuple[Subject, ...]) -> None:
    assert gone(found, {OTHER: E, SUBJECT: E}, unselected) == missing


def test_recorded_takes_everything_that_is_not_accepted() -> None:
    made = recorded({"shop": lint(finding(), finding(rule="b", severity=I), accepted(object="datastores/z"))}, None)
    assert made == Baseline({"shop": {SUBJECT: E, Subject("b", "datastores/orders-db", ""): I}})


def test_recorded_keeps_what_the_run_did_not_look_at() -> None:
    before = Baseline({"a": {SUBJECT: E, OTHER: W}, "b": {OTHER: I}})
    run = lint(finding(severity=W), left_out=(("not selected", ("backup-stale",)), ("no personal data", ("z",))))
    assert recorded({"a": run}, before) == Baseline({"a": {SUBJECT: W, OTHER: W}, "b": {OTHER: I}})
    assert recorded({"a": lint()}, before) == Baseline({"a": {}, "b": {OTHER: I}})


def test_a_plan_without_findings_is_in_it_too() -> None:
    assert parsed(printed(recorded({"a": lint()}, None))) == Baseline({"a": {}})


def test_one_entry_a_line_sorted() -> None:
    text = printed(Baseline({"b": {}, "a": {OTHER: W, SUBJECT: E}}))
    assert text == (
        '{\n"bcdr_baseline": 1,\n"plans": [\n"a",\n"b"\n],\n"findings": [\n'
        '{"plan": "a", "rule": "backup-same-site", "object": "datastores/orders-db", "cause": "", "severity": "error"},\n'
        '{"plan": "a", "rule": "backup-stale", "object": "datastores/x/copies/y", "cause": "never", "severity": "warning"}\n'
        "]\n}\n"
    )


TEXTS = st.text(max_size=9)


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=9),
        st.dictionaries(st.builds(Subject, TEXTS, TEXTS, TEXTS), st.sampled_from(Severity)),
    )
)
def test_what_is_printed_is_read_back(plans: Any) -> None:
    text = printed(Baseline(plans))
    assert text.isascii()
    assert parsed(text) == Baseline(plans)
    assert printed(parsed(text)) == text


def changed(**changes: Any) -> str:
    entry = {"plan": "a", "rule": "r", "object": "o", "cause": "", "severity": "error"}
    return json.dumps({"bcdr_baseline": 1, "plans": ["a"], "findings": [{**entry, **changes}]})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "line 1 is not JSON"),
        ("\x00\x01", "line 1 is not JSON"),
        ('{"bcdr_baseline": 1,\n', "line 2 is not JSON"),
        ('{\n<<<<<<< ours\n"bcdr_baseline": 1\n=======\n>>>>>>> theirs\n}', "line 2: a merge was left half done"),
        ("[" * 100_000, "nested too deep"),
        ("[]", "the key bcdr_baseline is missing"),
        ("null", "the key bcdr_baseline is missing"),
        ('{"version": 1}', "the key bcdr_baseline is missing"),
        ('{"bcdr_baseline": 2, "plans": [], "findings": []}', "its version is 2; this program reads version 1"),
        ('{"bcdr_baseline": true, "plans": [], "findings": []}', "its version is true"),
        ('{"bcdr_baseline": 1, "plans": []}', "it must have the keys"),
        ('{"bcdr_baseline": 1, "plans": [], "findings": [], "more": 1}', "it must have the keys"),
        ('{"bcdr_baseline": 1, "bcdr_baseline": 1, "plans": [], "findings": []}', "a key stands twice"),
        ('{"bcdr_baseline": 1, "plans": "a", "findings": []}', "plans must be a list of folders"),
        ('{"bcdr_baseline": 1, "plans": [1], "findings": []}', "plans must be a list of folders"),
        ('{"bcdr_baseline": 1, "plans": [""], "findings": []}', "plans must be a list of folders"),
        ('{"bcdr_baseline": 1, "plans": [], "findings": {}}', "findings a list of entries"),
        ('{"bcdr_baseline": 1, "plans": [], "findings": [7]}', "entry 1 must have plan, rule, object, cause, severity"),
        ('{"bcdr_baseline": 1, "plans": ["a"], "findings": [{"plan": "a"}]}', "entry 1 must have"),
        (changed(more=1), "entry 1 must have"),
        (changed(rule=7), "entry 1 has a value that is not text"),
        (changed(severity="awful"), "entry 1 has the severity awful"),
        (changed(plan="b"), "entry 1 is of a plan that is not in its list of plans"),
        (changed().replace("}]", '}, {"plan": "a", "rule": "r", "object": "o", "cause": "", "severity": "info"}]'), "entry 2 says the same as one before it"),
    ],
)  # fmt: skip
def test_what_is_no_baseline_says_why(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)):
        parsed(text)


def test_the_unchanged_case_is_one() -> None:
    assert parsed(changed()) == Baseline({"a": {Subject("r", "o", ""): E}})
    assert subject_of(finding(cause="c")) == SUBJECT._replace(cause="c")
