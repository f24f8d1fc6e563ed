"""The register of answers: who answered what and when, what is open, what is too old to count."""

from __future__ import annotations

from collections import Counter
from typing import get_args

from bcdr.analysis.facts import Facts
from bcdr.analysis.inquiry import Standing, standing
from bcdr.analysis.limit import ANSWER, QUESTION, span
from bcdr.model.vendor import Question, Vendor
from bcdr.report.block import Block, Column, Table, Tiles, say
from bcdr.report.document import Section
from bcdr.report.naming import name_of
from bcdr.report.site.vendor import QUESTIONS
from bcdr.report.span import NOT_PROVIDED, Cell, Span, Tone, cell
from bcdr.report.vendors.sheet import since
from bcdr.report.wording import day, duration

WORDS: dict[Standing, tuple[str, Tone]] = {
    "answered": ("answered", "good"),
    "old": ("too old", "fair"),
    "assumed": ("only assumed", "fair"),
    "waiting": ("asked, waiting", "note"),
    "open": ("open", "bad"),
}


def standings(vendor: Vendor, facts: Facts) -> dict[Question, Standing]:
    """Where each of the ten questions stands."""
    valid, patience = span(ANSWER, facts.plan), span(QUESTION, facts.plan)
    return {q: standing(vendor.answers.get(q), facts.as_of, valid, patience) for q in get_args(Question)}


def overview(found: tuple[Vendor, ...], facts: Facts) -> Section:
    """One row a vendor: how many of the ten questions stand where, and the oldest answer."""
    total = Counter(s for v in found for s in standings(v, facts).values())
    tiles = Tiles(tuple((str(total[s]), word, tone if total[s] else "note") for s, (word, tone) in WORDS.items()))
    columns = (
        Column("Vendor", 25),
        *(Column(word, 9, "right") for word, _ in WORDS.values()),
        Column("Oldest answer", 10),
        Column("Looked after by", 24),
    )
    table = Table(
        "Ten questions to each vendor",
        columns,
        tuple(_row(v, facts) for v in found),
        empty="no vendor is recorded",
        compact=True,
    )
    valid, patience = duration(span(ANSWER, facts.plan)), duration(span(QUESTION, facts.plan))
    note = say(
        f"An answer counts for {valid}, a question counts as asked for {patience} (options of the rule "
        "vendor-unanswered). An assumption of our own is no answer."
    )
    return Section("overview", "Answers at a glance", (tiles, table, note) if found else (table,), starts_page=True)


def _row(vendor: Vendor, facts: Facts) -> tuple[Cell, ...]:
    counts = Counter(standings(vendor, facts).values())
    given = [a.occurred for a in vendor.answers.values() if a.answer is not None and a.occurred is not None]
    return (
        cell(Span(vendor.name_or_id, href=f"#vendor-{vendor.id}"), header=True),
        *(cell(Span(str(counts[s]), tone=tone if counts[s] else ""), align="right") for s, (_, tone) in WORDS.items()),
        cell(day(min(given)) if given else "none"),
        cell(name_of(facts, vendor.owner)),
    )


def register(found: tuple[Vendor, ...], facts: Facts) -> Section:
    """Every question of every vendor, with its answer, what it rests on and where it stands."""
    columns = (Column("Question", 28), Column("Answer", 36), Column("Given, rests on", 25), Column("State", 11))
    tables = tuple(
        Table(
            v.name_or_id,
            columns,
            tuple(_answer(q, s, v, facts) for q, s in standings(v, facts).items()),
            compact=True,
            is_whole=True,
        )
        for v in found
    )
    blocks: tuple[Block, ...] = tables or (Table("Answers", columns, (), empty="no vendor is recorded"),)
    return Section("answers", "Register of answers", blocks, starts_page=bool(found))


def _answer(question: Question, state: Standing, vendor: Vendor, facts: Facts) -> tuple[Cell, ...]:
    given = vendor.answers.get(question)
    word, tone = WORDS[state]
    said = given.answer if given is not None else None
    return (
        cell(QUESTIONS[question], header=True),
        cell(said) if said else cell(Span(NOT_PROVIDED, tone="muted")),
        cell(", ".join(since(given, facts))),
        cell(Span(word, tone=tone)),
    )
