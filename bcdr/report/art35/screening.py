"""Whether an assessment is needed: nine criteria, cases of Art. 35(3), national list, decision of a person."""

from __future__ import annotations

from bcdr.audit import Audit
from bcdr.finding import Finding
from bcdr.frameworks.dpia import criteria, screening
from bcdr.model.privacy import Dpia, Processing, Screening
from bcdr.report.block import Block, Callout, Column, Pairs, Table, say
from bcdr.report.document import Section
from bcdr.report.naming import finding_anchor, name_of
from bcdr.report.span import NOT_PROVIDED, Cell, Span, cell, line, pair
from bcdr.report.wording import SCREENED, counted, day, flag


def screening_section(dpia: Dpia, audit: Audit) -> Section:
    """The record of one screening, and what was decided of the other activities of the register."""
    assessed = {*dpia.processing, *(p.id for p in audit.facts.plan.processing.values() if p.dpia == dpia.id)}
    others = tuple(p for p in audit.facts.plan.processing.values() if p.id not in assessed)
    return Section(
        "screening", "Screening", _blocks(dpia.screening, audit), (_others(others, audit),) if others else ()
    )


def _others(entries: tuple[Processing, ...], audit: Audit) -> Section:
    """The answers for the activities that are not assessed here, one row each, with the reason of the decision."""
    columns = (
        Column("Activity", 20),
        *(Column(c.id, 4, "center") for c in criteria()),
        Column("Decision and its reason", 44),
    )
    rows = tuple(
        (cell(p.title, header=True), *(_short(p.screening, c.id) for c in criteria()), _decided(p, audit))
        for p in entries
    )
    said = say("The nine criteria are those above; a dash stands for not provided.")
    table = Table("Screenings of the register", columns, rows, compact=True)
    return Section("screening-others", "Other activities of the register", (said, table))


def _short(record: Screening | None, criterion: str) -> Cell:
    answer = record.criteria.get(criterion) if record is not None else None  # type: ignore[call-overload]
    met = answer.met if answer is not None else None
    return cell(Span(flag(met, "–"), strong=bool(met), tone="muted" if met is None else ""), align="center")


def _decided(entry: Processing, audit: Audit) -> Cell:
    record = entry.screening
    assessed = [d.title for d in audit.facts.plan.dpias.values() if entry.id in d.processing or entry.dpia == d.id]
    found: list[str | Span] = [f"assessed: {title}" for title in assessed]
    if record is not None and (record.decision or record.reason):
        decision = SCREENED[record.decision] if record.decision else "not decided"
        found += [Span(decision, strong=True), f"reason: {record.reason or NOT_PROVIDED}"]
        found += [f"national list: {record.national_list or NOT_PROVIDED}"]
        found += [f"{name_of(audit.facts, record.by)}, {day(record.occurred)}"]
    elif entry.role == "processor" and not found:
        found.append(_THEIRS)
    return cell(*found) if found else cell(Span("no screening is recorded", tone="bad"))


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
            empty, said = "–", cell(_THEIRS)
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


_THEIRS = "for the controllers to assess; a processor assists, Art. 28(3)(f)"


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
