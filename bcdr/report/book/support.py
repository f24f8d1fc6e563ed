"""Supporting information: what the plan is for, what it promises, what rests on what, who has which duty."""

from __future__ import annotations

import re
from dataclasses import replace

from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.model.people import Role
from bcdr.report import shell
from bcdr.report.art32.pictures import pictures
from bcdr.report.block import Column, Pairs, Table, say
from bcdr.report.book.clause import served
from bcdr.report.book.leaf import printed
from bcdr.report.document import Section
from bcdr.report.lint import linted
from bcdr.report.naming import name_of
from bcdr.report.site.standing import standings
from bcdr.report.span import Cell, Span, cell, line, pair
from bcdr.report.status import status
from bcdr.report.wording import duration, listed, money


def support(audit: Audit) -> Section:
    """Part I1 of SP 800-34."""
    facts = audit.facts
    map_ = next((s for s in pictures(audit) if s.id == "map"), None)
    return Section(
        "support",
        "Supporting information",
        (served("support"),),
        (
            _scope(audit),
            _concept(facts),
            _objectives(audit),
            *((replace(map_, title="What rests on what"),) if map_ is not None else (_no_map(),)),
            _duties(facts),
        ),
        starts_page=True,
    )


def _scope(audit: Audit) -> Section:
    stated = audit.facts.plan.organization.scope
    readers = pair("Written for", listed(stated.audience) if stated and stated.audience else None)
    covered = pair("Covers", *(stated.includes if stated else ()))
    return shell.scope(audit, (readers, covered))


def _concept(facts: Facts) -> Section:
    """The three phases, and who leads in each."""
    activation = facts.plan.activation
    leads = "whoever notices first, until hand-over" if activation and activation.first_responder_leads else None
    deciders = [name_of(facts, d.role) for d in activation.decided_by] if activation else []
    ends = activation.stand_down if activation else None
    rows = (
        pair(
            "1 Activation and notification",
            line("Somebody notices, the plan is activated, people are called, the damage is looked at: ",
                 Span("Activation and notification", href="#activation", page=True), "."),
            f"Decided by {listed(deciders)}." if deciders else None,
            f"Led by {leads}." if leads else None,
        ),
        pair(
            "2 Recovery",
            line("Services come back in the agreed order, by runbooks: ", Span("Recovery", href="#recovery", page=True),
                 ", ", Span("Runbooks", href="#runbooks-index", page=True), "."),
        ),
        pair(
            "3 Reconstitution",
            line("What came back is checked and accepted, normal operation returns, the end is declared: ",
                 Span("Reconstitution", href="#reconstitution", page=True), "."),
            ends,
        ),
    )  # fmt: skip
    limit = activation.threshold if activation else None
    below = f"Disruptions shorter than {duration(limit)} are outside this plan. " if limit is not None else ""
    note = activation.note if activation and activation.note else ""
    more = (say(below + note),) if below or note else ()
    return Section("concept", "Concept of operations", (Pairs(rows), *more))


def _objectives(audit: Audit) -> Section:
    found = status(linted("", audit, audit.findings), audit)
    return Section(
        "objectives",
        "Objectives",
        (
            say("What is promised, what the design gives by calculation, and what a drill has proven stand apart."),
            *printed(standings(found.services)),
        ),
    )


def _no_map() -> Section:
    return Section("map", "What rests on what", (say("The plan names no service and no data."),))


def _duties(facts: Facts) -> Section:
    table = Table(
        "Roles, their duties, and who takes over",
        (
            Column("Role", 18),
            Column("Called when", 20),
            Column("Does", 26),
            Column("May decide", 18),
            Column("Held by", 18),
        ),
        tuple(_duty(facts, r) for r in facts.plan.roles.values()),
        empty="the plan names no role",
        compact=True,
    )
    return Section("duties", "Roles and responsibilities", (table,))


def _duty(facts: Facts, role: Role) -> tuple[Cell, ...]:
    holder = facts.plan.people.get(role.holder) if role.holder else None
    people = [(p.name if p is holder else f"then {p.name}") for p in facts.people(role.ref)]
    said = re.sub(r"[ ,.'\u00a0]", "", role.authority or "")
    limit = (
        f"up to {money(role.spend_limit)}"
        if role.spend_limit is not None and f"{role.spend_limit.amount:.0f}" not in said
        else None
    )
    return (
        cell(role.name_or_id, header=True),
        cell(*((role.trigger,) if role.trigger else ())),
        cell(*((role.duty,) if role.duty else ())),
        cell(*(x for x in (role.authority, limit) if x)),
        cell(*(people or (Span("nobody", tone="bad"),))),
    )
