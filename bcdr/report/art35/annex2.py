"""Cross-reference to the Annex 2 criteria of the guidelines: where this document answers each, or that it does not."""

from __future__ import annotations

from bcdr.analysis.assessment import FIELDS, OF_EVENTS, is_answered
from bcdr.finding import Finding
from bcdr.frameworks.dpia import checklist
from bcdr.model.privacy import Dpia
from bcdr.report.block import Column, Table
from bcdr.report.document import Section
from bcdr.report.naming import finding_anchor
from bcdr.report.span import Span, cell


def section_of(item: str) -> str:
    """Id of the section that answers a criterion."""
    if item in FIELDS:
        return FIELDS[item][0]
    if item in OF_EVENTS:
        return "events"
    return {"consultation": "decision", "officer-advice": "officer", "people-views": "people"}[item]


_TITLES = {
    "description": "Systematic description",
    "necessity": "Necessity",
    "rights": "Rights",
    "events": "Risks to people",
    "decision": "Decision",
    "officer": "Advice",
    "people": "Views",
}


def cross_reference(dpia: Dpia, gaps: tuple[Finding, ...]) -> Section:
    """Criterion, where it is answered, on which page; a gap leads to its card among `gaps`."""
    cards = {_criterion(g): f"#{finding_anchor(g)}" for g in gaps}
    rows = tuple(
        (
            cell(c.part, header=True),
            cell(c.title, Span(c.asks, tone="muted")),
            cell(Span(_TITLES[section_of(c.id)], href=f"#{section_of(c.id)}", page=True)),
            cell(_state(is_answered(dpia, c.id), cards.get(c.id))),
        )
        for c in checklist()
    )
    columns = (Column("Part", 9), Column("Criterion", 52), Column("Where", 26), Column("State", 13))
    return Section(
        "annex2", "Cross-reference to WP248 Annex 2", (Table("Criteria for an acceptable assessment", columns, rows),)
    )


def _state(answered: bool, card: str | None) -> Span:  # noqa: FBT001 - answered or not is the state
    if answered:
        return Span("answered")
    return Span("gap", href=card, tone="bad") if card is not None else Span("no officer is required", tone="muted")


def _criterion(gap: Finding) -> str:
    """Id of the criterion that a gap of the content is about; the advice of the officer has a check of its own."""
    return "officer-advice" if gap.rule == "dpia-no-dpo-advice" else gap.cause
