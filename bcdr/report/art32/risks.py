"""Risks by the five event types of Art. 32(2), and how the 22 scenarios are answered."""

from __future__ import annotations

from dataclasses import replace

from bcdr.analysis.coverage import Coverage, is_answered
from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.frameworks.article32 import harms
from bcdr.model.catalogue import GROUPS
from bcdr.model.risk import Risk
from bcdr.model.runbook import Scenario
from bcdr.report.block import Column, Table, say
from bcdr.report.document import Section
from bcdr.report.naming import joined, name_of
from bcdr.report.span import NOT_PROVIDED, Cell, Span, cell
from bcdr.report.whatif.event import plainly
from bcdr.report.wording import day, duration, listed

MOST = 16
"""So many runbooks of a scenario are named; a row of hundreds would not fit on a page."""


def overview(audit: Audit) -> Section:
    """The register, grouped by event type; an event without entry is shown as a gap."""
    facts = audit.facts
    rows = []
    for harm in harms():
        entries = [r for r in facts.plan.risks.values() if r.event == harm.id]
        if not entries:
            rows.append(
                (cell(harm.title, header=True), cell(Span("no entry", tone="bad")), *(cell("–") for _ in range(5)))
            )
        for r in entries:
            left = r.residual
            rows.append(
                (
                    replace(cell(harm.title, header=True), id=f"risk-{r.id}"),
                    cell(
                        Span(r.title, strong=True),
                        f"Harm to people: {r.harm or NOT_PROVIDED}",
                        *((f"Sources: {listed(r.sources)}",) if r.sources else ()),
                        *((f"Why these levels: {r.reason}",) if r.reason else ()),
                    ),
                    cell(_level(r.severity), align="center"),
                    cell(_level(r.likelihood), align="center"),
                    cell(
                        Span(r.treatment, strong=True) if r.treatment else "not provided",
                        *(facts.plan.measures[m].title for m in r.measures),
                    ),
                    cell(
                        f"{_level(left.severity)} / {_level(left.likelihood)}" if left else "not provided",
                        align="center",
                    ),
                    cell(
                        name_of(facts, r.owner),
                        *(_set_by(r, facts)),
                    ),
                )
            )
    columns = (
        Column("Event", 11), Column("Risk", 29), Column("Severity", 8, "center"), Column("Likelihood", 9, "center"),
        Column("Treatment and measures", 20), Column("Residual", 8, "center"), Column("Owner and assessors", 15),
    )  # fmt: skip
    intro = say(
        "Levels run from 1 negligible to 4 maximum. People set them; the tool never does. Residual are severity and "
        "likelihood after the measures."
    )
    register = Table("Risks to people by event type", columns, tuple(rows), compact=True)
    return Section("risks", "Risk overview", (intro, register, _by_processing(facts)))


def _by_processing(facts: Facts) -> Table:
    """For each processing activity and event the risks of the register that name it, as links to their rows."""
    return Table(
        "Processing activities and event types: severity / likelihood of the risks that name the activity",
        (Column("Activity", 25), *(Column(harm.title, 15, "center") for harm in harms())),
        tuple(
            (
                cell(activity.title, header=True),
                *(
                    cell(
                        joined(
                            (
                                Span(f"{_level(r.severity)} / {_level(r.likelihood)}", href=f"#risk-{r.id}")
                                for r in facts.plan.risks.values()
                                if r.event == harm.id and activity.id in r.processing
                            ),
                            "no entry",
                        ),
                        align="center",
                    )
                    for harm in harms()
                ),
            )
            for activity in facts.plan.processing.values()
        ),
        empty="no processing activity is recorded",
        compact=True,
    )


def _set_by(risk: Risk, facts: Facts) -> tuple[str, ...]:
    """Who set the levels, and who judged what is left."""
    left = risk.residual.by if risk.residual is not None else None
    judged = (f"what is left judged by {name_of(facts, left)}",) if left is not None else ()
    if not risk.assessed_by:
        return judged
    if risk.assessed_by == risk.owner:
        return ("who also set the levels", *judged)
    return (f"levels set by {name_of(facts, risk.assessed_by)}", *judged)


def _level(value: int | None) -> str:
    return str(value) if value is not None else "–"


def scenarios(audit: Audit) -> Section:
    """All scenarios with applicability, what is lost, runbooks, last exercise."""
    groups = [(key, title, [c for c in audit.facts.coverage if c.group == key]) for key, title in GROUPS.items()]
    own = [c for c in audit.facts.coverage if not c.group]
    if own:
        groups.append(("", "Scenarios of our own", own))
    columns = (
        Column("Scenario", 20),
        Column("Applies", 7),
        Column("Lost or hostile", 23),
        Column("Answer", 28),
        Column("Exercised", 9),
        Column("Owner", 13),
    )
    tables = tuple(
        Table(title, columns, tuple(_row(c, c.entry, audit) for c in rows if c.entry), compact=True)
        for _, title, rows in groups
        if any(c.entry for c in rows)
    )
    missing = Table(
        "Scenarios that the plan does not consider",
        (Column("Kind of disaster", 28), Column("Not considered", 72)),
        tuple(
            (cell(title, header=True), cell("; ".join(c.title for c in rows if not c.entry)))
            for _, title, rows in groups
            if not all(c.entry for c in rows)
        ),
    )
    intro = say(
        "A scenario is answered when it has an owner and a runbook, "
        "or when somebody gave the reason why it cannot happen here."
    )
    return Section("scenarios", "Scenario coverage", (intro, *tables, *((missing,) if missing.rows else ())))


def _row(cover: Coverage, entry: Scenario, audit: Audit) -> tuple[Cell, ...]:
    if entry.applicable is False:
        return (
            cell(cover.title, header=True),
            cell("no"),
            cell("–"),
            cell(entry.reason or Span("no reason given", tone="bad")),
            cell("–"),
            cell(name_of(audit.facts, entry.owner) if entry.owner else "–"),
        )
    books = [Span(b.title) for b in cover.runbooks[:MOST]] or [Span("no runbook", tone="bad")]
    if len(cover.runbooks) > MOST:
        books.append(Span(f"and {len(cover.runbooks) - MOST} more", tone="muted"))
    applies = Span("yes") if entry.applicable else Span("not said", tone="fair")
    found = f"found within {duration(entry.detection)}" if entry.detection else ""
    return (
        cell(cover.title, header=True),
        cell(applies),
        cell(
            listed(list(dict.fromkeys(plainly(r, audit.facts) for r in entry.loses)), "not provided"),
            *((found,) if found else ()),
        ),
        cell(*books, *(() if is_answered(cover) or not cover.runbooks else (Span("no owner", tone="bad"),))),
        cell(day(cover.exercised, "never")),
        cell(name_of(audit.facts, entry.owner)),
    )
