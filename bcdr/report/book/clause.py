"""Which clause each chapter serves, and where in the book a clause is answered."""

from __future__ import annotations

from collections.abc import Mapping

from bcdr.analysis.content import empty_headings
from bcdr.audit import Audit
from bcdr.frameworks.catalogue import clause, framework
from bcdr.frameworks.plan_content import headings
from bcdr.frameworks.status import Status
from bcdr.report.assessment import assessments
from bcdr.report.block import Column, Paragraph, Table, say
from bcdr.report.document import Section
from bcdr.report.naming import status_tone
from bcdr.report.span import Cell, Span, cell

SERVED: Mapping[str, tuple[str, ...]] = {
    "start": ("nist-800-34 I2", "iso22301 8.4.2", "iso22301 8.4.4"),
    "control": ("nist-800-34 P7", "iso22301 7.5", "iso22301 8.4.4"),
    "support": ("nist-800-34 I1", "iso22301 8.3.2", "iso22301 8.4.4"),
    "activation": ("nist-800-34 I2", "iso22301 8.4.2", "iso22301 8.4.3", "iso22301 8.4.4"),
    "recovery": ("nist-800-34 I3", "nist-800-34 P4", "iso22301 8.3.2", "iso22301 8.4.4"),
    "scenarios-index": ("nist-800-34 I3", "iso22301 8.2.3", "iso22301 8.4.4"),
    "runbooks-index": ("nist-800-34 I3", "iso22301 8.4.4"),
    "reconstitution": ("nist-800-34 I4", "iso22301 8.4.4", "iso22301 8.4.5"),
    "appendices": ("nist-800-34 I5",),
    "impact": ("nist-800-34 P2", "nist-800-34 APP-B", "iso22301 8.2.2"),
    "tests": ("nist-800-34 P6", "iso22301 8.5"),
    "missing": ("iso22301 8.6", "iso22301 10.1"),
}
"""Clauses by the id of the section that answers them, in the order of the book."""

ANSWERED: Mapping[str, str] = {
    "purpose": "scope", "audience": "scope", "roles": "duties", "contacts": "contacts", "activation": "activation",
    "stand-down": "reconstitution", "order": "order", "recovery": "runbooks-index", "objectives": "objectives",
    "resources": "resources", "dependencies": "map", "reporting": "communication", "return": "return",
    "availability": "distribution",
}  # fmt: skip
"""Sections by the id of the heading that a continuity plan must have."""


def served(id_: str) -> Paragraph:
    """The line below a chapter's title that names its clauses."""
    labels = " · ".join(clause(c).label for c in SERVED[id_])
    return Paragraph((Span(f"Serves {labels}", tone="muted"),))


def cross_reference(audit: Audit, titles: Mapping[str, str]) -> Section:
    """Two tables: the contents that a plan must have, and the clauses, each with where it is answered.

    `titles` are those of the sections of the book, by their ids.
    """
    empty = empty_headings(audit.facts.plan)
    contents = Table(
        "What a continuity plan has to contain",
        (Column("Heading", 18), Column("Asks", 26), Column("Asked by", 30), Column("Stands in", 26)),
        tuple(
            (
                cell(one.title, header=True),
                cell(one.asks),
                cell(" · ".join(clause(c).label for c in one.citations)),
                cell(
                    _place(ANSWERED[one.id], titles), *((Span("not provided", tone="bad"),) if one.id in empty else ())
                ),
            )
            for one in headings()
        ),
        compact=True,
    )
    return Section(
        "cross-reference",
        "Clauses, and where they are answered",
        (
            say(
                "Requirements are paraphrased; the standards govern. A status says what the plan shows on the day, in "
                "the words explained under Method and limits; whether it suffices is for people to judge."
            ),
            contents,
            _clauses(audit, titles),
        ),
    )


def _clauses(audit: Audit, titles: Mapping[str, str]) -> Table:
    places: dict[str, list[str]] = {}
    for id_, citations in SERVED.items():
        for citation in citations:
            places.setdefault(citation, []).append(id_)
    words = {row.row.clause.citation: row.status for one in assessments(audit) for row in one.rows}
    return Table(
        "Clauses of ISO 22301 and NIST SP 800-34",
        (Column("Clause", 20), Column("Asks", 39), Column("Stands in", 27), Column("Status", 14)),
        tuple(
            (
                cell(clause(citation).label, clause(citation).title, header=True),
                cell(clause(citation).requirement or clause(citation).title),
                cell(*(_place(id_, titles) for id_ in found)),
                _status(words.get(citation)),
            )
            for citation, found in sorted(places.items(), key=lambda item: _rank(item[0]))
        ),
        compact=True,
    )


def _status(found: Status | None) -> Cell:
    if found is None:
        return cell(Span("see its parts", tone="muted"))
    return cell(Span(found.title, tone=status_tone(found.id)))


def _place(id_: str, titles: Mapping[str, str]) -> Span:
    return Span(titles[id_], href=f"#{id_}", page=True)


def _rank(citation: str) -> tuple[str, int]:
    """Clauses of a framework in its own order."""
    name = citation.partition(" ")[0]
    return name, [c.citation for c in framework(name).clauses].index(citation)
