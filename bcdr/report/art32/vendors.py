"""Processors with the points of Art. 28(3), their recovery commitments, and readiness for a breach."""

from __future__ import annotations

from datetime import datetime

from bcdr.audit import Audit
from bcdr.frameworks.article28 import duty_items, frame_items
from bcdr.frameworks.deadlines import deadlines
from bcdr.model.vendor import Vendor
from bcdr.report.block import Column, Pairs, Table, say
from bcdr.report.document import Section
from bcdr.report.naming import name_of
from bcdr.report.span import NOT_PROVIDED, Cell, Span, cell, pair
from bcdr.report.wording import counted, day, duration, flag


def processors(audit: Audit) -> Section:
    """One row a point of Art. 28(3), one column a processor; then commitments and sub-processors."""
    facts = audit.facts
    found = [v for v in facts.plan.vendors.values() if v.processor is not None or v.handles_personal_data]
    groups = [found[i : i + 6] for i in range(0, len(found), 6)]
    tables = []
    for group in groups:
        width = round(66 / len(group))
        columns = (Column("Point", 34), *(Column(v.name_or_id, width, "center") for v in group))
        rows = [(cell("Agreement", header=True), *(_agreement(v) for v in group))]
        rows += [
            (
                cell(f"{i.citation.removeprefix('gdpr ')} {i.title}".strip(), header=True),
                *(_item(v, i.id) for v in group),
            )
            for i in (*frame_items(), *duty_items())
        ]
        tables.append(Table("Contract points of Art. 28(3)", columns, tuple(rows), compact=True))
    commitments = Table(
        "Recovery commitments",
        (
            Column("Vendor", 20),
            Column("RTO", 10, "right"),
            Column("RPO", 10, "right"),
            Column("Backup clause", 24),
            Column("Breach notice", 12, "right"),
            Column("Contract ends", 12),
            Column("Guarantees checked", 12),
        ),
        tuple(_commitment(v) for v in found),
        empty="no processor is recorded",
        compact=True,
    )
    subs = Table(
        "Sub-processors",
        (
            Column("Processor", 26),
            Column("Sub-processor", 26),
            Column("Service", 24),
            Column("Country", 10),
            Column("Authorised", 14),
        ),
        tuple(
            (
                cell(v.name_or_id, header=True),
                cell(s.name),
                cell(s.service or NOT_PROVIDED),
                cell(s.country or NOT_PROVIDED),
                cell(day(s.authorised)),
            )
            for v in found
            if v.processor is not None
            for s in v.processor.subprocessors
        ),
        empty="none is recorded",
        compact=True,
    )
    intro = say(
        f"{counted(len(found), 'vendor handles', 'vendors handle')} personal data."
        if found
        else "No vendor is recorded as handling personal data."
    )
    return Section("processors", "Processors", (intro, *tables, commitments, subs))


def _agreement(vendor: Vendor) -> Cell:
    dpa = vendor.processor.dpa if vendor.processor is not None else None
    if dpa is None or dpa.reference is None:
        return cell(Span("none", tone="bad"), align="center")
    return cell(dpa.reference, day(dpa.occurred), align="center")


def _item(vendor: Vendor, id_: str) -> Cell:
    items = vendor.processor.contract_items if vendor.processor is not None else {}
    value = items.get(id_)  # type: ignore[call-overload]
    return cell(
        Span("yes") if value else Span("no", tone="bad") if value is False else Span("not provided", tone="fair"),
        align="center",
    )


def _commitment(vendor: Vendor) -> tuple[Cell, ...]:
    contract = vendor.contract
    clause = contract.backup if contract is not None else None
    words = (
        [
            w
            for w in (
                clause.place,
                f"every {duration(clause.every)}" if clause.every else "",
                f"restore within {duration(clause.restore_within)}" if clause.restore_within else "",
            )
            if w
        ]
        if clause
        else []
    )
    return (
        cell(vendor.name_or_id, header=True),
        cell(duration(contract.rto if contract else None), align="right"),
        cell(duration(contract.rpo if contract else None), align="right"),
        cell(", ".join(words) or NOT_PROVIDED),
        cell(duration(contract.breach_notice if contract else None), align="right"),
        cell(day(contract.ends if contract else None)),
        cell(day(vendor.processor.due_diligence if vendor.processor else None)),
    )


_WITHOUT_DELAY = (
    ("Tell the controller", "33(2)", "processor", "The processor becomes aware of the breach"),
    ("Tell the people concerned", "34(1)", "controller", "A high risk to people is likely"),
)
"""Duties after a breach that the law sets without a number of hours."""


def breach_readiness(audit: Audit) -> Section:
    """Procedure, clocks of the law, and statistics of the register without names."""
    facts = audit.facts
    gdpr = facts.plan.organization.gdpr
    breach = gdpr.breach if gdpr is not None else None
    procedure = Pairs(
        (
            pair("Procedure", name_of(facts, breach.procedure) if breach and breach.procedure else None),
            pair("Owner", name_of(facts, breach.owner) if breach and breach.owner else None),
            pair(
                "Decides on notification", name_of(facts, breach.decided_by) if breach and breach.decided_by else None
            ),
            pair("Register kept in", breach.register if breach else None),
            pair("Loss of availability counts as a breach", flag(breach.counts_availability_loss if breach else None)),
            pair("Authority", gdpr.authority if gdpr else None, breach.authority_contact if breach else None),
            pair(
                "Data protection officer",
                name_of(facts, gdpr.dpo.name) if gdpr and gdpr.dpo and gdpr.dpo.name else None,
                gdpr.dpo.reason if gdpr and gdpr.dpo else None,
            ),
        )
    )
    clocks = Table(
        "Clocks of the law",
        (Column("Duty", 34), Column("Who", 16), Column("Starts", 30), Column("Limit", 20)),
        tuple(
            (
                cell(d.title, d.citation.replace("gdpr ", "Art. "), header=True),
                cell(d.who),
                cell(d.starts),
                cell(f"{d.amount} {d.unit}"),
            )
            for d in deadlines()
            if d.citation.startswith(("gdpr 33", "gdpr 34"))
        )
        + tuple(
            (cell(duty, f"Art. {point}", header=True), cell(who), cell(starts), cell("without undue delay"))
            for duty, point, who, starts in _WITHOUT_DELAY
        ),
        empty="none",
    )
    breaches = [i for i in facts.plan.incidents.values() if i.breach is not None]
    register = Table(
        "Register statistics, without names",
        (
            Column("Breach", 22),
            Column("Aware", 18),
            Column("Types", 18),
            Column("Decision", 20),
            Column("Authority told", 22),
        ),
        tuple(
            (
                cell(i.id, header=True),
                cell(day(i.aware)),
                cell(", ".join(i.breach.types) or NOT_PROVIDED),
                cell((i.breach.decision or NOT_PROVIDED).replace("-", " ")),
                cell(_told(i.aware, i.notified.authority if i.notified else None, i.breach.decision)),
            )
            for i in breaches
            if i.breach is not None
        ),
        empty="no breach is recorded",
    )
    return Section("breach", "Breach readiness", (procedure, clocks, register))


def _told(aware: object, told: object, decision: str | None) -> Span:
    if told is None:
        return Span(
            "not needed, with reason in the register" if decision == "register-only" else NOT_PROVIDED, tone="muted"
        )
    if isinstance(aware, datetime) and isinstance(told, datetime):
        return Span(f"{day(told)} ({duration(told - aware)} after awareness)")
    return Span(str(told))
