"""The first page: for somebody who did not write the plan, at night, with a pen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bcdr.analysis.facts import Facts
from bcdr.model.people import Credential
from bcdr.model.runbook import Runbook
from bcdr.report.block import Blanks, Callout, Column, Pairs, Table, Ticks, say
from bcdr.report.book.anchor import anchor_of
from bcdr.report.document import Section
from bcdr.report.naming import names_of, place_words
from bcdr.report.site.alarm import alarm
from bcdr.report.site.link import is_elsewhere
from bcdr.report.site.page import Line
from bcdr.report.span import NOT_PROVIDED, Cell, Span, cell, line
from bcdr.report.wording import counted, day

AT_ONCE = "Do at once"


def start(facts: Facts) -> Section:
    """Who leads, how to decide, what to do in the first ten minutes, where to turn, where the keys are."""
    return Section(
        "start",
        "Start here",
        (
            Callout("People before systems", (line("First bring everybody into safety and call for help."),), "bad"),
            Pairs(tuple(map(_short, decision(facts)))),
            _first_minutes(facts),
            Blanks((("Noticed on (day, time), by", ""), ("What does not work", ""), ("Who leads now, since", ""))),
        ),
        (_turn_to(facts), _keys(facts)),
        starts_page=True,
    )


def _unprinted(facts: Facts) -> tuple[Callout, ...]:
    """A remark when numbers of people with a role stand elsewhere: on the worst night nobody can look them up."""
    people = {p.id: p for r in facts.plan.roles.values() for p in facts.people(r.ref)}
    elsewhere = [p.name for p in people.values() if any(map(is_elsewhere, p.contacts))]
    if not elsewhere:
        return ()
    whose = counted(len(elsewhere), "person", "people")
    said = line(f"Numbers of {whose} are kept elsewhere. Write them in by hand before this book is put away.")
    room = line(
        "Room for them: the page before; ", _to("call-tree", "Call tree"), "; ", _to("contacts", "Contacts"), "."
    )
    return (Callout("Numbers that are not printed here", (said, room), "fair"),)


def decision(facts: Facts) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """Whether the plan applies, who decides, whom to call: the questions of the alarm box, with numbers."""
    return tuple((task.title, task.lines) for task in alarm(facts).tasks if task.title != AT_ONCE)


def _short(row: tuple[str, tuple[Line, ...]]) -> tuple[str, tuple[Line, ...]]:
    """The row with so many lines as leave the first page one page; all of them stand where the plan is activated."""
    name, lines = row
    if len(lines) <= LINES:
        return row
    return name, (*lines[: LINES - 1], line("all of them: ", _to("criteria", "Activation criteria")))


def _first_minutes(facts: Facts) -> Ticks:
    own = tuple(one for task in alarm(facts).tasks if task.title == AT_ONCE for one in task.lines)
    return Ticks(
        (
            line("Write down below what you noticed, and from now on who decides what, and when."),
            *(own or (line("What to do at once: ", Span(NOT_PROVIDED, tone="muted")),)),
            line("Ask whether the plan applies. In doubt, call those who decide, one after the other."),
            line(
                "Turn to what happened (", _to("turn-to", "next page"), "). All numbers: ", _to("contacts", "Contacts"),
                ". Who must be told: ", _to("communication", "Communication"), ".",
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


LINES = 14
"""Lines that one question of the first page may take."""
SIGNS, RUNBOOKS = 1, 2
"""So many signs and runbooks keep the index on one page; the scenario has all."""


def _keys(facts: Facts) -> Section:
    """Places of keys, never keys."""
    human = [c for c in facts.plan.credentials.values() if c.human]
    held: dict[str, list[Credential]] = {}
    for key in human:
        if key.break_glass is not None and key.break_glass.place is not None:
            held.setdefault(f"places/{key.break_glass.place}", []).append(key)
    unsealed = [c for c in human if c.break_glass is None or c.break_glass.place is None]
    keys = Table(
        "Sealed copies of keys and passwords; what they are stands nowhere in this book",
        (Column("Where", 30), Column("For", 56), Column("Seals checked", 14)),
        tuple(
            (
                cell(place_words(facts, place), header=True),
                cell(", ".join(k.name_or_id for k in found)),
                cell(min((day(k.break_glass.checked, "never") for k in found if k.break_glass), default="never")),
            )
            for place, found in held.items()
        ),
        empty=NOT_PROVIDED,
    )
    others = (
        (say("Without a sealed copy: ", "; ".join(f"{c.name_or_id} ({names_of(facts, c.holders, 'nobody is named')})"
                                                 for c in unsealed), "."),)
        if unsealed
        else ()
    )  # fmt: skip
    copies = Table(
        "Where other copies of this plan lie",
        (Column("Place", 50), Column("Form", 30), Column("Made", 20)),
        tuple(_copies(facts)),
        empty=NOT_PROVIDED,
    )
    more = say("Who has which key, and what it opens: ", _to("places", "Places, keys and logins"), ".")
    return Section("where-keys", "Where the keys are", (keys, *others, more, *_unprinted(facts), copies))


def _copies(facts: Facts) -> Iterator[tuple[Cell, ...]]:
    for kept in facts.plan.kept.values():
        made = "always current" if kept.always_current else day(kept.occurred)
        yield cell(place_words(facts, kept.at), header=True), cell(kept.as_ or NOT_PROVIDED), cell(made)
