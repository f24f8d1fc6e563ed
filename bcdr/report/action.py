"""Where an action stands, in the same words in every document: open, late, done, or said to be done and not proven."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.model.drill import Action
from bcdr.report.span import Span

NOT_PROVEN = "said to be done, not proven"
"""Of an action from a drill or incident that is closed, and that no later drill has shown to be done."""


def state(action: Action, facts: Facts) -> Span:
    """One or a few words, and how good they are."""
    word = action.status.replace("-", " ")
    if action.status == "cancelled":
        return Span(word, tone="muted")
    if action.status == "done":
        return Span(word, tone="good") if facts.unproven(action) is None else Span(NOT_PROVEN, tone="fair")
    if action.due is None:
        return Span(f"{word}, no date", tone="bad")
    return Span(f"{word}, past due", tone="bad") if action.due < facts.as_of else Span(word, tone="fair")


def not_proven(facts: Facts) -> tuple[Action, ...]:
    """Actions from drills and incidents that are said to be done, and that no later drill has shown to be."""
    return tuple(a for a in facts.plan.actions.values() if facts.unproven(a) is not None)
