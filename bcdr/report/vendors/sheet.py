"""The sheet of one vendor: why we ask, what we have on record with its date, and lines for what we do not know."""

from __future__ import annotations

from typing import get_args

from bcdr.analysis.facts import Facts
from bcdr.analysis.inquiry import standing
from bcdr.analysis.limit import ANSWER, QUESTION, span
from bcdr.frameworks.article28 import ContractItem, duty_items, frame_items
from bcdr.model.value import UNBOUNDED
from bcdr.model.vendor import Answer, Question, Vendor
from bcdr.report.block import Blanks, Block, Column, Pairs, Paragraph, Table, say
from bcdr.report.document import Section
from bcdr.report.naming import name_of, names_of
from bcdr.report.signoff import signatures
from bcdr.report.site.vendor import QUESTIONS
from bcdr.report.span import Cell, Span, cell, pair
from bcdr.report.wording import day, duration, flag, listed, provided, size

TO_WRITE = "\u00a0"
"""A line of a cell to write on: room for a hand, and nothing that a reader could take for an answer."""


def sheet(vendor: Vendor, facts: Facts) -> Section:
    """Everything that is asked of one vendor, on pages of its own."""
    parts = [_questions(vendor, facts), _promises(vendor)]
    if is_processor(vendor, facts):
        parts += [_agreement(vendor, facts), _subprocessors(vendor)]
    parts.append(_signed(vendor))
    blocks: tuple[Block, ...] = (_addresses(vendor, facts), *_why(vendor, facts), _dates())
    return Section(f"vendor-{vendor.id}", vendor.name_or_id, blocks, tuple(parts), starts_page=True)


def is_processor(vendor: Vendor, facts: Facts) -> bool:
    """It handles personal data on our behalf, as far as the plan shows."""
    return not vendor.own_controller and (vendor.processor is not None or vendor.id in facts.processors)


def _addresses(vendor: Vendor, facts: Facts) -> Pairs:
    own = facts.plan.organization
    ways = [c.value for c in vendor.contacts if c.kind in {"mail", "address", "portal"} and c.value]
    contract = vendor.contract
    return Pairs(
        (
            pair("To", vendor.name_or_id, *(ways or ("address or mail: to be added by the sender",))),
            pair("From", own.name, own.address),
            pair("Asked by", name_of(facts, vendor.owner) if vendor.owner else None),
            pair("Contract", contract.reference if contract is not None else None),
            pair("You provide", listed(list(map(provided, vendor.provides)), "")),
        )
    )


def _why(vendor: Vendor, facts: Facts) -> tuple[Paragraph, ...]:
    services = [facts.plan.services[r[9:]] for r in facts.served_by_vendor(vendor) if r.startswith("services/")]
    known = [t for s in services if (t := facts.rto_of(s)) is not None and t != UNBOUNDED]
    rests = ""
    if services:
        rests = f" On your service rest: {names_of(facts, (s.ref for s in services))}."
        rests += f" The most urgent of them has to be back within {duration(min(known))}." if known else ""
    found = [
        say(
            "We keep a plan for the loss of systems, sites and suppliers, and have to know what holds on your side."
            f"{rests} What we have on record from you stands below with its date: please confirm or correct it, and "
            "fill in the empty lines. \u201cDoes not apply\u201d is an answer; so is \u201cwe do not know\u201d."
        )
    ]
    if is_processor(vendor, facts):
        found.append(
            say(
                "You handle personal data for us. Art. 28 and 32 GDPR ask us to use only processors that give "
                "sufficient guarantees, and to be able to show them."
            )
        )
    return tuple(found)


def _dates() -> Blanks:
    return Blanks((("Sent on", "date, written by the sender"), ("Please answer by", "")))


def _questions(vendor: Vendor, facts: Facts) -> Section:
    rows = tuple(_question(n, key, vendor.answers.get(key), facts) for n, key in enumerate(get_args(Question), start=1))
    columns = (
        Column("Question", 24),
        Column("Answer on record", 26),
        Column("Given", 17),
        Column("Confirmed, corrected, filled in", 33),
    )
    table = Table("Ten questions to every provider", columns, rows, compact=True)
    return _part(vendor, "continuity", "Continuity", table)


def _question(number: int, key: Question, given: Answer | None, facts: Facts) -> tuple[Cell, ...]:
    said = given.answer if given is not None else None
    words = (said,) if said else (Span("no answer on record; please fill in", tone="muted"), TO_WRITE)
    return (
        cell(f"{number}. {QUESTIONS[key]}", header=True),
        cell(*words),
        cell(*since(given, facts)),
        cell(TO_WRITE, TO_WRITE),
    )


def since(given: Answer | None, facts: Facts) -> tuple[str, ...]:
    """When an answer was given and how old it is, what it rests on; or when it was asked."""
    if given is None or given.answer is None:
        asked = given.asked if given is not None else None
        return (f"asked {day(asked)}",) if asked else ("not asked before",)
    basis = (
        "our own assumption" if given.basis == "assumption" else (given.basis or "basis not provided").replace("-", " ")
    )
    if given.occurred is None:
        return ("date not provided", basis)
    plan = facts.plan
    old = standing(given, facts.as_of, span(ANSWER, plan), span(QUESTION, plan)) == "old"
    age = f"{(facts.as_of - given.occurred).days} d old"
    return (f"{day(given.occurred)}, {age}", f"{basis}; please renew" if old else basis)


