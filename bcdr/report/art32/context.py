"""Context: processings, data classes, people concerned, places and flows to processors."""

from __future__ import annotations

from bcdr.audit import Audit
from bcdr.report.block import Column, Table, say
from bcdr.report.controls import personal_stores
from bcdr.report.document import Section
from bcdr.report.naming import names_of, place_words
from bcdr.report.span import cell
from bcdr.report.wording import counted, listed, size


def context(audit: Audit) -> Section:
    """What is processed, about whom, where."""
    facts = audit.facts
    processings = Table(
        "Processing activities",
        (
            Column("Activity", 18),
            Column("Purposes", 23),
            Column("People", 16),
            Column("Data", 22),
            Column("Processors", 21),
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
        compact=True,
    )
    stores = Table(
        "Datastores with personal data",
        (
            Column("Datastore", 19),
            Column("Level", 9),
            Column("People, about", 10, "right"),
            Column("Records, about", 10, "right"),
            Column("Size", 9, "right"),
            Column("Where", 24),
            Column("Used by", 19),
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
        compact=True,
    )
    number = counted(len(facts.plan.processing), "processing activity", "processing activities")
    intro = say(f"{number} recorded. {_people(audit)}")
    return Section("context", "Context", (intro, processings, stores))


def _people(audit: Audit) -> str:
    """How many people the datastores name in sum, and which of them do not say."""
    said = [s.personal.people for s in personal_stores(audit) if s.personal is not None]
    known = [n for n in said if n is not None]
    if not known:
        return "How many people are concerned is not provided." if said else ""
    rest = f"; {counted(len(said) - len(known), 'datastore')} without a number" if len(known) < len(said) else ""
    return (
        f"The datastores below name about {sum(known):,} people in sum{rest}. "
        "The same person may be counted in several datastores."
    )


def _number(value: int | None) -> str:
    return f"{value:,}" if value is not None else "not provided"
