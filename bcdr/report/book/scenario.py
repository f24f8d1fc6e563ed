"""Every scenario that can happen here: how it is noticed, what is lost, what to do, what comes back."""

from __future__ import annotations

from dataclasses import replace

from bcdr.analysis.coverage import Coverage, is_answered
from bcdr.audit import Audit
from bcdr.report.block import Callout, Column, Paragraph, Table, say
from bcdr.report.book.clause import served
from bcdr.report.book.leaf import leaf
from bcdr.report.document import Section
from bcdr.report.site.scenario import scenario
from bcdr.report.span import Span, cell


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
