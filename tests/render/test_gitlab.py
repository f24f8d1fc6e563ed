"""GitLab's code quality report."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from bcdr.finding import Severity
from bcdr.render.gitlab import gitlab
from tests.render.conftest import HOSTILE, accepted, finding, lint

# What GitLab's documentation asks of every issue.
SCHEMA: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{12}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)"},
                    "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}  # fmt: skip


def read(text: str) -> list[dict[str, Any]]:
    found = json.loads(text)
    jsonschema.validate(found, SCHEMA)
    return list(found)


def test_one_finding_looks_like_this() -> None:
    [found] = read(gitlab([lint(finding())]))
    assert found == {
        "description": "every backup of orders-db is at its own site. What to do: put one elsewhere",
        "check_name": "backup-same-site",
        "fingerprint": found["fingerprint"],
        "severity": "critical",
        "location": {"path": "plans/shop/data.yaml", "lines": {"begin": 14}},
    }


@pytest.mark.parametrize(
    ("one", "loaded", "severity", "said"),
    [
        (finding(), True, "critical", "own site"),
        (finding(severity=Severity.WARNING), True, "minor", "own site"),
        (finding(severity=Severity.INFO), True, "info", "own site"),
        (accepted(), True, "info", "(accepted by roles/lead until 2027-03-01 (waivers/no-second-site): too dear)"),
        (finding(is_known=True), True, "info", "(known: listed in the baseline)"),
        (finding(), False, "blocker", "own site"),
    ],
    ids=["error", "warning", "info", "accepted", "known", "not-loaded"],
)
def test_severity(one: Any, loaded: bool, severity: str, said: str) -> None:
    [found] = read(gitlab([lint(one, is_loaded=loaded)]))
    assert found["severity"] == severity
    assert said in found["description"]


def test_fingerprints_are_unique_in_the_file_and_stable() -> None:
    lints = [lint(finding(), finding(), finding(id="other")), lint(finding(), plan="plans/other")]
    prints = [f["fingerprint"] for f in read(gitlab(lints))]
    assert len(set(prints)) == 4
    again = read(gitlab([lint(finding(message="reworded", location=None), plan="plans/other"), lints[0]]))
    assert sorted(f["fingerprint"] for f in again) == sorted(prints)


def test_nothing_found_is_an_empty_list() -> None:
    assert gitlab([lint()]) == "[]"


def test_nothing_that_people_type_stays_a_control_character() -> None:
    [found] = read(gitlab([lint(finding(message=HOSTILE, location=None), plan="./a\n")]))
    assert not set(found["description"] + found["location"]["path"]) & set("\x1b\x07\u202e\r\n\ud800")
