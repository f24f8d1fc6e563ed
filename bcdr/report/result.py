"""How the result of a drill is told: its word, what it measured only in part, and what it no longer counts for."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.analysis.proof import is_part
from bcdr.model.drill import Drill
from bcdr.model.record import Entry
from bcdr.report.span import Span, Tone
from bcdr.report.wording import listed
from bcdr.rules.since import changed

TONES: dict[str, Tone] = {"passed": "good", "partial": "fair", "failed": "bad"}
PART = "restore part only"
"""Stands beside a time that holds neither switch-over nor users."""


def result(drill: Drill, facts: Facts) -> Span:
    """The result as a word, or whether it is still to come."""
    if drill.result is not None and facts.is_done(drill):
        return Span(drill.result, tone=TONES[drill.result], strong=True)
    late = drill.planned is not None and drill.planned < facts.as_of
    return Span("planned, past due" if late else "planned", tone="bad" if late else "note")


def remarks(drill: Drill, facts: Facts, entry: Entry | None = None) -> tuple[Span, ...]:
    """What stands beside the result: for what the drill no longer counts. With an `entry` only what concerns it."""
    words = voided(drill, facts, entry)
    gone = (Span(words, tone="bad"),) if words else ()
    doubtful = "; ".join(d.said for d in facts.doubts(drill))
    return (*gone, Span(f"doubtful: {doubtful}", tone="bad")) if doubtful else gone


def voided(drill: Drill, facts: Facts, entry: Entry | None = None) -> str:
    """What changed since, and what the drill therefore no longer counts for; empty if it counts.

    A failure stays what it is, whatever changed since.
    """
    gone = facts.voided(drill) if drill.result != "failed" else {}
    if entry is not None:
        return f"voided: {changed(gone[entry.ref], facts)}" if entry.ref in gone else ""
    if not gone:
        return ""
    of = "" if facts.is_void(drill) else f" for {listed([facts.name_of(r) for r in gone])}"
    return f"voided{of}: {changed((d for why in gone.values() for d in why), facts)}"


def part(drill: Drill) -> tuple[Span, ...]:
    """What stands beside a measured time that is only a part of a recovery."""
    is_timed = drill.measured is not None and drill.measured.rto is not None
    return (Span(PART, tone="muted"),) if is_timed and is_part(drill) else ()
