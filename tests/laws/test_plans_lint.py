"""The companies in plans/ are the product's showcase: no errors, and hardly a warning."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLANS = sorted(p.parent for p in (ROOT / "plans").glob("*/plan.yaml"))


def test_both_companies_are_there() -> None:
    assert {"harbour-books", "corner-dental"} <= {p.name for p in PLANS}


@pytest.mark.parametrize("plan", PLANS, ids=lambda p: p.name)
def test_plan_has_no_errors(plan: Path, program: Callable[..., Any]) -> None:
    done = program("lint", plan, "--format", "concise", "--fail-on", "error")
    assert done.returncode == 0, done.stdout + done.stderr


def test_corner_dental_has_at_most_five_warnings(program: Callable[..., Any]) -> None:
    done = program("lint", ROOT / "plans" / "corner-dental", "--format", "json")
    findings = json.loads(done.stdout)["findings"]
    graded = Counter(f["severity"] for f in findings if not f.get("waiver"))
    assert graded["warning"] <= 5, graded
