"""How far a copy is proven, in words with a colour beside them."""

from __future__ import annotations

from bcdr.analysis.assurance import Assurance, Shown
from bcdr.report.span import Span, Tone


def assurance_words(shown: Shown) -> Span:
    """The rung: a green job or a checksum is no restore."""
    tone: Tone = "bad" if shown.rung is Assurance.NOTHING else "fair" if shown.rung < Assurance.SYSTEM else "good"
    return Span(shown.rung.words, tone=tone)
