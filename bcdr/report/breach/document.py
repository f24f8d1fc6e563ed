"""The pack in its order: start here, clock, numbers, decision, form, letters, notices, register, contacts."""

from __future__ import annotations

from bcdr.audit import Audit
from bcdr.report import shell
from bcdr.report.binding import Title, bound
from bcdr.report.breach.decision import decision
from bcdr.report.breach.form import authority
from bcdr.report.breach.letter import letter, texts
from bcdr.report.breach.numbers import numbers
from bcdr.report.breach.others import controllers, processors
from bcdr.report.breach.procedure import contacts
from bcdr.report.breach.register import register
from bcdr.report.breach.start import clock, start
from bcdr.report.document import Document
from bcdr.report.glossary import glossary
from bcdr.report.origin import origin
from bcdr.report.provenance import Provenance

TITLE = "Personal data breach"
SUBTITLE = "Prepared pack for Articles 33 and 34 GDPR: clock, decision, form, letters, register"
TERMS = (
    "Personal data breach", "Awareness", "Controller", "Processor", "DPO", "Special data",
    "Backup", "Locked", "Live copy", "SHA-256",
)  # fmt: skip
"""Terms of the glossary that these pages use."""


def breach(audit: Audit, provenance: Provenance) -> Document:
    """The whole pack as data."""
    facts = audit.facts
    sections = (
        start(facts),
        clock(facts),
        numbers(facts),
        decision(facts),
        authority(facts),
        letter(facts),
        controllers(facts),
        processors(),
        *((others,) if (others := texts(facts)) is not None else ()),
        register(facts),
        contacts(facts),
        shell.document_control(audit, provenance),
        glossary(*TERMS),
        origin(
            audit,
            provenance,
            "Texts and numbers were prepared before any breach: they say nothing of what really happened.",
        ),
    )
    return bound(
        audit,
        provenance,
        Title("breach", TITLE, SUBTITLE, ("GDPR", "Article 33", "Article 34", "personal data breach")),
        sections,
    )
