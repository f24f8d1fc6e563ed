"""Context: processings, data classes, people concerned, places and flows to processors."""

from __future__ import annotations

from bcdr.audit import Audit
from bcdr.report.controls import personal_stores
from bcdr.report.document import Column, Section, Table, cell, say
from bcdr.report.naming import names_of, place_words
from bcdr.report.wording import counted, listed, size


def context(audit: Audit) -> Section:
    """What is processed, about whom, where."""
    facts = audit.facts
    processings = Table(
        "Processing activities",
        (
            Column("Activity", 22),
            Column("Purposes", 28),
            Column("People", 16),
            Column("Data", 20),
            Column("Processors", 14),
        ),
        tuple(
            (
                cell(p.title, p.role.replace("-", " "), header=True),
                cell(listed(p.purposes)),
                cell(listed(p.subjects)),
                cell(listed((*p.categories, *p.special))),
                cell(names_of(facts, (f"vendors/{v}" for v in p.processors), "none")),
            )
            for p in facts.plan.processing.values()
        ),
        empty="no processing activity is recorded",
    )
    stores = Table(
        "Datastores with personal data",
        (
            Column("Datastore", 22),
            Column("Level", 10),
            Column("People", 11, "right"),
            Column("Records", 11, "right"),
            Column("Size", 10, "right"),
            Column("Where", 20),
            Column("Used by", 16),
        ),
        tuple(
            (
                cell(s.name_or_id, header=True),
                cell(s.personal.level),
                cell(_number(s.personal.people), align="right"),
                cell(_number(s.personal.records), align="right"),
                cell(size(s.size), align="right"),
                cell(place_words(facts, s.at)),
                cell(listed([u.name_or_id for u in facts.users(s)], "nobody")),
            )
            for s in personal_stores(audit)
            if s.personal is not None
        ),
        empty="none is declared",
    )
    people = sum(s.personal.people or 0 for s in personal_stores(audit) if s.personal is not None)
    intro = say(
        f"{counted(len(facts.plan.processing), 'processing activity', 'processing activities')} recorded. "
        f"The stores below name "
        f"about {people:,} people in sum; the same person may be counted in several stores."
    )
    return Section("context", "Context", (intro, processings, stores))


def _number(value: int | None) -> str:
    return f"about {value:,}" if value is not None else "not provided"
