"""Processors with the points of Art. 28(3) and their recovery commitments."""

from __future__ import annotations

from bcdr.audit import Audit
from bcdr.frameworks.article28 import duty_items, frame_items
from bcdr.model.vendor import Vendor
from bcdr.report.block import Column, Table, say
from bcdr.report.document import Section
from bcdr.report.span import NOT_PROVIDED, Cell, Span, cell
from bcdr.report.wording import counted, day, duration

AT_ONCE = 6
"""So many processors fit beside each other."""


def processors(audit: Audit) -> Section:
    """One row a point of Art. 28(3), one column a processor; then commitments and sub-processors."""
    facts = audit.facts
    found = [v for v in facts.plan.vendors.values() if v.processor is not None or v.handles_personal_data]
    groups = [found[i : i + AT_ONCE] for i in range(0, len(found), AT_ONCE)]
    tables = []
    for number, group in enumerate(groups, start=1):
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
        part = f", table {number} of {len(groups)}" if len(groups) > 1 else ""
        tables.append(Table(f"Contract points of Art. 28(3){part}", columns, tuple(rows), compact=True))
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
