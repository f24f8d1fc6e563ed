"""Whether an assessment is needed: nine criteria, cases of Art. 35(3), national list, decision of a person."""

from __future__ import annotations

from bcdr.audit import Audit
from bcdr.finding import Finding
from bcdr.frameworks.dpia import criteria, screening
from bcdr.model.privacy import Processing, Screening
from bcdr.report.block import Block, Callout, Column, Pairs, Table, say
from bcdr.report.document import Section
from bcdr.report.naming import finding_anchor, name_of
from bcdr.report.span import NOT_PROVIDED, Cell, Span, cell, line, pair
from bcdr.report.wording import SCREENED, counted, day, flag


def screening_section(record: Screening | None, audit: Audit) -> Section:
    """The record of one screening."""
    return Section("screening", "Screening", _blocks(record, audit))


def _blocks(record: Screening | None, audit: Audit) -> tuple[Block, ...]:
    if record is None:
        return (
            Callout("No screening is recorded", (line("Nobody wrote down whether an assessment is needed."),), "bad"),
        )
    answers = Table(
        "The nine criteria",
        (Column("Criterion", 11), Column("Question", 44), Column("Met", 9, "center"), Column("Why", 36)),
        tuple(
            (
                cell(c.id, header=True),
                cell(c.question, Span(c.examples, tone="muted")),
                cell(flag(answer.met) if answer else NOT_PROVIDED, align="center"),
                cell((answer.why if answer else None) or NOT_PROVIDED),
            )
            for c in criteria()
            for answer in [record.criteria.get(c.id)]  # type: ignore[call-overload]
        ),
    )
    met = _met(record)
    cases = (
        "not provided" if record.art35_3 is None else ", ".join(f"35(3)({c})" for c in record.art35_3) or "none applies"
    )
    rows = Pairs(
        (
            pair("Cases of Art. 35(3)", cases),
            pair("National list", record.national_list),
            pair("Criteria met", _count(record)),
            pair("What the guidelines say of that", _guidance(met, record)),
            pair("Decision", SCREENED[record.decision] if record.decision else None),
            pair("Reason", record.reason),
            pair("Decided", f"{name_of(audit.facts, record.by)}, {day(record.occurred)}"),
        )
    )
    return (answers, rows)


def _guidance(met: int, record: Screening) -> str:
    limits = screening()
    if record.art35_3:
        return "a case of Art. 35(3) always asks for an assessment"
    if met >= limits.assessment_from:
        return (
            f"{counted(met, 'criterion', 'criteria')}: an assessment is expected "
            "unless a reasoned, signed exception says otherwise"
        )
    if unanswered := _unanswered(record):
        return (
            f"{counted(unanswered, 'criterion is', 'criteria are')} not answered: nothing follows from the others yet"
        )
    if met >= limits.judgement_from:
        return "one criterion: for human assessment"
    return "none met: the screening is kept as the record"


def screenings_only(audit: Audit, gaps: tuple[Finding, ...]) -> Section:
    """What the register says of each processing when there is no assessment at all: at a glance, then each record.

    An activity that nobody screened leads to its card among `gaps`.
    """
    cards = {g.object: f"#{finding_anchor(g)}" for g in gaps}
    entries = tuple(audit.facts.plan.processing.values())
    if not entries:
        none = say("The plan holds neither an impact assessment nor a register of processing activities.")
        return Section("screening", "Screening", (none,))
    glance = Table(
        "Activities of the register",
        (
            Column("Activity", 28),
            Column("Our role", 10),
            Column("Criteria met", 13, "right"),
            Column("Decision", 24),
            Column("Decided by", 25),
        ),
        tuple(_row(p, audit, cards.get(p.ref, "")) for p in entries),
    )
    records = tuple(
        Section(_anchor(p), p.title, _blocks(p.screening, audit)) for p in entries if p.screening is not None
    )
    intro = say("No impact assessment is recorded. What follows are the screenings of the register.")
    return Section("screening", "Screening", (intro, glance), records)


def _row(entry: Processing, audit: Audit, card: str) -> tuple[Cell, ...]:
    record, role = entry.screening, cell(entry.role.replace("-", " "))
    if record is None:
        if entry.role == "processor":
            empty, said = "–", cell("for the controllers to assess; a processor assists, Art. 28(3)(f)")
        else:
            empty, said = NOT_PROVIDED, cell(Span("no screening is recorded", href=card, tone="bad"))
        return cell(entry.title, header=True), role, cell(empty, align="right"), said, cell(empty)
    who = (name_of(audit.facts, record.by), day(record.occurred)) if record.by or record.occurred else ()
    return (
        cell(Span(entry.title, href=f"#{_anchor(entry)}"), header=True),
        role,
        cell(_count(record), align="right"),
        cell(SCREENED[record.decision]) if record.decision else cell(Span("not decided", href=card, tone="bad")),
        cell(*who),
    )


def _anchor(entry: Processing) -> str:
    return f"screening-{entry.id}"


def _met(record: Screening) -> int:
    return sum(bool(a.met) for a in record.criteria.values())


def _unanswered(record: Screening) -> int:
    return len(criteria()) - sum(a.met is not None for a in record.criteria.values())


def _count(record: Screening) -> str:
    """How many criteria are met; those without an answer are no `no`."""
    unanswered = _unanswered(record)
    rest = f", {unanswered} not answered" if unanswered else ""
    return f"{_met(record)} of {len(criteria())}{rest}"
