"""Whether an impact assessment says something on a criterion of WP248 Annex 2. What it says is for people to judge."""

from __future__ import annotations

from collections.abc import Mapping

from bcdr.model.privacy import Dpia
from bcdr.model.record import Record

FIELDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "nature": ("description", ("nature", "scope", "context", "purposes")),
    "data": ("description", ("recipients", "retention")),
    "function": ("description", ("functional",)),
    "assets": ("description", ("assets",)),
    "codes": ("description", ("codes",)),
    "purpose": ("necessity", ("purposes",)),
    "lawful-basis": ("necessity", ("legal_basis",)),
    "minimisation": ("necessity", ("minimisation",)),
    "storage-limit": ("necessity", ("storage",)),
    "information": ("rights", ("information",)),
    "access": ("rights", ("access",)),
    "erasure": ("rights", ("erasure",)),
    "objection": ("rights", ("objection",)),
    "processors": ("rights", ("processors",)),
    "transfers": ("rights", ("transfers",)),
}
"""Criterion to the record of the assessment, and the fields in it that answer."""
OF_EVENTS: Mapping[str, tuple[str, ...]] = {
    "risk-sources": ("sources",),
    "risk-impacts": ("impacts",),
    "risk-threats": ("threats",),
    "risk-levels": ("severity", "likelihood"),
    "risk-measures": ("controls",),
}
"""Criterion to the fields that each of the three feared events has to fill."""


def is_answered(dpia: Dpia, item: str) -> bool:
    """Something is written on the criterion."""
    if item in FIELDS:
        name, fields = FIELDS[item]
        return _filled(dpia.__dict__[name], fields)
    if item in OF_EVENTS:
        events = dpia.risks
        found = (events.access, events.modification, events.disappearance) if events is not None else (None,)
        return all(_filled(e, OF_EVENTS[item]) for e in found)
    if item == "consultation":
        return dpia.prior_consultation is not None and dpia.prior_consultation.needed is not None
    opinions = dpia.opinions
    if item == "officer-advice":
        return opinions is not None and opinions.dpo is not None and bool(opinions.dpo.text)
    views = opinions.people if opinions is not None else None
    return views is not None and bool(views.text or views.reason)


def _filled(record: Record | None, fields: tuple[str, ...]) -> bool:
    return record is not None and all(record.__dict__[f] for f in fields)
