"""Notices between controllers and processors: ours to those we act for (Art. 33(2)), and theirs to us."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.report.block import Blanks, Block, Column, Table, say
from bcdr.report.breach.letter import prepared
from bcdr.report.breach.start import TO_WRITE
from bcdr.report.document import Section
from bcdr.report.naming import name_of
from bcdr.report.span import Span, cell
from bcdr.report.wording import listed


def controllers(facts: Facts) -> Section:
    """The notice of a processor to its controllers, one row an activity that the plan keeps as processor."""
    acting = [p for p in facts.plan.processing.values() if p.role == "processor"]
    table = Table(
        "Activities for others",
        (
            Column("Activity", 24),
            Column("Controllers", 34),
            Column("People, data", 24),
            Column("Told at (fill in)", 18),
        ),
        tuple(
            (
                cell(p.title, name_of(facts, p.owner) if p.owner else "", header=True),
                cell(*p.controllers) if p.controllers else cell(),
                cell(listed(p.subjects), listed((*p.categories, *p.special))),
                cell(TO_WRITE, TO_WRITE),
            )
            for p in acting
        ),
        empty="the plan records no activity in which the organisation acts for others",
    )
    blocks: list[Block] = [
        say(
            "Where data of others are concerned, each controller is told without undue delay after awareness, whatever "
            "the risk: the controller decides on its own notices, and its clock may start with ours. A contract may "
            "set a shorter time."
        ),
        table,
    ]
    if acting:
        blocks.append(
            Blanks(
                (
                    ("To", "controller, contact, its officer"),
                    ("What happened, since when", ""),
                    ("Whose data, about how many", "people and records"),
                    ("Which data", ""),
                    ("Likely consequences", ""),
                    ("Done and planned", ""),
                    ("Whom to ask with us", "name and number that works now"),
                    ("Next message", "date, time"),
                ),
                "Notice of a processor, Art. 33(2)",
            )
        )
    parts = prepared(facts, "controllers")
    return Section("controllers", "Notice to controllers, Art. 33(2)", tuple(blocks), parts, starts_page=bool(acting))


def processors() -> Section:
    """What to note when a vendor tells us of a breach."""
    lines = Blanks(
        (
            ("Vendor, person who told us", "name, call-back number"),
            ("Told at", "date, time: from here we may be aware"),
            ("What happened, since when", ""),
            ("Which of our data, about how many", ""),
            ("Contained, or still going on", ""),
            ("Next message", "date, time"),
        ),
        "If a vendor tells us",
    )
    said = say(
        Span("A vendor's notice can start our clock: write down the minute. ", strong=True),
        "What each has promised, and how to reach it: ",
        Span("Whom to call", href="#contacts", page=True),
        ".",
    )
    return Section("vendors", "Notice from processors", (said, lines))
