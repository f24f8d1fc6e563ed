"""Reconstitution: what came back is checked, accepted and handed over, and the emergency is declared over."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.report.block import Blanks, Block, Column, Pairs, Table, Ticks
from bcdr.report.book.anchor import anchor_of
from bcdr.report.book.clause import served
from bcdr.report.book.leaf import remaining
from bcdr.report.document import Section
from bcdr.report.naming import name_of
from bcdr.report.span import Span, cell, line, pair
from bcdr.report.wording import duration


def reconstitution(facts: Facts) -> Section:
    """Part I4 of SP 800-34."""
    return Section(
        "reconstitution",
        "Reconstitution",
        (served("reconstitution"),),
        (_acceptance(facts), _return(facts), _end(facts), _record()),
        starts_page=True,
    )


def _acceptance(facts: Facts) -> Section:
    checks = Ticks(
        (
            line("Data and functions of each service are checked, as its runbook says."),
            line("What was entered meanwhile by hand or on paper is entered again."),
            line("Erasure requests since the restored state are carried out again."),
            line("The first backup of the recovered systems has finished, and one file of it was read."),
            line("Monitoring, second factors and restrictions that were lifted are back."),
        ),
        "Before a service is accepted (SP 800-34, reconstitution)",
    )
    table = Table(
        "Acceptance of each service",
        (Column("Service", 26), Column("Accepted by its owner", 26), Column("Back at (day, time)", 18),
         Column("State of the data", 15), Column("Signature", 15)),
        tuple(
            (cell(s.name_or_id, header=True), cell(name_of(facts, s.owner)), cell(*ROOM), cell(""), cell(""))
            for s in facts.services
        ),
        empty="the plan names no service",
    )  # fmt: skip
    return Section("acceptance", "Checks and acceptance", (checks, table))


def _return(facts: Facts) -> Section:
    table = Table(
        "What each runbook says on the way back",
        (Column("Runbook", 34), Column("Back to normal", 66)),
        tuple(
            (
                cell(Span(b.title, href=f"#{anchor_of(b.ref)}", page=True), header=True),
                cell(*((b.returns,) if b.returns else ())),
            )
            for b in sorted(facts.plan.runbooks.values(), key=lambda b: (facts.runbook_tier(b), b.title))
            if b.returns
        ),
        empty="no runbook says it" if facts.plan.runbooks else "the plan has no runbook",
    )
    rest = remaining("Nothing is written in", [b.title for b in facts.plan.runbooks.values() if not b.returns])
    return Section("return", "Back to normal operation", (table, *rest))


def _end(facts: Facts) -> Section:
    stated = facts.plan.activation
    rows = (
        pair("The recovery is declared complete", stated.stand_down if stated else None),
        pair("Review of the event within", duration(stated.review_within) if stated else None),
    )
    follows: tuple[Block, ...] = (
        (Ticks(tuple(line(a) for a in stated.stand_down_actions), "What follows the declaration"),)
        if stated is not None and stated.stand_down_actions
        else ()
    )
    declared = Blanks((("Declared over on (day, time)", ""), ("By (name, role)", "")), "Declaration")
    return Section("stand-down", "Stand-down", (Pairs(rows), *follows, declared))


def _record() -> Section:
    """The clock of a drill, to be filled in for a real event: the same words, so that both can be compared."""
    times = Table(
        "The clock of the event, to be entered into the plan afterwards",
        (Column("Moment", 30), Column("Meaning", 34), Column("Day and time", 18), Column("Written by", 18)),
        tuple((cell(name, header=True), cell(means), cell(*ROOM), cell("")) for name, means in MOMENTS),
    )
    form = Blanks(
        (
            ("Restored from (copy, state of)", ""),
            ("Data lost for good", ""),
            ("What went wrong", ""),
            ("What the plan did not know", ""),
        ),
        "For the review",
    )
    return Section("record", "Record of the event", (times, form))


ROOM = ("\u00a0", "\u00a0")
"""Lines of a cell that leave room to write by hand."""
MOMENTS = (
    ("Lost", "service or data stopped being usable"),
    ("Detected", "somebody noticed"),
    ("Declared", "the plan was activated"),
    ("Restore started", "the restore began"),
    ("Restored", "the data were back"),
    ("Verified", "the data were checked"),
    ("Accepted", "the owner took the service back"),
)
"""The moments of a timeline, in the words of the plan format (`drills.timeline`)."""
