"""The register in its order: at a glance, who keeps it, every record, what protects the data, what is open."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.report import shell
from bcdr.report.art30.overview import open_section, overview
from bcdr.report.art30.party import keeper
from bcdr.report.art30.record import Record, records, sheet
from bcdr.report.art30.security import cited, processors, security
from bcdr.report.binding import Title, bound
from bcdr.report.block import Block, say
from bcdr.report.document import Document, Section
from bcdr.report.evidence_index import evidence_index
from bcdr.report.glossary import glossary
from bcdr.report.origin import origin
from bcdr.report.provenance import Provenance
from bcdr.report.wording import ROLES

TITLE = "Register of processing activities"
SUBTITLE = "Records under Article 30 GDPR, as controller and as processor"
TERMS = (
    "Controller", "Processor", "Sub-processor", "Joint controllers", "DPO", "Impact assessment",
    "Special data", "Transfer", "Backup", "Locked", "SHA-256",
)  # fmt: skip
"""Terms of the glossary that these pages use."""


def art30(audit: Audit, provenance: Provenance) -> Document:
    """The whole register as data."""
    facts = audit.facts
    register = records(facts)
    sections = (
        overview(register, facts),
        keeper(facts),
        _chapter(
            "controller",
            "Activities as controller, Art. 30(1)",
            "The plan records no activity as controller.",
            tuple(r for r in register if not r.is_processor),
            facts,
        ),
        _chapter(
            "processor",
            "Activities as processor, Art. 30(2)",
            "The plan records no activity in which the organisation acts for others.",
            tuple(r for r in register if r.is_processor),
            facts,
        ),
        security(facts),
        processors(facts),
        open_section(register, facts),
        shell.document_control(audit, provenance),
        evidence_index(audit, provenance, cited(facts)),
        glossary(*TERMS),
        origin(
            audit,
            provenance,
            "Whether a place outside the EEA makes a transfer, whether the exemption of Art. 30(5) applies, and "
            "whether the measures suffice, is for people to judge.",
        ),
    )
    return bound(
        audit,
        provenance,
        Title("art30", TITLE, SUBTITLE, ("GDPR", "Article 30", "records of processing", "register")),
        sections,
    )


def _chapter(id_: str, title: str, none: str, register: tuple[Record, ...], facts: Facts) -> Section:
    """Records of one form, each on a page of its own; the first stands below the heading of the chapter."""
    gdpr = facts.plan.organization.gdpr
    role = f" The role under the GDPR is stated as {ROLES[gdpr.role]}." if gdpr is not None and gdpr.role else ""
    said: tuple[Block, ...] = () if register else (say(f"{none}{role}"),)
    sheets = tuple(sheet(r, facts, starts_page=n > 0) for n, r in enumerate(register))
    return Section(id_, title, said, sheets, starts_page=bool(register))
