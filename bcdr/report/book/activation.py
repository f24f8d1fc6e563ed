"""Activation and notification: when the plan applies, who is called in which order, who must be told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bcdr.analysis.facts import Facts
from bcdr.report.block import Blanks, Pairs, Table, Ticks, say
from bcdr.report.book.anchor import each_span
from bcdr.report.book.clause import served
from bcdr.report.book.leaf import leaf
from bcdr.report.book.number import starred
from bcdr.report.book.start import decision
from bcdr.report.document import Section
from bcdr.report.site.alarm import MOST_ROLES
from bcdr.report.site.communication import communication
from bcdr.report.site.contacts import contacts
from bcdr.report.site.page import Line
from bcdr.report.site.part import Row
from bcdr.report.span import Span, line, pair
from bcdr.report.wording import duration, listed

CONTACTS, DECIDES = "/contacts.html", "Who decides"
LINES = 24
"""Lines from which the people of a role are left to the call tree."""


def activation(facts: Facts) -> Section:
    """Part I2 of SP 800-34."""
    return Section(
        "activation",
        "Activation and notification",
        (served("activation"),),
        (_criteria(facts), _tree(facts), _assessment(), leaf(communication(facts))),
        starts_page=True,
    )


def _criteria(facts: Facts) -> Section:
    stated = facts.plan.activation
    rows = (
        *(_brief(_complete(facts, row)) for row in decision(facts)),
        pair("Longest shift of a responder", duration(stated.shift_limit) if stated else None),
    )
    record = Blanks(
        (
            ("Activated on (day, time)", ""),
            ("By (name, role)", ""),
            ("Because", ""),
            ("Agreed by, if more than one must agree", ""),
        ),
        "Record of the decision",
    )
    return Section("criteria", "Activation criteria", (Pairs(rows), record))


def _complete(facts: Facts, row: Row) -> Row:
    """The row; where the box for the worst moment ends before all are named who may declare, with the others' names."""
    name, lines = row
    stated = facts.plan.activation
    others = [r.name_or_id for r in facts.plan.roles.values() if "declare" in r.powers][MOST_ROLES:]
    if name != DECIDES or not others or (stated is not None and stated.decided_by):
        return row
    numbers = Span("Call tree", href="#call-tree", page=True)
    return name, (*lines[:-1], line(f"may declare as well: {listed(others)}; their numbers: ", numbers))


def _brief(row: Row) -> Row:
    """The row; where it would fill a page by itself, without the people of each role, who stand in the call tree."""
    name, lines = each_span(row, lambda s: replace(s, page=True) if s.href == CONTACTS else s)
    roles = tuple(one for one in lines if one[0].strong)
    if len(lines) <= LINES or not roles:
        return name, lines
    return name, (*roles, line("their numbers: ", Span("Call tree", href="#call-tree", page=True)))


def _tree(facts: Facts) -> Section:
    tree = leaf(contacts(facts), only=("roles",), widths=(18, 26, 56))
    intro = say("Call from top to bottom: the holder of a role first, then the deputies, until one answers.")
    [table] = tree.blocks
    found = starred(Section("call-tree", "Call tree", (_joined(table),) if isinstance(table, Table) else tree.blocks))
    return replace(found, blocks=(intro, *found.blocks))


def _joined(table: Table) -> Table:
    """The table with the name of each person and the first number on one line."""
    return replace(
        table,
        rows=tuple((*row[:-1], replace(row[-1], lines=tuple(_numbered(row[-1].lines)))) for row in table.rows),
    )


def _numbered(lines: tuple[Line, ...]) -> Iterator[Line]:
    name: Line = ()
    for found in lines:
        is_name = len(found) == 1 and found[0].strong
        if is_name and name:
            yield (*name, Span(" "), Span("no number in the plan", by_hand=True))
        if not is_name:
            yield (*name, Span(" "), *found) if name else found
        name = found if is_name else ()
    if name:
        yield (*name, Span(" "), Span("no number in the plan", by_hand=True))


def _assessment() -> Section:
    """The questions of an outage assessment (SP 800-34, 4.2.3) to be answered in writing."""
    looked = Ticks(
        (
            line("Are people safe, and is the site safe to enter?"),
            line("Is it an attack? Then change nothing, disconnect instead of switching off, and keep the logs."),
            line("Are copies of the data untouched? Look at one before anything is restored."),
            line("Are personal data lost, changed or in other hands? Write down since when that is known."),
        ),
        "To be looked at first",
    )
    form = Blanks(
        (
            ("Cause, as far as known", ""),
            ("Since when (day, time)", "the moment of the loss, not of its discovery"),
            ("Services that stand still", ""),
            ("Data that are lost or doubtful", "and the newest copy that is surely good"),
            ("Place, power, network, access", ""),
            ("May still get worse?", ""),
            ("Back by own means until", "an estimate, with the name of who gave it"),
        ),
        "Outage assessment",
    )
    return Section("assessment", "Outage assessment", (looked, form))
