"""The index pages: one for each kind of object that has pages of its own."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.model.catalogue import GROUPS
from bcdr.model.datastore import Datastore
from bcdr.report.block import say
from bcdr.report.chances import chances
from bcdr.report.derivation import figure
from bcdr.report.site import practice
from bcdr.report.site.link import href, link, links
from bcdr.report.site.page import NOT_KNOWN, Choices, Line, Page, Section
from bcdr.report.site.part import drill_table, items, runbook_choices, section, sections, table
from bcdr.report.site.scenario import choice
from bcdr.report.site.standing import standings
from bcdr.report.span import Span, cell, line
from bcdr.report.status import Status
from bcdr.report.wording import duration, listed, provided, size


def runbooks(facts: Facts) -> Page:
    """Runbooks by how critical the things are that they bring back."""
    books = sorted(facts.plan.runbooks.values(), key=lambda b: (facts.runbook_tier(b), b.title))
    tiers = sorted({facts.runbook_tier(b) for b in books})
    return Page(
        path="runbooks/index",
        title="Runbooks",
        kind="Bring it back",
        sections=sections(
            *(
                section(
                    f"tier-{t}", f"Tier {t}", runbook_choices(facts, [b for b in books if facts.runbook_tier(b) == t])
                )
                for t in tiers
            ),
            None if books else section("none", "", items(("The plan has no runbook.",))),
        ),
    )


def scenarios(facts: Facts) -> Page:
    """Scenarios in their six groups, then the plan's own ones; what does not apply stands last."""
    applies = [c for c in facts.coverage if c.entry is None or c.entry.applicable is not False]
    groups = [*GROUPS.items(), ("", "Our own scenarios")]
    found = [(g, title, [c for c in applies if c.group == g]) for g, title in groups]
    found.append(("not-here", "Does not apply here", [c for c in facts.coverage if c not in applies]))
    return Page(
        path="scenarios/index",
        title="What happened?",
        kind="Scenarios",
        label="What happened?",
        sections=tuple(Section(g or "own", title, (Choices(tuple(map(choice, cs))),)) for g, title, cs in found if cs),
    )


def services(status: Status, facts: Facts) -> Page:
    """Services against their objectives, and the agreed order of recovery."""
    order = facts.plan.recovery_order
    agreed = links(facts, (f"services/{s}" for s in order.order)) if order else None
    approved = (Span("Agreed by "), link(facts, order.approved_by)) if order and order.approved_by else None
    rows = [(cell(*(x for x in (agreed, approved) if x), header=True),)] if agreed else []
    return Page(
        path="services/index",
        title="Services",
        kind="What people rely on",
        sections=(
            Section("standing", "", (standings(status.services),)),
            Section("order", "Order of recovery", (table("First to last", "Services", rows, NOT_KNOWN),)),
        ),
    )


def _losses(facts: Facts, store: Datastore) -> tuple[str | Line, ...]:
    """All three values: the smallest alone would flatter."""
    if store.class_ == "derived":
        return ("rebuilt",)
    found = facts.loss(store)
    return (
        line(figure(found.normal, found.unknown)),
        line(figure(found.degraded, found.unknown_degraded), " when jobs failed"),
        line(figure(found.corruption, found.unknown_corruption), " after corruption"),
    )


def datastores(facts: Facts) -> Page:
    """Datastores with what they would lose."""
    stores = sorted(facts.stores, key=lambda s: (facts.store_tier(s), s.name_or_id.casefold()))
    retired = [s for s in facts.plan.datastores.values() if not s.active]
    return Page(
        path="datastores/index",
        title="Data",
        kind="Datastores",
        sections=sections(
            section("stores", "", table(
                "Worst loss by the design of the copies, and the last passed restore",
                "Datastore | Tier | Where | Size | Objective (RPO) | Loses at most | Last passed restore",
                (
                    (
                        cell(Span(s.name_or_id, href=href(s.ref)), header=True),
                        cell(str(facts.store_tier(s))),
                        cell(link(facts, s.at)),
                        cell(size(s.size, NOT_KNOWN)),
                        cell(duration(facts.rpo(s), "not set")),
                        cell(*_losses(facts, s)),
                        cell(_restored(facts, s)),
                    )
                    for s in stores
                ),
            )),
            section("retired", "No longer in use", items(s.name_or_id for s in retired)),
        ),
    )  # fmt: skip


def _restored(facts: Facts, store: Datastore) -> Span:
    last, void = facts.last_passed_restore(store), facts.voided_restore(store)
    if last is not None:
        return Span(str(last.occurred), href=href(last.ref))
    if void is not None:
        return Span(f"{void.occurred}, changed since", tone="bad", href=href(void.ref))
    return Span("never", tone="fair")


def vendors(facts: Facts) -> Page:
    """Vendors with what rests on them."""
    return Page(
        path="vendors/index",
        title="Vendors",
        kind="Others whom we depend on",
        sections=(
            Section("vendors", "", (table(
                "What rests on them",
                "Vendor | Provides | Rests on it",
                (
                    (
                        cell(Span(v.name_or_id, href=href(v.ref)), header=True),
                        cell(listed(list(map(provided, v.provides)), NOT_KNOWN)),
                        cell(links(facts, facts.served_by_vendor(v), "nothing in the plan")),
                    )
                    for v in facts.plan.vendors.values()
                ),
            ),)),
        ),
    )  # fmt: skip


def roles(facts: Facts) -> Page:
    """Roles, then people, then what they have practised and how few of them may be away."""
    plan = facts.plan
    return Page(
        path="roles/index",
        title="Roles and people",
        kind="Who does what",
        sections=(
            Section("roles", "Roles", (table(
                "Holder and deputies",
                "Role | Does | Holder | Deputies",
                (
                    (
                        cell(Span(r.name or r.id, href=href(r.ref)), header=True),
                        cell(r.duty or NOT_KNOWN),
                        cell(link(facts, f"people/{r.holder}" if r.holder else None, "nobody")),
                        cell(links(facts, (f"people/{d}" for d in r.deputies), "nobody")),
                    )
                    for r in plan.roles.values()
                ),
            ),)),
            Section("people", "People", (table(
                "Everybody whom the plan names",
                "Person | Position | Roles",
                (
                    (
                        cell(Span(p.name, href=href(p.ref)), header=True),
                        cell(p.title or NOT_KNOWN),
                        cell(links(facts, (r.ref for r in plan.roles.values() if p.id in (r.holder, *r.deputies)))),
                    )
                    for p in plan.people.values()
                ),
            ),)),
            Section("practice", "Practice", (
                say(
                    "Only drills with a result count, and for a runbook only those that name it. "
                    "Marked (talk) is what was only talked through."
                ),
                practice.of_runbooks(facts),
                practice.of_people(facts),
            )),
            Section("absence", "If people are away", (
                say(
                    "The bus factor is the smallest number of people whose absence stops a runbook: its decision, a "
                    "step, or a credential that it needs. Where it is 1, one illness is enough."
                ),
                practice.stops(facts),
                *practice.locked_out(facts),
            )),
        ),
    )  # fmt: skip


def drills(facts: Facts) -> Page:
    """Drills done and planned."""
    return Page(
        path="drills/index",
        title="Drills",
        kind="What was proven",
        sections=sections(
            section("drills", "", drill_table(facts, facts.plan.drills.values(), "no drill was ever held or planned")),
            section("odds", "What they show together", items(chances(facts)) if chances(facts) else None),
        ),
    )
