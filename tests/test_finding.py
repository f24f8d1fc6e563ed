"""The words of an audit."""

from __future__ import annotations

import pytest

from bcdr.finding import Deviation, Finding, Location, Severity, finding_id


def test_one_step_lower() -> None:
    assert [s.lowered for s in reversed(Severity)] == [Severity.WARNING, Severity.INFO, None]


def test_the_id_ignores_wording_and_place() -> None:
    assert finding_id("a", "b") == finding_id("a", "b")
    assert len({finding_id("a", "b"), finding_id("a", "c"), finding_id("a", "b", "c"), finding_id("ab", "")}) == 4


def test_a_finding_is_only_ever_located() -> None:
    found = Finding("1", "r", Severity.ERROR, "plan", (), "m")
    placed = found.located(Location("plan.yaml", 3, 1))
    assert (found.location, placed.location.line if placed.location else 0) == (None, 3)
    with pytest.raises(AttributeError):
        found.message = "x"  # type: ignore[misc]


def test_a_deviation_needs_place_and_words_only() -> None:
    assert Deviation(("plan",), "m").numbers == {}
