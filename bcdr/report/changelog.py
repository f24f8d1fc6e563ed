"""What changed in meaning since the last report, so far as anybody said which report was the last."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.report.block import Block, Column, Table, say
from bcdr.report.document import Section
from bcdr.report.lineage import Since
from bcdr.report.naming import anchor_of_finding, name_of
from bcdr.report.provenance import Provenance
from bcdr.report.span import Span, cell, coded
from bcdr.report.wording import counted

MOST_OBJECTS = 120
"""So many objects are printed with their changes; the attached file has all."""
MOST_LINES = 10
"""So many changes of one object are printed."""


def change_log(audit: Audit, provenance: Provenance) -> Section:
    """Changes of meaning by object, and the findings that came and went with them."""
    since = provenance.since()
    if since is None:
        return Section("changelog", "Changes since the last report", (say("Left out of this edition."),))
    if since.unknown:
        how = (" An earlier report can be named when this one is made: ", Span("--since", code=True), ".")
        return Section("changelog", "Changes since the last report", (say(f"Not known: {since.unknown}.", *how),))
    intro = say(
        f"Compared with {since.what}. Comments, order and layout are no changes, and long texts are said to have "
        "changed without being quoted. Fields are named as they are written in the plan."
    )
    found: tuple[Block, ...] = (intro, _changes(since, audit.facts), _appeared(since, audit), _gone(since))
    return Section("changelog", "Changes since the last report", found)


def _changes(since: Since, facts: Facts) -> Table:
    shown = since.changes[:MOST_OBJECTS]
    words = f"{counted(since.total, 'change')} of meaning in {counted(len(since.changes), 'object')}"
    return Table(
        words + (f": the first {MOST_OBJECTS}" if len(since.changes) > MOST_OBJECTS else ""),
        (Column("What", 30), Column("Change", 70)),
        tuple(
            (
                cell(name_of(facts, ref) if "/" in ref else ref, *((Span(ref),) if "/" in ref else ()), header=True),
                cell(
                    *lines[:MOST_LINES], *((f"and {len(lines) - MOST_LINES} more",) if len(lines) > MOST_LINES else ())
                ),
            )
            for ref, lines in shown
        ),
        empty="the plan says the same",
        compact=True,
    )


def _appeared(since: Since, audit: Audit) -> Table:
    known = {f.id for f in audit.findings}
    return Table(
        "Findings that were not there then",
        (Column("Finding", 16), Column("What was found", 84)),
        tuple(
            (
                cell(Span(id_, href=f"#{anchor_of_finding(id_)}" if id_ in known else ""), header=True),
                cell(coded(said)),
            )
            for id_, said in since.appeared
        ),
        empty="none",
        compact=True,
    )


def _gone(since: Since) -> Table:
    return Table(
        "Findings of then that are not found any more",
        (Column("Finding", 16), Column("What was found", 84)),
        tuple((cell(id_, header=True), cell(coded(said))) for id_, said in since.gone),
        empty="none",
        compact=True,
    )
