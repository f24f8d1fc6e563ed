"""JSON for programs."""

from __future__ import annotations

import json as reader
from datetime import date
from types import MappingProxyType

import pytest

from bcdr.finding import Severity, WaiverNote
from bcdr.render.json import json, pointer
from bcdr.report.baseline import Subject
from tests.render.conftest import finding, lint


def test_a_finding_has_all_its_fields() -> None:
    full = finding(
        cause="c", tier=1, fix="scaffold", numbers=MappingProxyType({"b": "2", "a": "1"}),
        severity=Severity.INFO, waiver=WaiverNote("w", "r", "roles/lead", date(2027, 3, 1)),
    )  # fmt: skip
    [found] = reader.loads(json([lint(full)]))["findings"]
    assert list(found["numbers"]) == ["a", "b"]
    assert found == {
        "plan": "plans/shop",
        "id": "0123456789ab",
        "rule": "backup-same-site",
        "severity": "info",
        "object": "datastores/orders-db",
        "field": "/datastores/orders-db",
        "message": "every backup of orders-db is at its own site",
        "help": "put one elsewhere",
        "file": "plans/shop/data.yaml",
        "line": 14,
        "column": 3,
        "clauses": ["gdpr 32(1)(c)", "iso22301 8.3"],
        "tier": 1,
        "waiver": {"id": "w", "reason": "r", "approved_by": "roles/lead", "valid_until": "2027-03-01"},
        "baseline": False,
        "fix": "scaffold",
        "numbers": {"a": "1", "b": "2"},
        "cause": "c",
    }


def test_what_is_not_there_is_null() -> None:
    [found] = reader.loads(json([lint(finding(location=None, help=""))]))["findings"]
    empty = ("file", "line", "column", "help", "tier", "waiver", "cause")
    assert {key: found[key] for key in empty} == dict.fromkeys(empty)


def test_a_plan_has_its_counts_and_what_was_not_checked() -> None:
    text = json([lint(finding(), left_out=(("not selected", ("x",)),)), lint(is_loaded=False, plan="other")])
    first, second = reader.loads(text)["plans"]
    assert first["counts"] == {"error": 1, "warning": 0, "info": 0, "accepted": 0, "known": 0}
    assert first["not_checked"] == [{"reason": "not selected", "rules": ["x"]}]
    assert (first["loaded"], second["loaded"]) == (True, False)


def test_what_the_baseline_knows_and_what_is_gone() -> None:
    result = reader.loads(json([lint(finding(is_known=True), gone=(Subject("r", "o", "c"),)), lint()]))
    assert [f["baseline"] for f in result["findings"]] == [True]
    assert result["plans"][0]["counts"] == {"error": 0, "warning": 0, "info": 0, "accepted": 0, "known": 1}
    assert result["plans"][0]["baseline_gone"] == [{"rule": "r", "object": "o", "cause": "c"}]
    assert result["plans"][1]["baseline_gone"] is None


def test_it_is_ascii_without_controls() -> None:
    text = json([lint(finding(message="ä\x1b\u202e"))])
    assert text.isascii()
    assert "\x1b" not in text
    assert reader.loads(text)["findings"][0]["message"] == "ä\x1b\u202e"


@pytest.mark.parametrize(("at", "written"), [((), ""), (("a", 0, "b"), "/a/0/b"), (("a/b", "~"), "/a~1b/~0")])
def test_pointer(at: tuple[str | int, ...], written: str) -> None:
    assert pointer(at) == written
