"""The inventory that part I5 of SP 800-34 asks for: programs and versions, equipment, and what ends on a day."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.model.datastore import Datastore
from bcdr.report.block import Column, Table
from bcdr.report.book.runbook import to_book
from bcdr.report.document import Section
from bcdr.report.naming import name_of, names_of
from bcdr.report.span import NOT_PROVIDED, Cell, Span, cell, line
from bcdr.report.wording import day, duration


def inventory(facts: Facts) -> Section:
    """What a rebuild has to begin with: which program in which version made and reads each datastore and its copies."""
    return Section(
        "inventory", "Programs, equipment and what ends", (_programs(facts), _components(facts), _renewals(facts))
    )


def _programs(facts: Facts) -> Table:
    return Table(
        "Programs and versions that data and copies are made with",
        (Column("Datastore", 26), Column("Program", 24), Column("Its copies", 50)),
        tuple(
            (cell(store.name_or_id, header=True), cell(store.engine or NOT_PROVIDED), cell(*_tools(store)))
            for store in facts.plan.datastores.values()
        ),
        empty="the plan names no datastore",
        compact=True,
    )


def _tools(store: Datastore) -> Iterator[str]:
    """Copies by the program that makes them: one is read with what wrote it."""
    found: dict[str, list[str]] = {}
    for copy in store.copies.values():
        found.setdefault(copy.tool or ("live copy" if copy.is_live else "program not provided"), []).append(copy.id)
    for tool, copies in found.items():
        yield f"{tool}: {', '.join(copies)}"
    if not found:
        yield "no copy"


def _components(facts: Facts) -> Table:
    return Table(
        "Equipment and software with an end of support",
        (Column("What it is", 27), Column("Used by", 22), Column("Support ends", 12),
         Column("Rebuilt or replaced by", 39)),
        tuple(_component(facts, id_) for id_ in facts.plan.components),
        empty="the plan names none",
        compact=True,
    )  # fmt: skip


def _component(facts: Facts, id_: str) -> tuple[Cell, ...]:
    found = facts.plan.components[id_]
    runbook = facts.plan.runbooks.get(found.runbook or "")
    rebuilt = [line(found.rebuild)] if found.rebuild else []
    rebuilt += [line(to_book(runbook))] if runbook is not None else []
    rebuilt += [line(Span(f"takes {duration(found.takes)}", tone="muted"))] if found.takes is not None else []
    return (
        cell(found.title, header=True),
        cell(names_of(facts, found.used_by)),
        cell(day(found.end_of_support)),
        cell(*rebuilt),
    )


def _renewals(facts: Facts) -> Table:
    renewals = sorted(facts.plan.renewals.values(), key=lambda r: (r.ends is None, str(r.ends), r.title))
    return Table(
        "Domains, certificates, licences and ways to pay that end on a day",
        (Column("What ends", 31), Column("Ends", 11), Column("By itself", 9), Column("Renewed by", 19),
         Column("From", 12), Column("Without it fails", 18)),
        tuple(
            (
                cell(r.title, line(Span(r.kind.replace("-", " "), tone="muted")), header=True),
                cell(day(r.ends)),
                cell("yes" if r.automatic else NOT_PROVIDED if r.automatic is None else "no"),
                cell(name_of(facts, r.owner)),
                cell(name_of(facts, f"vendors/{r.vendor}" if r.vendor else None)),
                cell(names_of(facts, r.protects)),
            )
            for r in renewals
        ),
        empty="the plan names none",
        compact=True,
    )  # fmt: skip
