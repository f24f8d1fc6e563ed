"""Sections bound into a document: what every document for others says of itself in the same way."""

from __future__ import annotations

from typing import NamedTuple

from bcdr.audit import Audit
from bcdr.report import shell
from bcdr.report.document import Document, Section, counted_figures, numbered
from bcdr.report.provenance import Provenance


class Title(NamedTuple):
    """What a kind of document is called, and the words by which it is found."""

    kind: str
    title: str
    subtitle: str
    keywords: tuple[str, ...]


def bound(audit: Audit, provenance: Provenance, title: Title, sections: tuple[Section, ...]) -> Document:
    """The document, its sections numbered. What one kind says otherwise, its module replaces."""
    plan, day = audit.facts.plan, audit.facts.as_of.isoformat()
    return Document(
        kind=title.kind,
        title=title.title,
        subtitle=title.subtitle,
        organization=plan.organization.name,
        classification=plan.policy.classification,
        language="en",
        version=f"{provenance.mark} · data of {day}",
        as_of=audit.facts.as_of,
        cover=shell.cover(audit, provenance),
        disclaimer=shell.DISCLAIMER,
        sections=counted_figures(numbered(sections)),
        summary=f"{title.subtitle}. {plan.organization.name}, data of {day}.",
        tool=provenance.tool,
        keywords=title.keywords,
    )
