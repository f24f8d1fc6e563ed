"""Counting copies and people: 3-2-1-1-0 of every datastore, practice and bus factor of the critical runbooks."""

from __future__ import annotations

from collections.abc import Iterable

from bcdr.analysis.duty import LOWEST_CRITICAL_TIER
from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.model.datastore import Datastore
from bcdr.model.runbook import Runbook
from bcdr.report import staffing, three_two_one
from bcdr.report.block import Column, Table, say
from bcdr.report.document import Section
from bcdr.report.naming import names_of
from bcdr.report.span import Cell, Span, cell


def three_two_one_section(audit: Audit) -> Section:
    """One row a datastore, one column a digit, and what is missing."""
    facts = audit.facts
    asked_of = [s for s in facts.stores if three_two_one.is_asked(facts, s)]
    stores = sorted(asked_of, key=lambda s: (facts.store_tier(s), s.name_or_id.casefold()))
    table = Table(
        "Copies by the rule 3-2-1-1-0",
        (
            Column("Datastore", 17), Column("Tier", 14), Column("3 copies", 9), Column("2 kinds", 9),
            Column("1 off site", 9), Column("1 locked", 9), Column("0 errors", 9), Column("Missing or against it", 24),
        ),
        tuple(_store_row(facts, s) for s in stores),
        empty="no datastore is declared",
        compact=True,
    )  # fmt: skip
    asked = say(
        "Industry practice: three copies with the data itself, on two kinds of storage (another provider or account, "
        "or a removable medium), one off site with evidence of the place (in tier 1 in another region), one that "
        "nobody can change, and no errors: the newest restore passed in time and the newest run was verified. "
        "Replicas and RAID are no copies. ",
        Span("Not shown", tone="fair"),
        " means that the plan lacks a fact.",
    )
    return Section("three-two-one", "Three copies, two kinds, one off site, one locked, no errors", (asked, table))


def _store_row(facts: Facts, store: Datastore) -> tuple[Cell, ...]:
    digits = facts.digits(store)
    # one missing fact often decides several digits
    lacking: dict[str, list[str]] = {}
    for digit in digits:
        if words := three_two_one.lacks(digit):
            lacking.setdefault(words, []).append(digit.name)
    return (
        cell(store.name_or_id, header=True),
        cell(three_two_one.tier_words(facts, store)),
        *(cell(three_two_one.verdict(d)) for d in digits),
        cell(*(f"{', '.join(of)}: {words}" for words, of in lacking.items()))
        if lacking
        else cell(Span("nothing", tone="muted")),
    )


def practice_section(audit: Audit) -> Section:
    """One row a runbook of tier 1 or 2: how few may be away, who led and took part in a drill, who never tried."""
    facts = audit.facts
    books = [b for b in facts.plan.runbooks.values() if facts.runbook_tier(b) <= LOWEST_CRITICAL_TIER]
    table = Table(
        "People and practice, runbooks of tier 1 and 2",
        (
            Column("Runbook", 18), Column("Tier", 4, "right"), Column("Bus factor", 6, "right"),
            Column("It stops without", 25), Column("Led a drill", 14), Column("Took part", 16),
            Column("Never tried", 17),
        ),
        tuple(_book_row(facts, b) for b in sorted(books, key=lambda b: (facts.runbook_tier(b), b.title))),
        empty="no runbook of tier 1 or 2 is written",
        compact=True,
    )  # fmt: skip
    asked = say(
        "The bus factor is the smallest number of people whose absence stops a runbook: its decision, a step, or a "
        "credential that it needs. Only drills with a result that name the runbook count as practice. Never tried are "
        "people on whom its steps count and who took part in none."
    )
    return Section("practice", "People whose absence stops a recovery, and their practice", (asked, table))


def _book_row(facts: Facts, book: Runbook) -> tuple[Cell, ...]:
    factor = facts.bus_factor(book)
    found = facts.practice(book)
    led = _days(facts, staffing.leaders(found))
    part = _days(facts, staffing.others(found))
    never = ", ".join(facts.name_of(f"people/{p.person}") for p in found if p.last is None)
    unnamed = staffing.unnamed(factor)
    return (
        cell(book.title, header=True),
        cell(str(facts.runbook_tier(book)), align="right"),
        cell(staffing.number(factor), align="right"),
        cell(*(staffing.without(facts, factor) or ("nobody in particular",))),
        cell(*(led or (staffing.untried(facts, book),))),
        cell(*(part or (Span("nobody", tone="muted"),))),
        cell(*((never or "nobody",) if never or not unnamed else ()), *unnamed),
    )


def _days(facts: Facts, days: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[str, ...]:
    return tuple(f"{day} {names_of(facts, people)}" for day, people in days)
