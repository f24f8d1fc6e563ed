"""What the drills of a kind show together, said so that nobody takes three passes for certainty."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.analysis.odds import odds
from bcdr.analysis.proof import is_recovery, is_restore
from bcdr.model.drill import Drill

_KINDS = (("restores from copies", True), ("failovers", False))


def chances(facts: Facts) -> tuple[str, ...]:
    """A sentence for restores and one for failovers, where there are any that still count."""
    counted = [d for d in facts.done_drills if is_recovery(d) and not facts.is_void(d) and not facts.doubts(d)]
    found = ((noun, [d for d in counted if is_restore(d) is restores]) for noun, restores in _KINDS)
    return tuple(_sentence(noun, drills) for noun, drills in found if drills)


def _sentence(noun: str, drills: list[Drill]) -> str:
    known = odds(drills)
    if known is None or not known.passed:
        return f"Of {len(drills)} {noun} none passed: they show nothing of the next one."
    share = f"in at least {known.percent} % of cases" if known.percent else "in some cases"
    said = f"{known.passed} of {known.tried} {noun} passed: with 95 % confidence the next one works {share}"
    return f"{said}, if it is as likely to work as they were."
