"""Gaps of a document: the gravest first, or that there is none."""

from __future__ import annotations

from bcdr.report.document import Callout, Card
from bcdr.report.gap import Gap, gap_section


def test_the_gravest_come_first() -> None:
    gaps = tuple(Gap(f"check-{g}", g, "plan", g, "cure") for g in ("low", "high", "medium"))  # type: ignore[arg-type]
    cards = [b for b in gap_section(gaps).blocks if isinstance(b, Card)]
    assert [c.grade for c in cards] == ["high", "medium", "low"]
    assert len({c.id for c in cards}) == 3


def test_no_gap_is_said() -> None:
    block = gap_section(()).blocks[0]
    assert isinstance(block, Callout)
    assert block.title == "No gaps"
