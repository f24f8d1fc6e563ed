"""Whether an assessment is needed: nine criteria, cases of Art. 35(3), national list, decision of a person."""

from __future__ import annotations

from bcdr.audit import Audit
from bcdr.frameworks.dpia import criteria, screening
from bcdr.model.privacy import Screening
from bcdr.report.block import Block, Callout, Column, Pairs, Table, say
from bcdr.report.document import Section
from bcdr.report.naming import name_of
from bcdr.report.span import NOT_PROVIDED, Span, cell, line, pair
from bcdr.report.wording import counted, day, flag


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
        (Column("Criterion", 8), Column("Question", 44), Column("Met", 12, "center"), Column("Why", 36)),
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
    met = sum(bool(a.met) for a in record.criteria.values())
    cases = (
        "not provided" if record.art35_3 is None else ", ".join(f"35(3)({c})" for c in record.art35_3) or "none applies"
    )
    rows = Pairs(
        (
            pair("Cases of Art. 35(3)", cases),
            pair("National list", record.national_list),
            pair("Criteria met", f"{met} of {len(criteria())}"),
            pair("What the guidelines say of that", _guidance(met, record)),
            pair("Decision", (record.decision or "").replace("-", " ") or None),
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
    if met >= limits.judgement_from:
        return "one criterion: for human assessment"
    return "none met: the screening is kept as the record"


def screenings_only(audit: Audit) -> Section:
    """What the register says of each processing when there is no assessment at all."""
    found = tuple(
        Section(f"screening-{p.id}", p.title, _blocks(p.screening, audit)) for p in audit.facts.plan.processing.values()
    )
    blocks = (
        (say("No impact assessment is recorded. What follows are the screenings of the register."),)
        if found
        else (say("The plan holds neither an impact assessment nor a register of processing activities."),)
    )
    return Section("screening", "Screening", blocks, found)
