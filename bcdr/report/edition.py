"""The edition of a document: for whom it was made, and whether it is a draft."""

from __future__ import annotations

from dataclasses import replace

from bcdr.audit import Audit
from bcdr.finding import Severity
from bcdr.report.audience.audience import DISCRETION, Audience
from bcdr.report.document import Document
from bcdr.report.wording import day

_OPEN = (
    "This edition leaves out what its readers need not know. It shows what the plan contains on the date of its data, "
    "states no legal opinion and replaces no advice: whether measures suffice is for people to judge."
)


def edition(document: Document, audit: Audit, audience: Audience) -> Document:
    """The document with what it is marked as: the readers of a redacted one, and the reasons that make it a draft."""
    document = replace(document, draft=draft(audit))
    discretion = DISCRETION[audience]
    if not discretion.hidden:
        return document
    return replace(
        document,
        classification=discretion.mark,
        cover=(*document.cover, ("Edition", f"{discretion.mark}, {discretion.lacks}")),
        disclaimer=_OPEN,
    )


def draft(audit: Audit) -> tuple[str, ...]:
    """Reasons for which a document cannot be final: errors are open, or nobody approved what the plan now says."""
    errors = sum(f.severity is Severity.ERROR and f.is_open for f in audit.findings)
    found = [f"{errors} finding{'s' if errors != 1 else ''} of level error {'are' if errors != 1 else 'is'} open"]
    return (*(found if errors else ()), *((unapproved(audit),) if unapproved(audit) else ()))


def unapproved(audit: Audit) -> str:
    """What is wrong with the approval of the plan as it is now; empty when it is approved."""
    approved = audit.facts.approval.approved
    if approved is None:
        return "the plan records no approval"
    newest = max(audit.facts.plan.versions.values(), key=lambda v: str(v.occurred), default=None)
    if newest is not None and approved.occurred and str(newest.occurred)[:10] > approved.occurred.isoformat():
        return f"version {newest.id} of {day(newest.occurred)} is newer than the last approval of {approved.occurred}"
    return ""
