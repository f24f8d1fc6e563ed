"""Cross-reference to the Annex 2 criteria of the guidelines: where this document answers each, or that it does not."""

from __future__ import annotations

from bcdr.frameworks.dpia import checklist
from bcdr.model.privacy import Dpia
from bcdr.model.record import Record
from bcdr.report.art35.events import event_of
from bcdr.report.document import Column, Section, Span, Table, cell

_WHERE = {
    "nature": ("description", "description", ("nature", "scope", "context", "purposes")),
    "data": ("description", "description", ("recipients", "retention")),
    "function": ("description", "description", ("functional",)),
    "assets": ("description", "description", ("assets",)),
    "codes": ("description", "description", ("codes",)),
    "purpose": ("necessity", "necessity", ("purposes",)),
    "lawful-basis": ("necessity", "necessity", ("legal_basis",)),
    "minimisation": ("necessity", "necessity", ("minimisation",)),
    "storage-limit": ("necessity", "necessity", ("storage",)),
    "information": ("rights", "rights", ("information",)),
    "access": ("rights", "rights", ("access",)),
    "erasure": ("rights", "rights", ("erasure",)),
    "objection": ("rights", "rights", ("objection",)),
    "processors": ("rights", "rights", ("processors",)),
    "transfers": ("rights", "rights", ("transfers",)),
}  # fmt: skip
"""Checklist id to section of this document, record of the assessment, and the fields that answer it."""
_EVENTS = {
    "risk-sources": ("sources",),
    "risk-impacts": ("impacts",),
    "risk-threats": ("threats",),
    "risk-levels": ("severity", "likelihood"),
    "risk-measures": ("controls",),
}


def is_answered(dpia: Dpia, item: str) -> bool:
    """Whether the assessment says something on a criterion. What it says is for people to judge."""
    if item in _WHERE:
        _, name, fields = _WHERE[item]
        return _filled(dpia.__dict__[name], fields)
    if item in _EVENTS:
        return all(_filled(event_of(dpia, e), _EVENTS[item]) for e in ("access", "modification", "disappearance"))
    if item == "consultation":
        return dpia.prior_consultation is not None and dpia.prior_consultation.needed is not None
    opinions = dpia.opinions
    if item == "officer-advice":
        return opinions is not None and opinions.dpo is not None and bool(opinions.dpo.text)
    views = opinions.people if opinions is not None else None
    return views is not None and bool(views.text or views.reason)


def _filled(record: Record | None, fields: tuple[str, ...]) -> bool:
    return record is not None and all(record.__dict__[f] for f in fields)


def section_of(item: str) -> str:
    """Id of the section that answers a criterion."""
    if item in _WHERE:
        return _WHERE[item][0]
    if item in _EVENTS:
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


def cross_reference(dpia: Dpia) -> Section:
    """Criterion, where it is answered, on which page."""
    rows = tuple(
        (
            cell(c.part, header=True),
            cell(c.title, Span(c.asks, tone="muted")),
            cell(Span(_TITLES[section_of(c.id)], href=f"#{section_of(c.id)}", page=True)),
            cell(Span("answered") if is_answered(dpia, c.id) else Span("gap", tone="bad")),
        )
        for c in checklist()
    )
    columns = (Column("Part", 9), Column("Criterion", 52), Column("Where", 26), Column("State", 13))
    return Section(
        "annex2", "Cross-reference to WP248 Annex 2", (Table("Criteria for an acceptable assessment", columns, rows),)
    )
