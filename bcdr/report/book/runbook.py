"""Every runbook on pages of its own, to be taken out and ticked off."""

from __future__ import annotations

from dataclasses import replace

from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.model.runbook import Runbook
from bcdr.report.block import Block, Column, Pairs, Paragraph, Prose, Steps, Table, say
from bcdr.report.book.anchor import anchor_of
from bcdr.report.book.clause import served
from bcdr.report.book.leaf import leaf
from bcdr.report.document import Section
from bcdr.report.naming import names_of
from bcdr.report.site.page import Line
from bcdr.report.site.part import Row
from bcdr.report.site.runbook import runbook
from bcdr.report.span import Span, cell, coded, line
from bcdr.report.wording import day


def runbooks(audit: Audit) -> Section:
    """Every runbook on pages of its own, to be taken out and ticked off.

    The table before them has their ids, because steps of one tell by its id to go on with another.
    """
    facts = audit.facts
    table = Table(
        "Runbooks by how critical the things are that they bring back",
        (Column("Runbook", 38), Column("Tier", 6, "right"), Column("Steps", 8, "right"), Column("Brings back", 34),
         Column("Reviewed", 14)),
        tuple(
            (
                cell(to_book(b), line(Span(b.id, tone="muted")), header=True),
                cell(str(facts.runbook_tier(b)), align="right"),
                cell(str(len(b.steps)), align="right"),
                cell(names_of(facts, b.recovers)),
                cell(day(b.reviewed, "never")),
            )
            for b in in_order(facts)
        ),
        empty="the plan has no runbook",
        compact=True,
    )  # fmt: skip
    return Section(
        "runbooks-index",
        "Runbooks",
        (served("runbooks-index"), table),
        tuple(_runbook(b, audit) for b in in_order(facts)),
        starts_page=bool(in_order(facts)),
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


def in_order(facts: Facts) -> list[Runbook]:
    """Runbooks by how critical the things are that they bring back, then by title."""
    return sorted(facts.plan.runbooks.values(), key=lambda b: (facts.runbook_tier(b), b.title))


def to_book(book: Runbook) -> Span:
    """The title of a runbook, with its page."""
    return Span(book.title, href=f"#{anchor_of(book.ref)}", page=True)
