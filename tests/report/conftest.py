"""Audits of the example companies and of a few lines of YAML."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bcdr.audit import Audit, audit
from bcdr.report.document import Listed
from bcdr.report.provenance import Provenance
from bcdr.source.folder import read_folder
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

ROOT = Path(__file__).resolve().parents[2]
AS_OF = date(2026, 11, 21)


@cache
def _audited(name: str) -> Audit:
    loaded = load(read_folder(str(ROOT / "plans" / name)))
    assert loaded.plan is not None, [p.message for p in loaded.problems]
    return audit(loaded.plan, AS_OF)


@pytest.fixture
def audited() -> Callable[[str], Audit]:
    """`audited("harbour-books")`."""
    return _audited


@pytest.fixture
def of_text() -> Callable[[str], Audit]:
    """An audit of a plan of that text."""

    def make(text: str) -> Audit:
        whole = "bcdr: 1\n" + ("" if "organization:" in text else "organization: {name: Test, country: DE}\n") + text
        loaded = load(from_texts({"plan.yaml": whole}))
        assert loaded.plan is not None, [p.message for p in loaded.problems]
        return audit(loaded.plan, AS_OF)

    return make


@pytest.fixture
def provenance() -> Provenance:
    """A fixed one."""
    sha = "cd" * 32
    attached = (
        Listed("plan.yaml", sha, 2000, "plan.yaml", about="File of the plan: plan.yaml"),
        Listed("more/shop.yaml", sha, 3, "more--shop.yaml", about="File of the plan: more/shop.yaml"),
        Listed("big.yaml", sha, 5 * 10**6, why="too large", about="File of the plan: big.yaml"),
        Listed("findings.json", sha, 9, "findings.json", about="All findings"),
    )
    return Provenance("bcdr 0.0", "ab" * 32, "0123456789abcdef", files={"plan.yaml": sha}, attached=attached)
