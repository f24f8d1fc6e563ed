"""The headings that a continuity plan must have."""

from __future__ import annotations

from bcdr.frameworks.catalogue import clause
from bcdr.frameworks.plan_content import headings


def test_every_heading_names_who_asks_for_it() -> None:
    assert len({h.id for h in headings()}) == len(headings()) > 10
    assert {clause(c).framework for h in headings() for c in h.citations} == {"iso22301", "nis2-ir"}
