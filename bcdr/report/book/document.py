"""The chapters of the book in the order of NIST SP 800-34, with what ISO 22301 8.4.4 asks for."""

from __future__ import annotations

from dataclasses import replace

from bcdr.audit import Audit
from bcdr.report import shell
from bcdr.report.binding import Title, bound
from bcdr.report.book.activation import activation
from bcdr.report.book.anchor import resolved
from bcdr.report.book.appendix import appendices, distribution
from bcdr.report.book.clause import cross_reference, served
from bcdr.report.book.leaf import plainly, set_out
from bcdr.report.book.number import looked_up
from bcdr.report.book.reconstitution import reconstitution
from bcdr.report.book.recovery import recovery
from bcdr.report.book.runbook import runbooks
from bcdr.report.book.scenario import scenarios
from bcdr.report.book.start import start
from bcdr.report.book.support import support
from bcdr.report.document import Document, Section
from bcdr.report.provenance import Provenance

TITLE = "Business continuity and disaster recovery plan"
SUBTITLE = "The whole plan as a book: who decides, who is called, how everything comes back, step by step"
DISCLAIMER = (
    "This book was printed from the plan on the date of its data; the plan itself may have changed since. It names "
    "places of keys, never keys. It holds secrets of defence and private numbers: keep it where only those can take it "
    "who need it. It states no legal opinion and replaces no advice."
)


def book(audit: Audit, provenance: Provenance) -> Document:
    """The whole book as data."""
    facts = audit.facts
    chapters = (
        start(facts),
        _control(audit, provenance),
        support(audit),
        activation(facts),
        recovery(audit),
        scenarios(audit),
        runbooks(audit),
        reconstitution(facts),
        appendices(audit, provenance),
    )
    clauses = cross_reference(audit, {s.id: s.title for s in _all(chapters)})
    whole = (*chapters[:-1], replace(chapters[-1], sections=(*chapters[-1].sections, clauses)))
    found = bound(
        audit,
        provenance,
        Title("plan", TITLE, SUBTITLE, ("business continuity", "disaster recovery", "SP 800-34", "ISO 22301")),
        tuple(set_out(looked_up(plainly(s))) for s in whole),
    )
    return replace(
        found,
        cover=(*found.cover, ("In an emergency", "turn to Start here, the page after the contents")),
        disclaimer=DISCLAIMER,
        sections=resolved(found.sections),
        is_deep=True,
    )


def _control(audit: Audit, provenance: Provenance) -> Section:
    found = shell.document_control(audit, provenance, lists_copies=False)
    return replace(
        found,
        blocks=(served("control"), *found.blocks),
        sections=(distribution(audit.facts),),
        starts_page=True,
    )


def _all(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Sections of every level."""
    return tuple(found for s in sections for found in (s, *_all(s.sections)))
