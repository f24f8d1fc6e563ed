"""Findings and results by hand, as small as they can be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bcdr.finding import Finding, Location, Severity, WaiverNote
from bcdr.report.lint import Action, Lint

HOSTILE = "a\x1b]0;x\x07\u202eb\r\n::error::c %0A </details><script>alert(1)</script> ]]> | `d` [e](https://f.g) @ada #1 \ufffe\ud800"
"""Everything that somebody could type to become more than text."""
LINE = "  orders-db: {name: Orders}"


def finding(**changes: Any) -> Finding:
    """An error with a place."""
    values: dict[str, Any] = {
        "id": "0123456789ab",
        "rule": "backup-same-site",
        "severity": Severity.ERROR,
        "object": "datastores/orders-db",
        "at": ("datastores", "orders-db"),
        "message": "every backup of orders-db is at its own site",
        "help": "put one elsewhere",
        "clauses": ("gdpr 32(1)(c)", "iso22301 8.3"),
        "location": Location("plans/shop/data.yaml", 14, 3, LINE, 9),
    }
    return Finding(**{**values, **changes})


def lint(*findings: Finding, **changes: Any) -> Lint:
    """The result of a lint that found these."""
    values: dict[str, Any] = {
        "plan": "plans/shop",
        "organization": "Corner Shop",
        "profile": "micro",
        "as_of": date(2026, 11, 21),
        "findings": findings,
        "first": tuple(Action(f) for f in findings if f.is_open)[:3],
        "checked": ("a", "b"),
        "left_out": (),
        "is_loaded": True,
    }
    return Lint(**{**values, **changes})


def accepted(**changes: Any) -> Finding:
    """A finding that a person accepted."""
    note = WaiverNote("no-second-site", "too dear", "roles/lead", date(2027, 3, 1))
    return finding(**{"severity": Severity.INFO, "waiver": note, **changes})


@pytest.fixture
def a_finding() -> Callable[..., Finding]:
    return finding


@pytest.fixture
def a_lint() -> Callable[..., Lint]:
    return lint
