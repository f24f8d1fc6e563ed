"""Readiness for a breach: who does what by when, the register in numbers without names, and what went wrong before."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.frameworks.deadlines import deadlines
from bcdr.model.datastore import Datastore
from bcdr.model.drill import Breach, Incident
from bcdr.model.organization import DataProtection
from bcdr.model.service import Service
from bcdr.report.block import Column, Pairs, Paragraph, Table, say
from bcdr.report.document import Section
from bcdr.report.naming import name_of, names_of
from bcdr.report.notice import AUTHORITY, is_told, within
from bcdr.report.span import NOT_PROVIDED, Cell, Span, cell, pair
from bcdr.report.wording import counted, day, duration, flag, listed

_WITHOUT_DELAY = (
    ("Tell the controller", "33(2)", "processor", "The processor becomes aware of the breach"),
    ("Tell the people concerned", "34(1)", "controller", "A high risk to people is likely"),
)
"""Duties after a breach that the law sets without a number of hours."""


def breach_readiness(audit: Audit) -> Section:
    """Procedure, clocks of the law and of the plan, the register in numbers, and own incidents."""
    facts = audit.facts
    found = tuple(facts.plan.incidents.values())
    breaches = tuple((i, i.breach) for i in found if i.breach is not None)
    register = Table(
        "Register statistics, without names",
        (
            Column("Breach", 20),
            Column("Aware", 18),
            Column("Types", 14),
            Column("People, records", 14, "right"),
            Column("Decision", 15),
            Column("Authority told", 19),
        ),
        tuple(_breach(i, b) for i, b in breaches),
        empty="no breach is recorded",
    )
    return Section(
        "breach",
        "Breach readiness",
        (
            _procedure(facts),
            _clocks(),
            _notices(facts),
            *((_sums(breaches),) if breaches else ()),
            register,
            _incidents(found, facts),
        ),
    )


def _procedure(facts: Facts) -> Pairs:
    gdpr = facts.plan.organization.gdpr
    breach = gdpr.breach if gdpr is not None else None
    return Pairs(
        (
            pair("Procedure", name_of(facts, breach.procedure) if breach and breach.procedure else None),
            pair("Owner", name_of(facts, breach.owner) if breach and breach.owner else None),
            pair(
                "Decides on notification", name_of(facts, breach.decided_by) if breach and breach.decided_by else None
            ),
            pair("Register kept in", breach.register if breach else None),
            pair("Loss of availability counts as a breach", flag(breach.counts_availability_loss if breach else None)),
            pair("Authority", gdpr.authority if gdpr else None, breach.authority_contact if breach else None),
            pair("Data protection officer", *_officer(gdpr, facts)),
        )
    )


def _officer(gdpr: DataProtection | None, facts: Facts) -> tuple[str, ...]:
    """Who is the officer, whether the organisation holds that the law asks for one, and its reason."""
    dpo = gdpr.dpo if gdpr is not None else None
    if dpo is None:
        return ()
    who = name_of(facts, dpo.name) if dpo.name else "none is named"
    law = f"required by law, as the organisation judges it: {flag(dpo.required)}"
    return (who, law, *filter(None, (dpo.reason, dpo.contact)))


def _clocks() -> Table:
    return Table(
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


def _notices(facts: Facts) -> Table:
    """Whom the plan tells by when: its own clocks, contracts and insurers among them."""
    told = facts.plan.communication.notify.values() if facts.plan.communication is not None else ()
    return Table(
        "Clocks of the plan: who is told, by whom, and how",
        (Column("Told", 24), Column("Within", 16), Column("By", 22), Column("How", 20), Column("If that is down", 18)),
        tuple(
            (
                cell(n.audience, header=True),
                cell(f"{within(n.within)} from {n.from_.replace('-', ' ')}" if n.within else NOT_PROVIDED),
                cell(name_of(facts, n.by)),
                cell(_way(n.channel, facts)),
                cell(_way(n.fallback, facts)),
            )
            for n in told
        ),
        empty=NOT_PROVIDED,
        compact=True,
    )


def _way(said: str | None, facts: Facts) -> str:
    """A channel by its name; other words as they are written."""
    return name_of(facts, f"channels/{said}") if said in facts.plan.channels else said or NOT_PROVIDED


def _sums(breaches: tuple[tuple[Incident, Breach], ...]) -> Paragraph:
    """How many breaches there were of each type and decision, and of how many people they speak."""
    types = Counter(t for _, b in breaches for t in b.types)
    decisions = Counter((b.decision or "no decision recorded").replace("-", " ") for _, b in breaches)
    words = [f"{n} of {type_}" for type_, n in sorted(types.items())]
    return say(
        f"{counted(len(breaches), 'breach', 'breaches')} recorded: {listed(words, 'of no type')}; decided: "
        f"{listed([f'{n} {decision}' for decision, n in sorted(decisions.items())])}. "
        "One breach can be of several types."
    )


def _breach(one: Incident, found: Breach) -> tuple[Cell, ...]:
    numbers = " / ".join(f"{n:,}" if n is not None else NOT_PROVIDED for n in (found.people, found.records))
    return (
        cell(one.id, header=True),
        cell(day(one.aware)),
        cell(", ".join(found.types) or NOT_PROVIDED),
        cell(numbers, align="right"),
        cell((found.decision or NOT_PROVIDED).replace("-", " ")),
        cell(_told(one, found)),
    )


def _told(one: Incident, found: Breach) -> Span:
    told = one.notified.authority if one.notified is not None else None
    if told is None:
        if is_told(found, AUTHORITY):
            return Span("no time recorded", tone="fair")
        return Span(f"not told, by the decision; reason {'recorded' if found.reason else NOT_PROVIDED}", tone="muted")
    if isinstance(one.aware, datetime) and isinstance(told, datetime):
        return Span(f"{day(told)} ({duration(told - one.aware)} after awareness)")
    return Span(day(told))


def _incidents(found: tuple[Incident, ...], facts: Facts) -> Table:
    """What went wrong before, how long it lasted, and whether personal data were hit."""
    return Table(
        "Own incidents, newest first",
        (
            Column("Incident", 29),
            Column("Began", 15),
            Column("Lasted", 11, "right"),
            Column("Hit", 21),
            Column("Personal data there", 12),
            Column("In the register of breaches", 12),
        ),
        tuple(
            (
                cell(i.title, header=True),
                cell(day(i.occurred)),
                cell(_lasted(i), align="right"),
                cell(names_of(facts, i.affects)),
                cell("yes" if _is_personal(i, facts) else "none recorded"),
                cell("yes" if i.breach is not None else Span("no", tone="fair" if _is_personal(i, facts) else "")),
            )
            for i in sorted(found, key=lambda i: (str(i.occurred), i.id), reverse=True)
        ),
        empty="none is recorded",
        compact=True,
    )


def _lasted(one: Incident) -> str:
    if isinstance(one.occurred, datetime) and isinstance(one.ended, datetime):
        return duration(one.ended - one.occurred)
    return NOT_PROVIDED


def _is_personal(one: Incident, facts: Facts) -> bool:
    """A datastore that was hit, or that a service needs which was hit, holds personal data."""
    hit = [facts.plan.find(ref) for ref in one.affects]
    stores = [e for e in hit if isinstance(e, Datastore)]
    stores += [s for e in hit if isinstance(e, Service) for s in facts.stores_of(e)]
    return any(map(facts.has_personal_data, stores))
