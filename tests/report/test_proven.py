"""How far a copy is proven, in words."""

from __future__ import annotations

import pytest

from bcdr.analysis.assurance import Assurance, Shown
from bcdr.report.proven import assurance_words


@pytest.mark.parametrize(
    ("rung", "tone"),
    [
        (Assurance.NOTHING, "bad"),
        (Assurance.RAN, "fair"),
        (Assurance.VERIFIED, "fair"),
        (Assurance.ITEM, "fair"),
        (Assurance.SYSTEM, "good"),
        (Assurance.APPLICATION, "good"),
    ],
)
def test_only_a_whole_restore_is_good(rung: Assurance, tone: str) -> None:
    assert (assurance_words(Shown(rung)).text, assurance_words(Shown(rung)).tone) == (rung.words, tone)
