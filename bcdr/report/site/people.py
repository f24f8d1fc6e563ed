"""The pages of roles and people, and the contacts of everybody whom an emergency needs."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.analysis.staffing import deputies_of, holder_of, is_active
from bcdr.audit import Audit
from bcdr.model.people import Person, Role
from bcdr.report.block import Callout, Table
from bcdr.report.naming import site_names
from bcdr.report.site import practice
from bcdr.report.site.link import href, link, path_of, reach
from bcdr.report.site.page import NOT_KNOWN, Page
from bcdr.report.site.part import findings_about, known, pairs, section, sections, table, ways
from bcdr.report.span import Span, cell, line, pair
from bcdr.report.wording import day, listed, money


def role(role: Role, audit: Audit) -> Page:
    """One role."""
    facts = audit.facts
    holder = holder_of(role, facts.plan, facts.as_of)
    people = ((holder,) if holder else ()) + deputies_of(role, facts.plan, facts.as_of)
    empty = Callout("Nobody holds this role", (line("Name a holder and a deputy."),), "bad") if holder is None else None
    return Page(
        path=path_of("roles", role.id),
        title=role.name_or_id,
        kind="Role",
        sections=sections(
            section("empty", "", empty),
            section("who", "Who", reachable(facts, people)),
            section(
                "duty",
                "Duty and authority",
                pairs(
                    pair("Called when", role.trigger),
                    pair("Does", role.duty),
                    pair("May decide", role.authority),
                    known("Powers", listed(role.powers) if role.powers else None),
                    known("May spend", money(role.spend_limit) if role.spend_limit else None),
                ),
            ),
            section("acts", "Where this role acts", _acts(facts, role.ref)),
            section("practice", "Practice", practice.of_role(facts, role)),
            findings_about(audit, role.ref),
        ),
    )


def person(person: Person, audit: Audit) -> Page:
    """One person."""
    facts = audit.facts
    roles = [r for r in facts.plan.roles.values() if person.id in (r.holder, *r.deputies)]
    duties = (
        line(Span(r.name_or_id, href=href(r.ref)), " (holder)" if r.holder == person.id else " (deputy)") for r in roles
    )
    gone = (
        None
        if is_active(person, facts.as_of)
        else Callout("Does not work here any more", (line("The plan must not rely on this person."),), "bad")
    )
    handover = person.handover
    return Page(
        path=path_of("people", person.id),
        title=person.name,
        kind=person.title or "Person",
        sections=sections(
            section("gone", "", gone),
            section("contact", "Contact", pairs(*ways(person.contacts))),
            section(
                "about",
                "About",
                pairs(
                    pair("Roles", *duties),
                    pair("Usually at", _usually_at(facts, person)),
                    known("Can do in a recovery", listed(person.skills) if person.skills else None),
                    known("Relation", person.employment if person.employment != "employee" else None),
                    known("Last day", day(person.leaves_on) if person.leaves_on else None),
                    known("Handover to", link(facts, f"people/{handover.to}") if handover and handover.to else None),
                    known("Trained in", *(f"{t.topic}, {day(t.occurred, NOT_KNOWN)}" for t in person.training)),
                ),
            ),
            section("acts", "Where this person acts", _acts(facts, person.ref)),
            section("practice", "Practice", practice.of_person(facts, person)),
            findings_about(audit, person.ref),
        ),
    )


def _acts(facts: Facts, ref: str) -> Table:
    plan = facts.plan
    steps = (
        (b.ref, f"step {', '.join(str(n) for n, s in enumerate(b.steps, 1) if s.by == ref)}")
        for b in plan.runbooks.values()
        if any(s.by == ref for s in b.steps)
    )
    owned = ((e.ref, "owner") for e in plan.entries() if e.__dict__.get("owner") == ref)
    drills = ((d.ref, "led it") for d in plan.drills.values() if f"people/{d.led_by}" == ref)
    keys = ((c.ref, "holds it") for c in plan.credentials.values() if ref in c.holders)
    return table(
        "Named here",
        "Where | As",
        ((cell(link(facts, r), header=True), cell(how)) for r, how in (*steps, *keys, *owned, *drills)),
        "nowhere",
    )


def _usually_at(facts: Facts, person: Person) -> str | None:
    """The site where somebody works, by the name of its place."""
    return site_names(facts).get(person.located, person.located) if person.located is not None else None


def reachable(facts: Facts, people: tuple[Person, ...], caption: str = "In this order") -> Table:
    """People with every way to reach them, in the given order."""
    return table(
        caption,
        "Person | Ways to reach them | Usually at",
        (
            (
                cell(Span(p.name, href=href(p.ref)), *((p.title,) if p.title else ()), header=True),
                cell(*(reach(c) for c in p.contacts)),
                cell(_usually_at(facts, p) or NOT_KNOWN),
            )
            for p in people
        ),
        "the plan names nobody",
    )
