"""Gaps: what a document itself lacks, although no rule of the plan speaks of it, as a section of the document."""

from __future__ import annotations

from bcdr.audit import Audit
from bcdr.finding import Finding
from bcdr.report.block import Callout, say
from bcdr.report.document import Section
from bcdr.report.findings import card
from bcdr.report.span import line


def gap_section(gaps: tuple[Finding, ...], audit: Audit) -> Section:
    """The gaps as cards, each with the same record as a finding of a rule."""
    title = "Gaps of this document"
    if not gaps:
        quiet = Callout("No gaps", (line("The checks of this document found nothing missing."),), "good")
        return Section("gaps", title, (quiet,))
    intro = say("What the document itself lacks. These checks exist only for the legal reports.")
    return Section("gaps", title, (intro, *(card(g, audit) for g in gaps)))
