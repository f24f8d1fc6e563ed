"""How a document was made and what it cannot show: its limits, its source, the files that it quotes."""

from __future__ import annotations

from bcdr.audit import Audit
from bcdr.report.block import Block, Column, Items, Pairs, Table, say
from bcdr.report.document import Listed, Section
from bcdr.report.manifest import NAME
from bcdr.report.provenance import Provenance
from bcdr.report.span import Cell, Span, cell, line, pair
from bcdr.report.wording import size

_LIMITS = (
    "Everything rests on what people wrote in the plan; the tool looked at no live system and asked nobody.",
    "The tool sets no legal basis, no level of risk, no decision and no opinion. Authors are named.",
    "What the plan does not say stands as not provided, or as a line to fill in by hand. Nothing was guessed.",
)


def origin(audit: Audit, provenance: Provenance, *limits: str) -> Section:
    """Limits of the method, the cut-off of the data, and the digest of every file that the document was made from."""
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
            *files(provenance),
        ),
    )


def files(provenance: Provenance) -> tuple[Block, ...]:
    """The files that a document was made from and that travel inside its PDF: what each is, its size and digest."""
    if not provenance.attached:
        return (say("No file of the plan is attached to this edition."),)
    table = Table(
        "Files attached to the PDF of this document",
        (Column("File and what it is", 40), Column("Size", 8, "right"), Column("SHA-256", 52)),
        tuple(_file(f) for f in provenance.attached),
        compact=True,
    )
    note = say(
        "These files travel inside the PDF; ",
        Span(NAME, code=True),
        " beside them says how it was made, for bcdr verify.",
    )
    return (note, table)


def _file(file: Listed) -> tuple[Cell, ...]:
    about = file.about if file.about.rpartition(": ")[2] != file.name else "file of the plan"
    if file.why:
        about += f"; not attached: {file.why}"
    elif file.attachment != file.name:
        about += f", attached as {file.attachment}"
    return (
        cell(Span(file.name, code=True), f"{about[:1].upper()}{about[1:]}", header=True),
        cell(size(file.size), align="right"),
        cell(Span(file.sha256, code=True)),
    )
