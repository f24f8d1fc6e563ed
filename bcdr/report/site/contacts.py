"""The contacts of everybody whom an emergency needs, by what they are needed for."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.analysis.staffing import is_active
from bcdr.model.communication import Notification
from bcdr.model.people import Role
from bcdr.report.site.link import href, link, reach, way
from bcdr.report.site.page import NOT_KNOWN, Line, Page, Section
from bcdr.report.site.part import table
from bcdr.report.site.people import reachable
from bcdr.report.span import Span, cell, line
from bcdr.report.wording import duration, listed, provided


def contacts(facts: Facts) -> Page:
    """Everybody whom an emergency needs, by what they are needed for."""
    plan = facts.plan
    roles = table(
        "Holder first, then the deputies",
        "Role | Called when | Who, in this order",
        (
            (
                cell(Span(r.name_or_id, href=href(r.ref)), header=True),
                cell(r.trigger or NOT_KNOWN),
                cell(*_callable(facts, r)),
            )
            for r in plan.roles.values()
        ),
    )
    active = tuple(p for p in plan.people.values() if is_active(p, facts.as_of))
    vendors = table(
        "How to reach a person there",
        "Vendor | Provides | Ways to reach it | Looked after by",
        (
            (
                cell(Span(v.name_or_id, href=href(v.ref)), header=True),
                cell(listed(list(map(provided, v.provides)), NOT_KNOWN)),
                cell(*(reach(c) for c in v.contacts)),
                cell(link(facts, v.owner, "nobody is named")),
            )
            for v in plan.vendors.values()
        ),
    )
    told = plan.communication.notify.values() if plan.communication else ()
    outside = table(
        "Deadlines run from the moment that the communication plan names",
        "Who | Within | By | How to reach them",
        (
            (
                cell(n.audience, header=True),
                cell(duration(n.within, NOT_KNOWN)),
                cell(link(facts, n.by)),
                cell(*_reached(facts, n)),
            )
            for n in told
        ),
    )
    return Page(
        path="contacts",
        title="Contacts",
        kind="Call",
        is_printable=True,
        sections=(
            Section("roles", "Roles", (roles,)),
            Section("people", "People", (reachable(facts, active, "Everybody whom the plan names"),)),
            Section("vendors", "Vendors", (vendors,)),
            Section("outside", "Authorities and others", (outside,)),
        ),
    )


def _reached(facts: Facts, told: Notification) -> tuple[Line, ...]:
    """What the plan says of reaching them: where their details are, the channel, and the one that stands in for it."""
    ways = (told.contact and line(told.contact), told.channel and (way(facts, told.channel),))
    other = told.fallback and line("else ", way(facts, told.fallback))
    return tuple(w for w in (*ways, other) if w) or (line(NOT_KNOWN),)


def _callable(facts: Facts, role: Role) -> tuple[Span | tuple[Span, ...], ...]:
    found = []
    for p in facts.people(role.ref):
        found.append(line(Span(p.name, href=href(p.ref), strong=True)))
        found += [reach(c) for c in p.contacts if c.kind in {"phone", "mobile"}]
    return tuple(found) or (Span("nobody", tone="bad"),)
