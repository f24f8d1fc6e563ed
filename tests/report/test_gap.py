"""Gaps of a document: each with its whole record, or that there is none."""

from __future__ import annotations

from collections.abc import Callable

from bcdr.audit import Audit
from bcdr.report.block import Callout, Card
from bcdr.report.check.catalogue import art32_gaps
from bcdr.report.gap import gap_section


def test_every_gap_is_a_card(of_text: Callable[[str], Audit]) -> None:
    audit = of_text("runbooks: {r: {title: R}}")
    gaps = art32_gaps(audit)
    cards = [b for b in gap_section(gaps, audit).blocks if isinstance(b, Card)]
    assert [c.id for c in cards] == [f"finding-{g.id}" for g in gaps]
    assert len({c.id for c in cards}) == len(gaps) > 3


def test_no_gap_is_said(of_text: Callable[[str], Audit]) -> None:
    block = gap_section((), of_text("")).blocks[0]
    assert isinstance(block, Callout)
    assert block.title == "No gaps"
