"""Who decides, and how people and authorities are reached: what the pack says on its first page and on its last."""

from __future__ import annotations

from typing import NamedTuple

from bcdr.analysis.facts import Facts
from bcdr.frameworks.deadlines import deadline
from bcdr.model.organization import BreachProcedure
from bcdr.report.block import Column, Table
from bcdr.report.document import Section
from bcdr.report.naming import name_of
from bcdr.report.notice import within
from bcdr.report.site.link import reach
from bcdr.report.span import NOT_PROVIDED, Cell, Span, cell

Line = tuple[Span, ...]


class Called(NamedTuple):
    """Somebody to call: as what, and the reference of the role or person."""

    duty: str
    ref: str


def procedure(facts: Facts) -> BreachProcedure:
    """The breach procedure of the plan; an empty one where it has none."""
    gdpr = facts.plan.organization.gdpr
    return gdpr.breach if gdpr is not None and gdpr.breach is not None else BreachProcedure()


def officer(facts: Facts) -> str | None:
    """Reference of the data protection officer."""
    gdpr = facts.plan.organization.gdpr
    return gdpr.dpo.name if gdpr is not None and gdpr.dpo is not None else None


def has_no_officer(facts: Facts) -> bool:
    """The organisation states that it has no data protection officer and needs none."""
    gdpr = facts.plan.organization.gdpr
    return gdpr is not None and gdpr.dpo is not None and gdpr.dpo.is_stated_away


def officer_contact(facts: Facts) -> str | None:
    """Published contact of the officer."""
    gdpr = facts.plan.organization.gdpr
    return gdpr.dpo.contact if gdpr is not None and gdpr.dpo is not None else None


def called(facts: Facts) -> tuple[Called, ...]:
    """Everybody whom a breach needs, in the order of calling; each role or person once."""
    own, told = procedure(facts), facts.plan.communication
    found: dict[str, list[str]] = {}
    wanted = [
        ("decides on the notices", own.decided_by),
        ("data protection officer", officer(facts)),
        ("keeps the procedure", own.owner),
        ("speaks to the outside", told.lead if told is not None else None),
        *((f"tells: {n.audience}", n.by) for n in (told.notify.values() if told is not None else ())),
    ]
    for duty, ref in wanted:
        if ref is not None:
            found.setdefault(ref, []).append(duty)
    return tuple(Called("; ".join(dict.fromkeys(duties)), ref) for ref, duties in found.items())


def phones(facts: Facts, ref: str | None) -> tuple[Line, ...]:
    """Holder first, then deputies, each with the ways that work in a hurry."""
    lines: list[Line] = []
    vendor = facts.plan.vendors.get(ref[8:]) if ref is not None and ref.startswith("vendors/") else None
    if vendor is not None:
        return ((Span(vendor.name_or_id, strong=True),), *(reach(c) for c in vendor.contacts))
    for person in facts.people(ref):
        lines.append((Span(person.name, strong=True),))
        lines += [reach(c) for c in person.contacts if c.kind not in {"mail", "portal"}]
    return tuple(lines)


def contacts(facts: Facts) -> Section:
    """Everybody to call: people of our own, the authority, insurers and others, processors."""
    people = Table(
        "Our own people, in the order of calling",
        (Column("For", 27), Column("Role", 20), Column("Who, and how: holder first, then deputies", 53)),
        tuple(_person(c, facts) for c in called(facts)),
        empty="the plan names nobody",
    )
    told = facts.plan.communication
    others = Table(
        "Authority, insurers and others",
        (Column("Who", 24), Column("Within", 13), Column("By", 21), Column("How, and if that is down", 42)),
        (_authority(facts), *(notice(n.id, facts) for n in (told.notify.values() if told is not None else ()))),
    )
    vendors = [v for v in facts.plan.vendors.values() if v.id in facts.processors]
    processors = Table(
        "Processors: whom to ask, and what they promised",
        (Column("Vendor", 26), Column("Tells us within", 16), Column("Ways to reach it", 58)),
        tuple(
            (
                cell(v.name_or_id, header=True),
                cell(within(v.contract.breach_notice if v.contract is not None else None)),
                cell(*(reach(c) for c in v.contacts)),
            )
            for v in vendors
        ),
        empty="no processor is recorded",
        compact=True,
    )
    return Section("contacts", "Whom to call", (people, others, processors), starts_page=True)


def _person(found: Called, facts: Facts) -> tuple[Cell, ...]:
    ways = phones(facts, found.ref)
    return cell(found.duty, header=True), cell(name_of(facts, found.ref)), cell(*ways)


def _authority(facts: Facts) -> tuple[Cell, ...]:
    gdpr, own = facts.plan.organization.gdpr, procedure(facts)
    name = gdpr.authority if gdpr is not None else None
    return (
        cell(name or "Supervisory authority", *(() if name else (Span(NOT_PROVIDED, tone="muted"),)), header=True),
        cell(deadline("authority-notice").limit, "Art. 33(1)"),
        cell(name_of(facts, own.decided_by), "decides"),
        cell(own.authority_contact) if own.authority_contact else cell(),
    )


def notice(id_: str, facts: Facts) -> tuple[Cell, ...]:
    """One notice of the communication plan: who, by when, by whom, how."""
    told = facts.plan.communication
    found = told.notify[id_] if told is not None else None
    if found is None:
        return cell(), cell(), cell(), cell()
    channel = facts.plan.channels.get(found.channel or "")
    spare = facts.plan.channels.get(found.fallback or "")
    ways = [channel.name or channel.id if channel is not None else found.channel or NOT_PROVIDED]
    ways += [f"else: {spare.name or spare.id if spare is not None else found.fallback}"] if found.fallback else []
    ways += [f"contact: {found.contact}"] if found.contact else []
    return (
        cell(found.audience, header=True),
        cell(within(found.within), f"from {found.from_.replace('-', ' ')}"),
        cell(name_of(facts, found.by)),
        cell(*ways),
    )
