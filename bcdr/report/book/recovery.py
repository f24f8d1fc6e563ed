"""Recovery: in which order, with which resources, what survives what."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.model.runbook import Runbook
from bcdr.model.service import Service
from bcdr.report.art32.pictures import pictures
from bcdr.report.block import Callout, Column, Table, say
from bcdr.report.book.clause import served
from bcdr.report.book.leaf import remaining
from bcdr.report.book.runbook import in_order, to_book
from bcdr.report.book.start import some_runbooks
from bcdr.report.document import Section
from bcdr.report.naming import name_of, names_of, place_words
from bcdr.report.site.link import href, link
from bcdr.report.span import Cell, cell, line
from bcdr.report.survival import fatal_table, scenario_table
from bcdr.report.whatif.fatal import fatal_events
from bcdr.report.whatif.survival import survival_of
from bcdr.report.wording import day, duration


def recovery(audit: Audit) -> Section:
    """Part I3 of SP 800-34, without the procedures."""
    facts = audit.facts
    ways = next((s for s in pictures(audit) if s.id == "timelines"), None)
    return Section(
        "recovery",
        "Recovery",
        (served("recovery"),),
        (
            _order(facts),
            _meanwhile(facts),
            _resources(facts),
            *((ways,) if ways is not None else ()),
            _survival(facts),
        ),
        starts_page=True,
    )


def _order(facts: Facts) -> Section:
    agreed = facts.plan.recovery_order
    services = {s.id: s for s in facts.services}
    first = [services.pop(id_) for id_ in (agreed.order if agreed is not None else ()) if id_ in services]
    rest = sorted(services.values(), key=lambda s: (s.tier or 5, s.name_or_id.casefold()))
    table = Table(
        "First to last",
        (
            Column("No.", 5, "right"), Column("Service", 22), Column("Tier", 5, "right"),
            Column("Back within (RTO)", 11, "right"), Column("By estimate", 11, "right"),
            Column("Least acceptable service", 21), Column("Runbooks", 25),
        ),
        (
            *(_service(facts, s, str(n)) for n, s in enumerate(first, 1)),
            *(_service(facts, s, "–") for s in rest),
        ),
        empty="the plan names no service",
        compact=True,
    )  # fmt: skip
    if agreed is not None and first:
        by = name_of(facts, agreed.approved_by) if agreed.approved_by else "not provided"
        said = say(f"Agreed by {by} on {day(agreed.occurred)}. The lead may change it, and writes down why.")
        return Section("order", "Order of recovery", (said, table))
    gap = Callout("No order is agreed", (line("The services below stand by tier; the lead decides."),), "fair")
    return Section("order", "Order of recovery", (gap, table))


def _service(facts: Facts, service: Service, number: str) -> tuple[Cell, ...]:
    books = (*facts.runbooks(service), *(b for s in facts.stores_of(service) for b in facts.runbooks(s)))
    estimate = facts.recovery(service).estimate
    return (
        cell(number, align="right"),
        cell(service.name_or_id, header=True),
        cell(str(service.tier) if service.tier else "not provided", align="right"),
        cell(duration(facts.rto_of(service)), align="right"),
        cell(duration(estimate, "not known"), align="right"),
        cell(*((service.mbco,) if service.mbco else ())),
        cell(*some_runbooks(books)),
    )


def _meanwhile(facts: Facts) -> Section:
    found = [s for s in facts.services if s.fallback or s.no_fallback_needed]
    table = Table(
        "How people work while a service is away",
        (Column("Service", 24), Column("By hand meanwhile", 44), Column("Bearable for", 12), Column("Written in", 20)),
        tuple(
            (
                cell(s.name_or_id, header=True),
                cell(*(x for x in (s.fallback.do if s.fallback else s.no_fallback_needed,) if x)),
                cell(duration(s.fallback.holds if s.fallback else None)),
                cell(link(facts, s.fallback.document) if s.fallback and s.fallback.document else "nothing else"),
            )
            for s in found
        ),
        empty="the plan names no way" if facts.services else "the plan names no service",
        compact=True,
    )
    rest = remaining("Nothing is written for", [s.name_or_id for s in facts.services if s not in found])
    return Section("meanwhile", "By hand meanwhile", (table, *rest))


def _survival(facts: Facts) -> Section:
    found = fatal_events("", survival_of(facts), 1, None)
    return Section(
        "survival",
        "What survives what",
        (
            say(
                "Worked out from the plan: what is lost for good after one event, over every failure domain, login and "
                "person that the plan names. Not shown means that a fact is missing; nothing is assumed in your favour."
            ),
            scenario_table(found.scenarios, href),
            fatal_table(found),
        ),
    )


def _resources(facts: Facts) -> Section:
    """What has to be there before a runbook can begin."""
    table = Table(
        "What each runbook needs, and where it restores to",
        (Column("Runbook", 23), Column("Needs", 39), Column("Restores onto", 21), Column("Ready in", 8, "right"),
         Column("Apart from the source", 9)),
        tuple(_need(facts, b) for b in in_order(facts)),
        empty="the plan has no runbook",
        compact=True,
    )  # fmt: skip
    return Section("resources", "Resources and restore targets", (table,))


def _need(facts: Facts, book: Runbook) -> tuple[Cell, ...]:
    target = book.target
    where = [target.what] if target and target.what else []
    where += [place_words(facts, f"places/{target.at}")] if target and target.at else []
    needs = tuple(dict.fromkeys((*book.needs, *(n for s in book.steps for n in s.needs))))
    apart = {True: "yes", False: "no", None: "not provided"}[target.segregated if target else None]
    return (
        cell(to_book(book), header=True),
        cell(names_of(facts, needs)),
        cell(*where),
        cell(duration(target.lead_time if target else None), align="right"),
        cell(apart),
    )
