"""The first page: for somebody who did not write the plan, at night, with a pen."""

from __future__ import annotations

from collections.abc import Iterable

from bcdr.analysis.facts import Facts
from bcdr.model.runbook import Runbook
from bcdr.report.block import Blanks, Callout, Column, Pairs, Table, Ticks
from bcdr.report.book.anchor import anchor_of
from bcdr.report.book.calling import calling
from bcdr.report.book.whereabouts import books, copies, keys
from bcdr.report.document import Section
from bcdr.report.site.alarm import alarm
from bcdr.report.site.page import Line
from bcdr.report.span import NOT_PROVIDED, Span, cell, line, pair

AT_ONCE, APPLIES = "Do at once", "Does the plan apply?"
LINES = 7
"""Lines that the question whether the plan applies may take on the first page."""


def start(facts: Facts) -> Section:
    """Whom to call, what to do in the first ten minutes, how to decide; where to turn, where copies and keys are."""
    return Section(
        "start",
        "Start here",
        (
            Callout("People before systems: bring everybody into safety and call for help first.", (), "bad"),
            calling(facts),
            _first_minutes(facts),
            _applies(facts),
            Blanks((("Noticed on (day, time), by", ""), ("What does not work", ""), ("Who leads now, since", ""))),
        ),
        (_turn_to(facts), copies(facts), keys(facts), books(facts)),
        starts_page=True,
    )


def decision(facts: Facts) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """Whether the plan applies, who decides, whom to call: the questions of the alarm box, with numbers."""
    return tuple((task.title, task.lines) for task in alarm(facts).tasks if task.title != AT_ONCE)


def _applies(facts: Facts) -> Pairs:
    """When it is an emergency in the sense of the plan; no more of it than the page has room for."""
    [when] = [task.lines for task in alarm(facts).tasks if task.title == APPLIES]
    if len(when) > LINES:
        when = (*when[: LINES - 1], line("all of them: ", _to("criteria", "Activation criteria")))
    return Pairs((pair("The plan applies if", *when),))


def _first_minutes(facts: Facts) -> Ticks:
    own = tuple(one for task in alarm(facts).tasks if task.title == AT_ONCE for one in task.lines)
    return Ticks(
        (
            line("Write down below what you noticed, and from now on who decides what, and when."),
            *(own or (line("What to do at once: ", Span(NOT_PROVIDED, tone="muted")),)),
            line("Ask whether the plan applies. In doubt, call those who may declare it, one after the other."),
            line(
                "Find what happened under ", _to("turn-to", "Turn to the page"), ". All numbers: ",
                _to("contacts", "Contacts"), ". Who must be told: ", _to("communication", "Communication"), ".",
            ),
        ),
        "The first ten minutes",
    )  # fmt: skip


def _to(id_: str, text: str) -> Span:
    return Span(text, href=f"#{id_}", page=True)


def _turn_to(facts: Facts) -> Section:
    found = [c for c in facts.coverage if c.entry is not None and c.entry.applicable is not False]
    table = Table(
        "What happened? Turn to the page of the scenario, or straight to its runbook",
        (Column("What happened", 31), Column("It is noticed by", 32), Column("Runbooks", 37)),
        tuple(
            (
                cell(Span(c.title, href=f"#{anchor_of(f'scenarios/{c.id}')}", page=True), header=True),
                cell(*(c.entry.triggers[:SIGNS] if c.entry is not None else ())),
                cell(*some_runbooks(c.runbooks)),
            )
            for c in found
        ),
        empty="the plan names no scenario; its runbooks stand in the chapter Runbooks",
        compact=True,
    )
    return Section("turn-to", "Turn to the page", (table,), starts_page=bool(found))


def some_runbooks(books: Iterable[Runbook]) -> tuple[Line, ...]:
    """The first few runbooks by their page, and how many more there are."""
    found = tuple(dict.fromkeys(books))
    if not found:
        return (line(Span("no runbook", tone="bad")),)
    *shown, last = [line(Span(b.title, href=f"#{anchor_of(b.ref)}", page=True)) for b in found[:RUNBOOKS]]
    more = len(found) - RUNBOOKS
    return (*shown, (*last, Span(f", and {more} more", tone="muted")) if more > 0 else last)


SIGNS, RUNBOOKS = 1, 2
"""So many signs and runbooks keep the index on one page; the scenario has all."""
