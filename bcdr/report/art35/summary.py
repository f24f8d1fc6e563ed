"""One page for those who decide: what is assessed, what remains, what is open."""

from __future__ import annotations

from datetime import date

from bcdr.audit import Audit
from bcdr.finding import Finding
from bcdr.frameworks.dpia import feared_events
from bcdr.model.privacy import Dpia, DpiaAction
from bcdr.report.art35.events import event_of, level_words
from bcdr.report.art35.measures import PENDING
from bcdr.report.art35.parties import POSITIONS
from bcdr.report.block import Block, Callout, Column, Pairs, Table, Tiles, say
from bcdr.report.document import Section
from bcdr.report.findings import headline
from bcdr.report.naming import finding_anchor, name_of, names_of
from bcdr.report.span import Span, Tone, cell, line, pair
from bcdr.report.wording import counted, day


def summary(dpia: Dpia, gaps: tuple[Finding, ...], audit: Audit) -> Section:
    """Decision, levels before and after, open actions, gaps."""
    decision, opinions = dpia.decision, dpia.opinions
    officer = opinions.dpo if opinions is not None else None
    levels = Table(
        "The three feared events, as people judged them",
        (
            Column("Event", 28),
            Column("Severity", 18),
            Column("Likelihood", 18),
            Column("Severity after", 18),
            Column("Likelihood after", 18),
        ),
        tuple(
            (
                cell(Span(e.title, href=f"#event-{e.id}"), header=True),
                cell(level_words(one.severity if one else None, "severity")),
                cell(level_words(one.likelihood if one else None, "likelihood")),
                cell(level_words(one.residual.severity if one and one.residual else None, "severity")),
                cell(level_words(one.residual.likelihood if one and one.residual else None, "likelihood")),
            )
            for e in feared_events()
            for one in [event_of(dpia, e.id)]
        ),
    )
    pending = [a for a in dpia.actions if a.status in PENDING]
    tone: Tone = "bad" if gaps else "good"
    blocks: list[Block] = [
        say(f"This assessment covers {names_of(audit.facts, (f'processing/{p}' for p in dpia.processing))}."),
        Tiles(
            (
                (str(len(gaps)), "gaps in this document", tone),
                (str(len(pending)), _open(pending, audit.facts.as_of), "fair" if pending else "good"),
                (str(len(dpia.measures)), "measures", "note"),
            )
        ),
        Pairs(
            (
                pair(
                    "Decision",
                    (decision.status or "").replace("-", " ") or None if decision else None,
                    f"by {name_of(audit.facts, decision.by)}, {day(decision.occurred)}" if decision else None,
                ),
                pair(
                    "Advice of the officer",
                    POSITIONS[officer.status] if officer and officer.status else None,
                    f"{officer.name or 'name not provided'}, {day(officer.occurred)}" if officer else None,
                ),
                pair("Next review", day(dpia.review.next if dpia.review else None)),
                *(
                    pair(title, name_of(audit.facts, who) if who else None)
                    for title, who in (
                        ("Written by", dpia.author),
                        ("Evaluated by", dpia.evaluator),
                        ("Validated by", dpia.validator),
                    )
                ),
            )
        ),
        levels,
    ]
    if gaps:
        blocks.append(Callout(f"{counted(len(gaps), 'gap')} in this document", _named(gaps), "fair"))
    return Section("summary", "Summary for those who decide", tuple(blocks), starts_page=True)


def _open(pending: list[DpiaAction], as_of: date) -> str:
    late = sum(a.due is not None and a.due < as_of for a in pending)
    return f"open actions, {late} of them overdue" if late else "open actions"


def _named(gaps: tuple[Finding, ...]) -> tuple[tuple[Span, ...], ...]:
    """The gravest gaps with a link to their cards, and how many more there are."""
    shown = tuple(line(Span(headline(g.message), href=f"#{finding_anchor(g)}")) for g in gaps[:_MOST_GAPS])
    rest = len(gaps) - len(shown)
    return (*shown, line(f"and {rest} more, in ", Span("Gaps of this document", href="#gaps"))) if rest else shown


_MOST_GAPS = 6
"""Gaps that the summary names."""
