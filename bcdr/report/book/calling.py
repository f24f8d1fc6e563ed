"""Whom to call on the worst night, in which order, with a number or with room for one; who may declare it."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.model.people import Person, Role
from bcdr.report.block import Pairs
from bcdr.report.naming import name_of
from bcdr.report.site.link import call, href
from bcdr.report.site.page import Line
from bcdr.report.span import NOT_PROVIDED, Span, line

Row = tuple[str, tuple[Line, ...]]
LINES = 14
"""Lines of names that leave the first page one page; all of them stand where the plan is activated."""
CAPTION = "Call from top to bottom, until somebody answers"


def calling(facts: Facts) -> Pairs:
    """Each role once, in the order of the plan: first those who are told first, then the others who may decide."""
    rows = tuple(_rows(facts))
    if not rows:
        gap = line(Span(f"{NOT_PROVIDED}; all numbers: ", tone="muted"), Span("Contacts", href="#contacts", page=True))
        return Pairs((("Whom to call", (gap,)),), CAPTION, is_large=True)
    return Pairs(tuple(_cut(rows)), CAPTION, is_large=True)


def _rows(facts: Facts) -> Iterator[Row]:
    stated = facts.plan.activation
    deciders = {d.role: d.quorum for d in stated.decided_by} if stated else {}
    if not deciders:
        deciders = {r.ref: 1 for r in facts.plan.roles.values() if "declare" in r.powers}
    for ref in dict.fromkeys((*(stated.notify_first if stated else ()), *deciders)):
        entry = facts.plan.find(ref)
        name = entry.name_or_id if isinstance(entry, Role) else name_of(facts, ref)
        people = tuple(_number(p) for p in facts.people(ref))
        nobody = (line(Span("nobody holds this role", tone="bad")),)
        agree = f", if {deciders[ref]} of them agree" if deciders.get(ref, 1) > 1 else ""
        yield f"{name} (may declare{agree})" if ref in deciders else name, people or nobody


def _number(person: Person) -> Line:
    return Span(person.name, href=href(person.ref), strong=True), Span(" "), *call(person)


def _cut(rows: tuple[Row, ...]) -> Iterator[Row]:
    room = LINES
    for n, (name, lines) in enumerate(rows):
        is_last = n == len(rows) - 1
        if len(lines) > room or (len(lines) == room and not is_last):
            yield "And others", (line("all of them: ", Span("Call tree", href="#call-tree", page=True)),)
            return
        room -= len(lines)
        yield name, lines
