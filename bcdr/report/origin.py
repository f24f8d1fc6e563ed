"""How a document was made and what it cannot show: its limits, its source, the files that it quotes."""

from __future__ import annotations

from bcdr.audit import Audit
from bcdr.report.document import Column, Items, Pairs, Section, Span, Table, cell, line, pair
from bcdr.report.provenance import Provenance

_LIMITS = (
    "Everything rests on what people wrote in the plan; the tool looked at no live system and asked nobody.",
    "The tool sets no legal basis, no level of risk, no decision and no opinion. Authors are named.",
    "What the plan does not say stands as not provided, or as a line to fill in by hand. Nothing was guessed.",
)


def origin(audit: Audit, provenance: Provenance, *limits: str) -> Section:
    """Limits of the method, the cut-off of the data, and the digest of every file that the document was made from."""
    files = Table(
        "Files that this document was made from",
        (Column("File", 40), Column("SHA-256", 60)),
        tuple(
            (cell(Span(name, code=True), header=True), cell(Span(digest, code=True)))
            for name, digest in sorted(provenance.files.items())
        ),
        empty="not recorded",
        compact=True,
    )
    return Section(
        "origin",
        "How this document was made",
        (
            Items(tuple(line(text) for text in (*_LIMITS, *limits))),
            Pairs(
                (
                    pair("Data cut-off", f"{audit.facts.as_of.isoformat()} (end of day, UTC)"),
                    pair("Source", provenance.version),
                    pair("Plan digest (SHA-256 over all files)", Span(provenance.digest, code=True)),
                    pair("Prepared with", provenance.tool),
                )
            ),
            files,
        ),
    )
