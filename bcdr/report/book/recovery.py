"""Recovery: in which order, with which resources, what survives what; then scenarios and runbooks in full."""

from __future__ import annotations

from dataclasses import replace

from bcdr.analysis.coverage import Coverage, is_answered
from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.model.runbook import Runbook
from bcdr.model.service import Service
from bcdr.report.art32.pictures import pictures
from bcdr.report.block import Block, Callout, Column, Pairs, Paragraph, Prose, Steps, Table, say
from bcdr.report.book.anchor import anchor_of
from bcdr.report.book.clause import served
from bcdr.report.book.leaf import leaf, remaining
from bcdr.report.book.start import some_runbooks
from bcdr.report.document import Section
from bcdr.report.naming import name_of, names_of, place_words
from bcdr.report.site.link import href, link
from bcdr.report.site.page import Line
from bcdr.report.site.part import Row
from bcdr.report.site.runbook import runbook
from bcdr.report.site.scenario import scenario
from bcdr.report.span import Cell, Span, cell, coded, line
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


def _to(book: Runbook) -> Span:
    return Span(book.title, href=f"#{anchor_of(book.ref)}", page=True)


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
        (Column("Runbook", 26), Column("Needs", 30), Column("Restores onto", 24), Column("Ready in", 11, "right"),
         Column("Apart from the source", 11)),
        tuple(_need(facts, b) for b in _books(facts)),
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
        cell(_to(book), header=True),
        cell(names_of(facts, needs)),
        cell(*where),
        cell(duration(target.lead_time if target else None), align="right"),
        cell(apart),
    )


def scenarios(audit: Audit) -> Section:
    """Every scenario that can happen here: how it is noticed, what is lost, what to do, what comes back."""
    facts = audit.facts
    here = [c for c in facts.coverage if c.entry is not None and c.entry.applicable is not False]
    away = [c for c in facts.coverage if c.entry is not None and c.entry.applicable is False]
    missing = [c for c in facts.coverage if c.entry is None]
    rows = [(c, Span("does not apply", tone="muted"), c.entry.reason if c.entry else None) for c in away]
    others = Table(
        "Other scenarios of the catalogue",
        (Column("Scenario", 34), Column("State", 22), Column("Reason", 44)),
        (
            *((cell(c.title, header=True), cell(word), cell(*((why,) if why else ()))) for c, word, why in rows),
            *((cell(c.title, header=True), cell(Span("not in the plan", tone="bad")), cell()) for c in missing),
        ),
        empty="none",
        compact=True,
    )
    intro = say(
        "What is lost, what comes back from where and when is worked out from the plan's own figures. It is a design; "
        "the word proven is kept for drills."
    )
    return Section(
        "scenarios-index",
        "Scenarios",
        (served("scenarios-index"), intro, others),
        tuple(_scenario(c, audit) for c in here),
        starts_page=True,
    )


def _scenario(cover: Coverage, audit: Audit) -> Section:
    """The scenario, with the word for its state as a sentence."""
    found = leaf(scenario(cover, audit), without=("findings", "shown"))
    said = (
        Span("There is a runbook for it, and somebody who leads.", tone="good")
        if is_answered(cover)
        else Span("No full answer: a runbook is missing, or somebody who leads.", tone="fair")
    )
    return replace(found, blocks=(Paragraph((said,)), *found.blocks[1:]), sections=tuple(map(_spared, found.sections)))


def _spared(part: Section) -> Section:
    """The part without its tables where all of them are empty and a box above them says so."""
    tables = [b for b in part.blocks if isinstance(b, Table)]
    said = any(isinstance(b, Callout) for b in part.blocks)
    if not said or any(t.rows for t in tables):
        return part
    return replace(part, blocks=tuple(b for b in part.blocks if b not in tables))


def _books(facts: Facts) -> list[Runbook]:
    return sorted(facts.plan.runbooks.values(), key=lambda b: (facts.runbook_tier(b), b.title))


def runbooks(audit: Audit) -> Section:
    """Every runbook on pages of its own, to be taken out and ticked off."""
    facts = audit.facts
    table = Table(
        "Runbooks by how critical the things are that they bring back",
        (Column("Runbook", 38), Column("Tier", 6, "right"), Column("Steps", 8, "right"), Column("Brings back", 34),
         Column("Reviewed", 14)),
        tuple(
            (
                cell(_to(b), header=True),
                cell(str(facts.runbook_tier(b)), align="right"),
                cell(str(len(b.steps)), align="right"),
                cell(names_of(facts, b.recovers)),
                cell(day(b.reviewed, "never")),
            )
            for b in _books(facts)
        ),
        empty="the plan has no runbook",
    )  # fmt: skip
    return Section(
        "runbooks-index",
        "Runbooks",
        (served("runbooks-index"), table),
        tuple(_runbook(b, audit) for b in _books(facts)),
        starts_page=bool(_books(facts)),
    )


def _runbook(book: Runbook, audit: Audit) -> Section:
    """The runbook with its steps last: what is read before they begin never stands alone on a page behind them.

    What is one line goes into the table above the steps, so that they begin on the same page.
    """
    page = leaf(runbook(book, audit), without=("findings", "drills", "paper"), starts_page=True)
    rows: list[Row] = []
    long: list[Block] = []
    steps: tuple[Block, ...] = ()
    for title, blocks in ((s.title, s.blocks) for s in page.sections):
        found = _one_line(blocks)
        if any(isinstance(b, Steps) for b in blocks):
            steps = blocks
        elif found is not None:
            rows.append((title, (found,)))
        elif len(blocks) == 1 and isinstance(blocks[0], Pairs):
            rows += blocks[0].rows
        else:
            long += (say(Span(title, strong=True)), *blocks)
    return replace(page, blocks=(*page.blocks, Pairs(tuple(rows), "Before you start"), *long, *steps), sections=())


def _one_line(blocks: tuple[Block, ...]) -> Line | None:
    """The only line of a part, unless it is set in more than words and code."""
    if len(blocks) != 1:
        return None
    [only] = blocks
    if isinstance(only, Paragraph):
        return only.spans
    if isinstance(only, Prose) and not only.source and not set(only.text.strip()) & set("\n*_[]<>#|!\\"):
        return coded(only.text.strip())
    return None
