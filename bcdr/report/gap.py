"""Gaps: what a document itself lacks, although no rule of the plan speaks of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bcdr.report.document import Callout, Card, Section, Tone, line, pair, say

Grade = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Gap:
    """A fault of a document: check, grade, object, what is so, what ends it."""

    check: str
    grade: Grade
    object: str
    condition: str
    cure: str


_TONES: dict[str, Tone] = {"high": "bad", "medium": "fair", "low": "note"}


def gap_section(gaps: tuple[Gap, ...]) -> Section:
    """The gaps as cards."""
    if not gaps:
        return Section(
            "gaps",
            "Gaps of this document",
            (Callout("No gaps", (line("The checks of this document found nothing missing."),), "good"),),
        )
    order = {"high": 0, "medium": 1, "low": 2}
    cards = tuple(
        Card(
            f"gap-{n}",
            g.condition,
            g.grade,
            _TONES[g.grade],
            (pair("Object", g.object), pair("Check", g.check), pair("Cure", g.cure)),
        )
        for n, g in enumerate(sorted(gaps, key=lambda g: (order[g.grade], g.check, g.object)), start=1)
    )
    return Section(
        "gaps",
        "Gaps of this document",
        (say("What the document itself lacks. These checks exist only for the legal reports."), *cards),
    )
