"""The register at a glance: one row an activity, and what is open in all of them."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.report.art30 import party
from bcdr.report.art30.record import MostPeople, Record, first_fields, most_people
from bcdr.report.block import Block, Callout, Column, Table, Tiles, say
from bcdr.report.document import Section
from bcdr.report.naming import name_of
from bcdr.report.span import NOT_PROVIDED, Cell, Span, cell, line
from bcdr.report.wording import counted, day


def overview(register: tuple[Record, ...], facts: Facts) -> Section:
    """Totals, and every activity with its form, its people and what is open."""
    acting = sum(r.is_processor for r in register)
    pending = len(tuple(open_fields(register, facts)))
    never = sum(r.entry.reviewed is None for r in register)
    blocks: list[Block] = []
    if not register:
        text = "The plan records no processing activity. Each is an entry under processing, with the fields of Art. 30."
        blocks.append(Callout("The register is empty", (line(text),), "fair"))
    else:
        blocks.append(
            Tiles(
                (
                    (str(len(register) - acting), "activities as controller, Art. 30(1)", "note"),
                    (str(acting), "activities as processor, Art. 30(2)", "note"),
                    (str(pending), "points not provided", "fair" if pending else "good"),
                    (str(never), "entries never checked", "fair" if never else "good"),
                )
            )
        )
    columns = (
        Column("Activity", 23),
        Column("Our role", 10),
        Column("Answers for it", 18),
        Column("People in a datastore", 13, "right"),
        Column("Special data", 10, "center"),
        Column("Transfers", 9, "center"),
        Column("Last checked", 11),
        Column("Open", 6, "right"),
    )
    rows = tuple(_row(r, facts) for r in register)
    blocks.append(Table("All activities", columns, rows, empty="none is recorded"))
    if register:
        is_shared = sum(len(r.missing) for r in register) != pending
        shared = " A gap that all records share counts in each of them, and once in the total." if is_shared else ""
        blocks.append(
            say(
                "People: the most that one datastore of the activity holds; where shared, those of other activities "
                "are among them. Open: points of Art. 30 that the plan does not fill, listed in ",
                Span("Points not provided", href="#open"),
                f".{shared}",
            )
        )
    return Section("overview", "The register at a glance", tuple(blocks), starts_page=True)


def _row(record: Record, facts: Facts) -> tuple[Cell, ...]:
    entry = record.entry
    people = most_people(entry, facts)
    count = len(record.missing)
    moved = NOT_PROVIDED if entry.transfers is None else str(len(entry.transfers)) if entry.transfers else "none"
    checked = day(entry.reviewed, "never")
    return (
        cell(Span(entry.title, href=f"#{record.id}"), header=True),
        cell(entry.role.replace("-", " ")),
        cell(name_of(facts, entry.owner)),
        _people(people),
        cell("yes" if entry.special else "none" if entry.is_declared("special") else NOT_PROVIDED, align="center"),
        cell(moved, align="center"),
        cell(checked),
        cell(Span(str(count), tone="fair" if count else ""), align="right"),
    )


def _people(most: MostPeople | None) -> Cell:
    if most is None:
        return cell(NOT_PROVIDED, align="right")
    shared = (Span(" shared", tone="muted"),) if most.is_shared else ()
    return cell(line(f"{most.people:,}", *shared), align="right")


def open_fields(register: tuple[Record, ...], facts: Facts) -> Iterator[tuple[Record | None, str, str]]:
    """Each empty field once: the record (None for one that all share), the point, the field."""
    shared = (
        ("(a) Name and contact details", party.organization(facts)),
        ("(a) Representative", party.representative(facts)),
        ("(a) Data protection officer", party.officer(facts)),
    )
    seen: set[str] = set()
    for point, found in shared:
        seen.update(found.missing)
        yield from ((None, point, name) for name in found.missing)
    for record in register:
        yield from ((record, f"{i.letter} {i.title}", name) for i, name in record.missing if name not in seen)


def open_section(register: tuple[Record, ...], facts: Facts) -> Section:
    """What nobody has filled in, with the field of the plan that ends it."""
    found = list(open_fields(register, facts))
    rows = [
        (
            cell(Span(r.entry.title, href=f"#{r.id}") if r is not None else "every record", header=True),
            cell(point),
            cell(Span(name, code=True)),
        )
        for r, point, name in found
    ]
    if not register:
        rows += [
            (cell("a first record", header=True), cell(f"{i.letter} {i.title}"), cell(Span(name, code=True)))
            for i, name in first_fields()
        ]
    table = Table(
        "Fields to fill in",
        (Column("Where", 30), Column("Point of the law", 32), Column("Field of the plan", 38)),
        tuple(rows),
        empty="every point of every record is filled in",
    )
    said = (say(f"{counted(len(rows), 'field')} of the plan would complete the register."),) if rows else ()
    return Section("open", "Points not provided", (*said, table))
