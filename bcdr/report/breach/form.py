"""The notice to the authority in the order of Art. 33(3): what the plan knows is filled in, the rest are lines."""

from __future__ import annotations

from typing import NamedTuple

from bcdr.analysis.facts import Facts
from bcdr.report.block import Blanks, Block, Column, Pairs, Table, say
from bcdr.report.breach.letter import prepared
from bcdr.report.breach.numbers import kinds, stores
from bcdr.report.breach.procedure import Line, has_no_officer, officer, officer_contact, procedure
from bcdr.report.document import Section
from bcdr.report.naming import name_of
from bcdr.report.span import NOT_PROVIDED, Span, cell, pair


def authority(facts: Facts) -> Section:
    """The form, part by part."""
    own = facts.plan.organization
    gdpr, found, known = own.gdpr, procedure(facts), _personal(facts)
    sender = Pairs(
        (
            pair("To", gdpr.authority if gdpr is not None else None, found.authority_contact),
            pair("Controller", own.name, own.address, own.website),
            pair("Sector, country", *_sector(own.sector, own.country)),
            _contact(facts),
        ),
        "Who notifies",
    )
    kind = Blanks(
        (
            ("This is", "first / follow-up / final notice; phases are allowed, Art. 33(4)"),
            ("Reference of the authority", "of an earlier notice"),
            ("Person to call back", "name and private number, if our own lines are down"),
        )
    )
    times = Blanks(
        (
            ("It began, and ended", "date, time, zone; or: not known, still going on"),
            ("Noticed", "how, by whom: ourselves, a processor, the people"),
            ("Aware", "date, time, zone: hour 0 of the clock"),
            ("Sent", "date, time, zone"),
            ("Reasons for the delay", "if later than the clock allows"),
        ),
        "Times",
    )
    nature = Blanks(
        (
            ("What happened", "in two sentences"),
            ("", ""),
            ("Confidentiality, integrity, availability", "which of them was hurt"),
            ("Cause", "attack, mistake, loss, technical fault; or: not known yet"),
            ("Categories of people", _choice(known.subjects)),
            ("People, about", _extent(known.people)),
            ("Categories of data", _choice(known.categories)),
            ("Records, about", _extent(known.records)),
            ("Other countries concerned", "people or establishments elsewhere"),
        ),
        "Nature of the breach, Art. 33(3)(a)",
    )
    effects = Blanks(
        (
            ("Likely consequences for people", "in plain words"),
            ("", ""),
            ("Severity, as judged by", "name of who judged it"),
        ),
        "Likely consequences, Art. 33(3)(c)",
    )
    measures = Blanks(
        (
            ("Taken", "what was done, when"),
            ("", ""),
            ("Planned", "what, by when"),
            ("To lessen the harm to people", ""),
            ("People told", "yes, on ..; will be, on ..; no, because .. (Art. 34)"),
            ("Others told", "police, insurer, other authorities"),
        ),
        "Measures, Art. 33(3)(d)",
    )
    blocks: tuple[Block, ...] = (sender, kind, times, nature, effects, measures)
    parts = (_known(facts), *prepared(facts, "authority"))
    return Section("authority", "Form for the authority", blocks, parts, starts_page=True)


def _sector(sector: str | None, country: str | None) -> tuple[str, ...]:
    return (f"{sector or NOT_PROVIDED}, {country or NOT_PROVIDED}",) if sector or country else ()


class _Personal(NamedTuple):
    """What the plan knows of the personal data that it speaks of, over all of its datastores."""

    subjects: tuple[str, ...]
    categories: tuple[str, ...]
    people: tuple[int, ...]
    records: tuple[int, ...]


def _personal(facts: Facts) -> _Personal:
    held = [(s, s.personal) for s in stores(facts) if s.personal is not None]
    special_first = sorted(held, key=lambda one: one[1].level == "ordinary")
    found = [kinds(s, facts) for s, _ in special_first]
    return _Personal(
        tuple(dict.fromkeys(word for subjects, _ in found for word in subjects)),
        tuple(dict.fromkeys(word for _, categories in found for word in categories)),
        tuple(p.people for _, p in held if p.people is not None),
        tuple(p.records for _, p in held if p.records is not None),
    )


def _choice(words: tuple[str, ...]) -> str:
    """Words to choose from, special data first, no more than a form has room for."""
    if not words:
        return "the plan names none"
    more = f" and {len(words) - _MOST} more, in The numbers" if len(words) > _MOST else ""
    return f"the plan names: {', '.join(words[:_MOST])}{more}"


_MOST = 9
"""Words of one kind in a line of the form."""


def _extent(known: tuple[int, ...]) -> str:
    """How much one datastore holds, by the numbers of the plan; they are never added up."""
    ask = "number, or from .. to .."
    if not known:
        return f"{ask}; the plan counts none"
    least, most = min(known), max(known)
    span = f"{least:,}" if least == most else f"{least:,} to {most:,}"
    return f"{ask}; the plan counts {span} in one datastore"


def _contact(facts: Facts) -> tuple[str, tuple[Line, ...]]:
    """The officer; where the organisation states that it has none, that another contact is to be named."""
    title = "Contact, Art. 33(3)(b)"
    if has_no_officer(facts):
        none = "no data protection officer is appointed, stated as not required; contact:"
        keeper = procedure(facts).owner
        named = (f"keeps the procedure: {name_of(facts, keeper)}",) if keeper else ()
        return pair(title, none, Span("write in: name, number", by_hand=True), *named)
    return pair(title, name_of(facts, officer(facts)), officer_contact(facts))


def _known(facts: Facts) -> Section:
    """What the plan has ready for the points (c) and (d): harm that people described, measures that are in place."""
    harm = Table(
        "Harm to people, as people described it in the register of risks",
        (Column("What could happen", 34), Column("Harm", 46), Column("Described by", 20)),
        tuple(
            (cell(r.title, header=True), cell(r.harm), cell(name_of(facts, r.assessed_by)))
            for r in facts.plan.risks.values()
            if r.harm
        ),
        empty="the register of risks describes none",
        compact=True,
    )
    measures = Table(
        "Measures that were in place before",
        (Column("Measure", 34), Column("How it works", 66)),
        tuple(
            (cell(m.title, header=True), cell(m.text) if m.text else cell())
            for m in facts.plan.measures.values()
            if m.status != "planned"
        ),
        empty="no measure is recorded as in place",
        compact=True,
    )
    said = say("To copy from, if it fits what happened. Nothing of it is a statement about this breach.")
    return Section("authority-known", "What the plan has ready for (c) and (d)", (said, harm, measures))