def _promises(vendor: Vendor) -> Section:
    contract = vendor.contract
    backup = contract.backup if contract is not None else None
    leave = vendor.exit
    speed = f"at {size(round(leave.throughput))}/s" if leave is not None and leave.throughput else None
    takes = duration(leave.duration) if leave is not None and leave.duration else None
    asked: tuple[tuple[str, str, str | None], ...] = (
        ("Recovery time (RTO)", "and the event that starts the clock", _time(contract.rto if contract else None)),
        ("Recovery point (RPO)", "largest loss of data", _time(contract.rpo if contract else None)),
        ("Place of backups", "site and country", backup.place if backup is not None else None),
        ("Backups every", "and how long they are kept", _time(backup.every if backup else None)),
        ("Restore on request within", "who may ask, at what price", _time(backup.restore_within if backup else None)),
        ("Report of restore tests", "how often we receive one", None),
        ("Breach notice within", "and through whom", _time(contract.breach_notice if contract else None)),
        ("Notice of termination", "that you give us", _time(contract.notice if contract else None)),
        ("Data kept after the end", "until erased", _time(contract.grace_after_end if contract else None)),
        ("Export", "format that another product reads", leave.format if leave is not None else None),
        ("Export takes", "for all our data", takes or speed),
        ("Insolvency", "how the data are reached if you stop trading", None),
    )
    rows = tuple(
        (cell(title, hint, header=True), cell(value) if value else cell(), cell(TO_WRITE))
        for title, hint, value in asked
    )
    columns = (Column("Promise", 32), Column("On record", 25), Column("Confirmed, corrected, with clause", 43))
    reference = contract.reference if contract is not None and contract.reference else "no contract on record"
    return _part(vendor, "promises", "What is agreed", Table(f"Agreed terms, {reference}", columns, rows, compact=True))


def _time(value: object) -> str | None:
    return duration(value) if value is not None else None  # type: ignore[arg-type]


def _agreement(vendor: Vendor, facts: Facts) -> Section:
    known = vendor.processor
    present = known.contract_items if known is not None else {}
    dpa = known.dpa if known is not None else None
    checked = known.due_diligence if known is not None else None
    agreed = f"{dpa.reference or 'no reference'}, signed {day(dpa.occurred)}" if dpa is not None else None
    old = f"{day(checked)}, {(facts.as_of - checked).days} d ago" if checked is not None else None

    def row(item: ContractItem) -> tuple[Cell, ...]:
        value: bool | None = present.get(item.id)  # type: ignore[call-overload]
        return cell(item.title, item.asks, header=True), cell(flag(value), align="center"), cell(TO_WRITE)

    columns = (
        Column("Point of Art. 28(3)", 50),
        Column("On record", 14, "center"),
        Column("Clause, or correction", 36),
    )
    table = Table(
        "Is it in the agreement?", columns, tuple(row(i) for i in (*frame_items(), *duty_items())), compact=True
    )
    rows = (
        pair("Processing agreement", agreed),
        pair("What you handle, by our register", *_handled(vendor, facts)),
        pair("Guarantees last checked", old),
    )
    return _part(vendor, "agreement", "Personal data", Pairs(rows), table)


def _handled(vendor: Vendor, facts: Facts) -> tuple[str, ...]:
    """Activities that name the vendor: those that we answer for, and those in which it is a sub-processor of others."""
    found = [p for p in facts.plan.processing.values() if vendor.id in p.processors]
    ours, others = ("; ".join(p.title for p in found if (p.role == "processor") is acting) for acting in (False, True))
    lines = (ours, f"as a sub-processor, for controllers we act for: {others}" if others else "")
    special = "special or criminal data are among them" if any(p.special for p in found) else ""
    return (*lines, special)


def _subprocessors(vendor: Vendor) -> Section:
    known = vendor.processor
    rows = [
        (
            cell(s.name, header=True),
            *(cell(x) if x else cell() for x in (s.service, s.country)),
            cell(day(s.authorised)),
        )
        for s in (known.subprocessors if known is not None else ())
    ]
    rows += [(cell(TO_WRITE, TO_WRITE, header=True), cell(TO_WRITE), cell(TO_WRITE), cell(TO_WRITE))] * 2
    columns = (
        Column("Sub-processor", 32),
        Column("Service", 34),
        Column("Country", 12),
        Column("Authorised by us", 22),
    )
    said = say("Please strike out who is no longer used, and add who is new or planned.")
    basis = known.transfer_basis if known is not None else None
    moved = Pairs((pair("Basis of transfers outside the EEA, on record", basis),))
    table = Table("Your own processors of our data", columns, tuple(rows))
    return _part(vendor, "subprocessors", "Sub-processors", moved, said, table)


def _signed(vendor: Vendor) -> Section:
    lines = (("Name", ""), ("Position", ""), ("Reachable in an emergency", "telephone, day and night"))
    line = signatures(f"vendor-{vendor.id}", (("Who answered", vendor.name_or_id),), ("Role", "For"))
    return _part(vendor, "signed", "Answered by", Blanks(lines), line)


def _part(vendor: Vendor, id_: str, title: str, *blocks: Block) -> Section:
    return Section(f"vendor-{vendor.id}-{id_}", title, blocks)
