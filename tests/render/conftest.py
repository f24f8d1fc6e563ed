"""Findings and results by hand, as small as they can be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bcdr.finding import Finding, Location, Severity
from bcdr.report.lint import Action, Lint

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
        "first": tuple(Action(f) for f in findings if f.waiver is None)[:3],
        "checked": ("a", "b"),
        "left_out": (),
        "is_loaded": True,
    }
    return Lint(**{**values, **changes})


@pytest.fixture
def a_finding() -> Callable[..., Finding]:
    return finding


@pytest.fixture
def a_lint() -> Callable[..., Lint]:
    return lint
