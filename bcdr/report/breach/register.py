"""The register of breaches of Art. 33(5): those that the plan records, and sheets for the next ones."""

from __future__ import annotations

from datetime import date, datetime

from bcdr.analysis.facts import Facts
from bcdr.model.drill import Breach, Incident
from bcdr.report.block import Blanks, Column, Table, say
from bcdr.report.breach.procedure import procedure
from bcdr.report.document import Section
from bcdr.report.naming import name_of, names_of
from bcdr.report.notice import AUTHORITY, PEOPLE, is_told
from bcdr.report.span import NOT_PROVIDED, Cell, Span, cell
from bcdr.report.wording import day, duration, listed


def register(facts: Facts) -> Section:
    """Every breach with facts, effects and remedy, and an empty sheet."""
    found = [(i, i.breach) for i in facts.plan.incidents.values() if i.breach is not None]
    table = Table(
        "Breaches on record",
        (
            Column("Breach", 17),
            Column("Facts", 30),
            Column("Effects and remedy", 25),
            Column("Decision", 17),
            Column("Told", 11),
        ),
        tuple(_row(i, b, facts) for i, b in found),
        empty="the plan records no breach",
        compact=True,
    )
    kept = procedure(facts).register
    said = say(
        "Every breach is entered, also one that nobody outside was told of, with its reason. ",
        *(
            ("Kept in: ", kept, ".")
            if kept
            else ("Where the register is kept: ", Span(NOT_PROVIDED, tone="muted"), ".")
        ),
    )
    sheet = Blanks(
        (
            ("Number, short name", ""),
            ("Began, noticed, aware", "three times with zone"),
            ("Confidentiality, integrity, availability", "which of them"),
            ("What happened", ""),
            ("", ""),
            ("People, about; categories", ""),
            ("Records, about; categories of data", ""),
            ("Effects on people", ""),
            ("Remedy taken", ""),
            ("Decision", "register only / authority / authority and people"),
            ("Reason", "also and above all where nobody was told"),
            ("Decided by, at", "name, date, time"),
            ("Officer heard, at", "name, date, time"),
            ("Authority told, people told, controllers told", "date and time of each"),
            ("Closed; lessons in", "date; where they stand"),
        ),
        "Sheet for a new entry (copy it before use)",
    )
    return Section("register", "Register of breaches, Art. 33(5)", (said, table, sheet), starts_page=True)


def _row(one: Incident, found: Breach, facts: Facts) -> tuple[Cell, ...]:
    told = one.notified
    people = f"about {found.people:,} people" if found.people is not None else "people: not provided"
    records = f"about {found.records:,} records" if found.records is not None else "records: not provided"
    decision = found.decision.replace("-", " ") if found.decision else NOT_PROVIDED
    ended = (f"ended {day(one.ended)}",) if one.ended else ()
    late = (f"late because: {one.delay_reason}",) if one.delay_reason else ()
    why = (f"aware later because: {one.aware_reason}",) if one.aware_reason else ()
    return (
        cell(one.title, f"aware {day(one.aware)}", *why, header=True),
        cell(
            f"began {day(one.occurred)}",
            f"noticed {day(one.detected)}",
            *ended,
            f"{listed(found.types)}: {names_of(facts, one.affects)}",
            listed(found.categories),
            people,
            records,
            f"Causes: {'; '.join(one.causes) or NOT_PROVIDED}",
        ),
        cell(f"Effects: {found.effects or NOT_PROVIDED}", f"Remedy: {found.remedy or NOT_PROVIDED}"),
        cell(Span(decision, strong=True), found.reason or f"reason: {NOT_PROVIDED}", name_of(facts, found.decided_by)),
        cell(
            f"authority: {_when(told.authority if told else None, one.aware, _without(found, AUTHORITY))}",
            *late,
            f"people: {day(told.people if told else None, _without(found, PEOPLE))}",
            *((f"controller: {day(told.controller)}",) if told and told.controller else ()),
        ),
    )


def _without(found: Breach, telling: frozenset[str]) -> str:
    """What stands where no time is recorded: that the decision was not to tell, or that the time is missing."""
    return "no time recorded" if is_told(found, telling) else "not told, by the decision"


def _when(told: date | datetime | None, aware: date | datetime | None, without: str) -> str:
    if isinstance(told, datetime) and isinstance(aware, datetime) and (told.tzinfo is None) == (aware.tzinfo is None):
        return f"{day(told)}, {duration(told - aware)} after awareness"
    return day(told, without)
