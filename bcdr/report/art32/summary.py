"""One page for owners, in plain words."""

from __future__ import annotations

from bcdr.audit import Audit
from bcdr.frameworks.status import statuses
from bcdr.model.risk import Risk
from bcdr.report import findings
from bcdr.report.block import Block, Callout, Column, Table, say
from bcdr.report.controls import Control, personal_stores
from bcdr.report.document import Section
from bcdr.report.naming import joined, name_of, status_tone
from bcdr.report.span import Cell, Span, cell, line
from bcdr.report.whatif.event import happening
from bcdr.report.whatif.survival import survival_of
from bcdr.report.wording import counted, day, listed

TOP, MOST, LATE = 2, 3, 3
"""Rows of each kind of top risk, names in one of them, and overdue rows: all of it stays on one page."""


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
        compact=True,
    )
    overdue = [d for d in facts.due if d.is_overdue(facts.as_of)]
    more = f": the first {LATE} of {len(overdue)}; sections 10 and 16 list all" if len(overdue) > LATE else ""
    late = Table(
        f"Overdue on the date of the data{more}",
        (Column("Since", 16), Column("What", 56), Column("Owner", 28)),
        tuple(
            (cell(day(d.day, "never done"), header=True), cell(d.what), cell(name_of(facts, d.owner)))
            for d in overdue[:LATE]
        ),
        empty="nothing",
        compact=True,
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
        top_risks(audit),
        late,
    ]
    if waiting := _decisions(matrix):
        blocks.append(Callout("Decisions that people must take", waiting))
    return Section("summary", "Summary for owners", tuple(blocks), starts_page=True)


def _decisions(matrix: tuple[Control, ...]) -> tuple[tuple[Span, ...], ...]:
    """What no program may decide: whether a level suffices, and what is done where the plan shows nothing."""
    open_ = [c for c in matrix if c.status.id == "for-human-assessment"]
    bare = [c for c in matrix if c.status.id == "no-evidence"]
    judged = [
        line(
            Span(c.point.citation.replace("gdpr ", "Art. "), strong=True),
            f", {_lower(c.point.duty)}: whether what the plan shows suffices",
        )
        for c in open_
    ]
    if not bare:
        return tuple(judged)
    points = joined(Span(c.point.citation.removeprefix("gdpr "), strong=True, href=f"#{anchor(c)}") for c in bare)
    return (*judged, (Span("Art. "), *points, Span(": the plan shows nothing. Who brings the evidence, and by when?")))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def top_risks(audit: Audit) -> Table:
    """The single events that take most today, and the gravest entries of the register as people graded them."""
    return Table(
        "Top risks: the single events that take most, and the gravest entries of the risk register",
        (Column("Event or risk", 42), Column("What it means", 58)),
        (*_blows(audit), *_gravest(audit)),
        empty="no single event is known to be fatal, and the risk register has no entry with both levels",
        compact=True,
    )


def _blows(audit: Audit) -> list[tuple[Cell, ...]]:
    """Single events after which something does not come back, those that take most first; equal ones in one row."""
    facts, fatal = audit.facts, survival_of(audit.facts).fatal(1)
    taken: dict[str, list[str]] = {}
    for entry in (*facts.stores, *facts.services):
        for found in fatal.of(entry.ref):
            if found.is_certain:
                taken.setdefault(happening(found.events[0], facts).plain, []).append(entry.name_or_id)
    alike: dict[tuple[str, ...], list[str]] = {}
    for words, names in taken.items():
        alike.setdefault(tuple(names), []).append(words)
    ordered = sorted(alike.items(), key=lambda one: (-len(one[0]), one[1]))
    return [
        (
            cell(
                Span(_upper(words[0]), href="#survival"),
                *((f"and {counted(len(words) - 1, 'event')} with the same outcome",) if len(words) > 1 else ()),
                header=True,
            ),
            cell(f"does not come back: {_some(names)}"),
        )
        for names, words in ordered[:TOP]
    ]


def _gravest(audit: Audit) -> list[tuple[Cell, ...]]:
    graded = [
        (r.severity * r.likelihood, r)
        for r in audit.facts.plan.risks.values()
        if r.severity is not None and r.likelihood is not None
    ]
    ordered = sorted(graded, key=lambda one: (-one[0], -(one[1].severity or 0), one[1].id))
    return [(cell(Span(r.title, href=f"#risk-{r.id}"), header=True), cell(_graded(r))) for _, r in ordered[:TOP]]


def _graded(risk: Risk) -> str:
    left = risk.residual
    after = f"{_level(left.severity)} and {_level(left.likelihood)}" if left is not None else "not provided"
    return f"severity {_level(risk.severity)}, likelihood {_level(risk.likelihood)}; after the measures {after}"


def _level(value: int | None) -> str:
    return str(value) if value is not None else "not provided"


def _some(names: tuple[str, ...]) -> str:
    rest = len(names) - MOST
    return f"{listed(names[:MOST])} and {rest} more" if rest > 0 else listed(names)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def anchor(control: Control) -> str:
    """Id of a control's row."""
    return anchor_of(control.point.citation)


def anchor_of(citation: str) -> str:
    """Id of the row of the control with that citation."""
    return "control-" + "".join(c if c.isalnum() else "-" for c in citation.removeprefix("gdpr "))
