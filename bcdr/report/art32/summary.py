"""One page for owners, in plain words."""

from __future__ import annotations

from bcdr.audit import Audit
from bcdr.frameworks.status import statuses
from bcdr.report import findings
from bcdr.report.block import Block, Callout, Column, Table, say
from bcdr.report.controls import Control, personal_stores
from bcdr.report.document import Section
from bcdr.report.naming import joined, name_of, status_tone
from bcdr.report.span import Span, cell, line
from bcdr.report.wording import counted, day


def summary(audit: Audit, matrix: tuple[Control, ...]) -> Section:
    """Status counts, the first things to do, what is overdue, and the decisions that wait for the owners."""
    facts = audit.facts
    tally = Table(
        "Points of Art. 32 by status",
        (Column("Status", 26), Column("Count", 10, "right"), Column("Points", 64)),
        tuple(
            (
                cell(Span(s.title, tone=status_tone(s.id)), header=True),
                cell(str(len(rows)), align="right"),
                cell(
                    joined((Span(c.point.citation.removeprefix("gdpr "), href=f"#{anchor(c)}") for c in rows), "none")
                ),
            )
            for s in statuses()
            for rows in [[c for c in matrix if c.status.id == s.id]]
        ),
    )
    overdue = [d for d in facts.due if d.is_overdue(facts.as_of)]
    late = Table(
        "Overdue on the date of the data",
        (Column("Since", 16), Column("What", 56), Column("Owner", 28)),
        tuple(
            (cell(day(d.day, "never done"), header=True), cell(d.what), cell(name_of(facts, d.owner)))
            for d in overdue[:8]
        ),
        empty="nothing",
    )
    blocks: list[Block] = [
        say(
            f"{facts.plan.organization.name} keeps {counted(len(facts.stores), 'datastore')} for "
            f"{counted(len(facts.services), 'service')}; "
            f"{counted(len(personal_stores(audit)), 'of them holds', 'of them hold')} personal data. "
            f"The rules found {findings.worst_words(audit)}."
        ),
        findings.counts(audit),
        tally,
        say(Span("What matters most now", strong=True)),
        findings.next_steps(audit),
        late,
    ]
    if len(overdue) > 8:
        blocks.append(say(f"and {len(overdue) - 8} more; the calendar of section 10 lists all."))
    decisions = [c for c in matrix if c.status.id in {"for-human-assessment", "no-evidence"}]
    if decisions:
        words = [
            line(Span(c.point.citation.replace("gdpr ", "Art. "), strong=True), f": {c.point.duty}") for c in decisions
        ]
        blocks.append(Callout("Decisions that people must take", tuple(words)))
    return Section("summary", "Summary for owners", tuple(blocks), starts_page=True)


def anchor(control: Control) -> str:
    """Id of a control's row."""
    return anchor_of(control.point.citation)


def anchor_of(citation: str) -> str:
    """Id of the row of the control with that citation."""
    return "control-" + "".join(c if c.isalnum() else "-" for c in citation.removeprefix("gdpr "))
