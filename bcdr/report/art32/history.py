"""History of tests with results, what followed those that did not pass, and the calendar of what comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bcdr.analysis.due import Due
from bcdr.analysis.facts import Facts
from bcdr.analysis.proof import answers
from bcdr.audit import Audit
from bcdr.model.drill import Drill
from bcdr.report.art32.restores import record
from bcdr.report.block import Block, Column, Figure, Table, say
from bcdr.report.chances import chances
from bcdr.report.document import Section
from bcdr.report.drawing import drill_timeline
from bcdr.report.naming import drill_anchor, evidence_link, joined, name_of, names_of
from bcdr.report.result import part, remarks, result
from bcdr.report.span import Cell, Span, cell
from bcdr.report.wording import counted, day, duration

YEAR = timedelta(days=365)


def tests(audit: Audit, *, in_full: bool) -> Section:
    """History with results, a drawing of the last two years, the calendar; `in_full` with the record of restores."""
    facts = audit.facts
    done = tuple(reversed(facts.done_drills))
    history = Table(
        "Drills, newest first",
        (
            Column("Date", 9),
            Column("Drill", 35),
            Column("Type", 10),
            Column("Result", 7),
            Column("RTA", 8, "right"),
            Column("RPA", 7, "right"),
            Column("Led by", 9),
            Column("Evidence", 15),
        ),
        tuple(_drill_row(d, audit) for d in done),
        empty="no drill with a result is recorded",
        compact=True,
    )
    calendar = _calendar("Calendar", [d for d in facts.due if d.kind in DRILLED], facts, "no drill is planned")
    blocks: list[Block] = [say(_trend(audit)), *map(say, chances(facts))]
    recent = tuple(d for d in facts.done_drills if facts.age(d.occurred) <= 2 * YEAR)
    if recent:
        words = "; ".join(f"{d.occurred} {d.type.replace('-', ' ')} {d.result}" for d in recent)
        alt = f"Drills by date, type and result: {words}."
        drawing = drill_timeline(facts.done_drills, facts.as_of, alt)
        blocks.append(Figure("figure-drills", "Drills of the last two years by type and result", alt, drawing))
    followed = [d for d in done if d.result in {"failed", "partial"}]
    issues = Table(
        "Drills that did not pass, and what followed",
        (
            Column("Date", 12),
            Column("Drill", 28),
            Column("Result", 10),
            Column("What went wrong", 28),
            Column("Followed by", 22),
        ),
        tuple(
            (
                cell(day(d.occurred), header=True),
                cell(d.name_or_id),
                cell(result(d, facts)),
                cell(*([i.what for i in d.issues] or [d.lessons or "not provided"])),
                cell(_later_pass(d, facts.done_drills)),
            )
            for d in followed
        ),
        empty="none",
        compact=True,
    )
    return Section(
        "tests",
        "Test history and calendar",
        (*blocks, history, *((record(facts),) if in_full else ()), issues, calendar),
    )


DRILLED = frozenset({"drill", "restore", "exercise"})
"""Kinds of dates that a drill meets."""
SOON = timedelta(days=90)


def dates(audit: Audit) -> Table:
    """What else is overdue or falls due soon: reviews, answers, renewals, checks of copies and keys."""
    facts = audit.facts
    near = [d for d in facts.due if d.kind not in DRILLED and (d.day is None or d.day <= facts.as_of + SOON)]
    return _calendar("Other dates: overdue, and due within 90 days", near, facts, "none")


def _calendar(caption: str, coming: list[Due], facts: Facts, empty: str) -> Table:
    return Table(
        caption,
        (Column("Due", 16), Column("What", 54), Column("Owner", 30)),
        tuple(
            (
                cell(
                    Span(day(d.day, "never done"), tone="bad" if d.is_overdue(facts.as_of) else ""),
                    *((Span("overdue", tone="bad"),) if d.is_overdue(facts.as_of) else ()),
                    header=True,
                ),
                cell(d.what),
                cell(name_of(facts, d.owner)),
            )
            for d in coming
        ),
        empty=empty,
        compact=True,
    )


def _drill_row(drill: Drill, audit: Audit) -> tuple[Cell, ...]:
    measured = drill.measured
    return (
        replace(cell(day(drill.occurred), header=True), id=drill_anchor(drill.id)),
        cell(drill.name_or_id, Span(names_of(audit.facts, drill.covers, "nothing named"), tone="muted")),
        cell(drill.type.replace("-", " ")),
        cell(result(drill, audit.facts), *remarks(drill, audit.facts)),
        cell(
            duration(measured.rto if measured else None, "–"),
            *part(drill),
            align="right",
        ),
        cell(duration(measured.rpo if measured else None, "–"), align="right"),
        cell(name_of(audit.facts, f"people/{drill.led_by}" if drill.led_by else None)),
        cell(joined(evidence_link(e) for e in drill.evidence)),
    )


def _later_pass(drill: Drill, done: tuple[Drill, ...]) -> Span:
    later = [
        d
        for d in done
        if d.result == "passed"
        and (d.occurred or date.min) > (drill.occurred or date.min)
        and answers(d, drill)
        and set(d.covers) & set(drill.covers)
    ]
    return Span(f"passed {later[0].occurred}", tone="good") if later else Span("no later pass", tone="bad")


def _trend(audit: Audit) -> str:
    facts = audit.facts
    year = [d for d in facts.done_drills if facts.age(d.occurred) <= YEAR]
    before = [d for d in facts.done_drills if YEAR < facts.age(d.occurred) <= 2 * YEAR]

    def words(drills: list[Drill]) -> str:
        passed = sum(d.result == "passed" for d in drills)
        return f"{counted(len(drills), 'drill')}, of which {passed} passed" if drills else "no drill"

    return f"Last 365 days: {words(year)}. The 365 days before: {words(before)}."
