"""The question sheets in their order: answers at a glance, a sheet a vendor, the register; or one sheet to send."""

from __future__ import annotations

from dataclasses import replace

from bcdr.audit import Audit
from bcdr.errors import BcdrError
from bcdr.report import shell
from bcdr.report.binding import Title, bound
from bcdr.report.document import Document
from bcdr.report.glossary import glossary
from bcdr.report.origin import origin
from bcdr.report.provenance import Provenance
from bcdr.report.vendors.register import overview, register
from bcdr.report.vendors.sheet import sheet

TITLE = "Questions to vendors"
SUBTITLE = "Continuity, recovery and data protection: a sheet for each vendor, and the register of their answers"
_TO_SEND = (
    "What stands here as on record is what we had written down by {as_of}. It is no statement of yours until you "
    "confirm it, and no change of any contract."
)
TERMS = (
    "RPO", "RTO", "Backup", "Live copy", "Locked", "Controller",
    "Processor", "Sub-processor", "Transfer", "Personal data breach", "SHA-256",
)  # fmt: skip
"""Terms of the glossary that these pages use."""


def vendors(audit: Audit, provenance: Provenance, vendor: str | None = None) -> Document:
    """All sheets with the register, or the sheet of one `vendor` alone, which holds nothing of the others.

    Raises BcdrError when the plan has no vendor of that id.
    """
    plan = audit.facts.plan
    if vendor is not None and vendor not in plan.vendors:
        raise BcdrError(f"there is no vendor {vendor}", f"known: {', '.join(plan.vendors) or 'none'}")
    whole = _whole(audit, provenance)
    if vendor is None:
        return whole
    asked = plan.vendors[vendor]
    own = sheet(asked, audit.facts)
    first = replace(own, title="", sections=(), starts_page=False)
    return replace(
        whole,
        title="Questions on continuity",
        subtitle=f"{plan.organization.name} to {asked.name_or_id}",
        cover=(),
        disclaimer=_TO_SEND.format(as_of=audit.facts.as_of.isoformat()),
        sections=(first, *own.sections),
        is_letter=True,
        summary=f"Questions of {plan.organization.name} to {asked.name_or_id}.",
        keywords=("continuity", "questions"),
    )


def _whole(audit: Audit, provenance: Provenance) -> Document:
    facts = audit.facts
    found = tuple(facts.plan.vendors.values())
    sections = (
        overview(found, facts),
        *(sheet(v, facts) for v in found),
        register(found, facts),
        shell.document_control(audit, provenance),
        glossary(*TERMS),
        origin(audit, provenance, "Answers stand as people wrote them down; what a vendor said was not verified."),
    )
    return bound(
        audit,
        provenance,
        Title("vendors", TITLE, SUBTITLE, ("GDPR", "Article 28", "vendors", "continuity", "questions")),
        sections,
    )
