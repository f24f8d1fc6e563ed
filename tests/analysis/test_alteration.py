"""When something last changed in earnest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bcdr.analysis.alteration import last_changes
from bcdr.analysis.facts import Facts

CHANGE = "datastores: {d: {changed: 2026-01-01}}\nchanges: {c: {title: x, affects: [datastores/d], %s}}"


@pytest.mark.parametrize(
    ("change", "day"),
    [
        ("kind: migration, status: done, occurred: 2026-05-05", date(2026, 5, 5)),
        ("kind: migration, status: done, planned: 2026-05-05", date(2026, 5, 5)),
        ("kind: migration, status: done, occurred: 2025-05-05", date(2026, 1, 1)),
        ("kind: migration, status: planned, planned: 2026-05-05", date(2026, 1, 1)),
        ("kind: migration, status: done, occurred: 2026-12-05", date(2026, 1, 1)),
        ("kind: release, status: done, occurred: 2026-05-05", date(2026, 1, 1)),
    ],
)
def test_newest_major_change(change: str, day: date, facts: Callable[..., Facts]) -> None:
    known = facts(CHANGE % change)
    assert last_changes(known.plan, known.as_of) == {"datastores/d": day}
