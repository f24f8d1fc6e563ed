"""A page of the runbook site as a section of the book: the same facts, set for paper."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from bcdr.report.block import Block as Printed
from bcdr.report.block import Callout, Column, Figure, Items, Pairs, Paragraph, Step, Steps, Table, say
from bcdr.report.book.anchor import anchor, each_span
from bcdr.report.book.breadth import shares
from bcdr.report.document import Section
from bcdr.report.site.page import (
    NOT_KNOWN,
    Alarm,
    Block,
    Choice,
    Choices,
    Code,
    Fold,
    Line,
    Measure,
    Message,
    Page,
    Standing,
    Standings,
)
from bcdr.report.span import NOT_PROVIDED, Cell, Span, cell, line

T = TypeVar("T")
_DEFAULT = Column("").width


def leaf(
    page: Page,
    *,
    only: Collection[str] = (),
    without: Collection[str] = (),
    title: str = "",
    is_flat: bool = False,
    starts_page: bool = False,
    widths: tuple[int, ...] = (),
) -> Section:
    """The page with its parts as subsections: all of them, or `only` those with these ids.

    The part that has no heading of its own, and the only part of a page that has one, stand directly below the title;
    so do all parts when the section is to be `is_flat`, their headings then being those of their tables. `widths` are
    those of the columns of its tables, when they are not to be found.
    """
    page = each_span(page, _said)
    id_ = anchor(page.path)
    chosen = [s for s in page.sections if s.id not in without and (not only or s.id in only)]
    top: list[Printed] = []
    if page.badges and not only:
        top.append(Paragraph(_dotted(page.badges)))
    if page.lead:
        top.append(Paragraph(page.lead))
    inner: list[Section] = []
    for part in chosen:
        blocks = tuple(p for b in part.blocks for p in printed(_wide(b, widths), id_))
        if is_flat:
            for block in blocks:
                _lay(top, block, part.title)
        elif part.title and len(chosen) > 1:
            inner.append(Section(f"{id_}-{part.id}", part.title, blocks))
        else:
            top += blocks
    return Section(id_, title or page.title, tuple(top), tuple(inner), starts_page=starts_page)


def _lay(top: list[Printed], block: Printed, title: str) -> None:
    """Names and values below others of their kind go on as one table; the first of them gets the title."""
    last = top[-1] if top else None
    if isinstance(block, Pairs) and isinstance(last, Pairs):
        top[-1] = replace(last, rows=(*last.rows, *block.rows))
    else:
        top.append(replace(block, caption=title) if isinstance(block, Pairs) and not block.caption else block)


def plainly(section: Section) -> Section:
    """The same section with the word of documents for what nobody wrote."""
    return each_span(section, _said)


def _said(span: Span) -> Span:
    if span.text == NOT_KNOWN or span.text.startswith(f"{NOT_KNOWN}: "):
        return replace(span, text=NOT_PROVIDED + span.text.removeprefix(NOT_KNOWN))
    return span


def printed(block: Block, id_: str = "") -> tuple[Printed, ...]:
    """What stands on paper for a block of the site. Anchors inside begin with `id_`."""
    match block:
        case Choices():
            heading = (Paragraph((Span(block.title, strong=True),)),) if block.title else ()
            return (*heading, Items(tuple(map(_choice, block.choices))))
        case Alarm():
            return tuple(Callout(task.title, task.lines) for task in block.tasks)
        case Standings():
            found: Printed = _standings(block)
        case Message():
            text = tuple(line(one) for one in block.text.splitlines() if one.strip())
            found = Callout(block.title, (line(Span(block.about, tone="muted")), *text))
        case Fold():
            return block.tables
        case Code():
            found = Paragraph((Span(block.text, code=True),))
        case Steps():
            found = replace(block, steps=tuple(_step(s, id_) for s in block.steps))
        case _:
            found = block
    return (found,)


def _choice(found: Choice) -> Line:
    text = f": {found.text}" if found.text else ""
    word = (", ", Span(found.word, tone=found.tone)) if found.word else ()
    return line(Span(found.title, href=found.href, page=True), text, *word)


def _step(found: Step, id_: str) -> Step:
    """The step with the number of the first person only: a line for each deputy would make every step a page long."""
    role = found.by[:1] if found.by and found.by[0] and found.by[0][0].strong else ()
    people = found.by[len(role) :]
    others = ", ".join(p[0].text for p in people[1:])
    first = tuple(_by_page(p) for p in people[:1])
    return replace(
        found,
        anchor=f"{id_}-{found.anchor}",
        by=(*role, *first, *((line(Span(f"else {others}", tone="muted")),) if others else ())),
    )


def _wide(block: Block, widths: tuple[int, ...]) -> Block:
    if not isinstance(block, Table) or not widths:
        return block
    columns = zip(block.columns, widths, strict=True)
    return replace(block, columns=tuple(replace(c, width=width) for c, width in columns))


def _by_page(person: Line) -> Line:
    """Somebody with the number, or with the page on which it is written by hand."""
    return (replace(person[0], href="#contacts", page=True),) if any(s.by_hand for s in person) else person


def set_out(section: Section) -> Section:
    """The same section once nothing is put into it any more: columns as wide as their words need, pictures in place."""
    return replace(section, blocks=tuple(map(_set, section.blocks)), sections=tuple(map(set_out, section.sections)))


def _set(block: Printed) -> Printed:
    if isinstance(block, Table):
        return fitted(block)
    # the book names page numbers on every page, and beside one a picture that floats is drawn again or lost
    return replace(block, floats=False) if isinstance(block, Figure) else block


def fitted(table: Table) -> Table:
    """The table with columns as wide as makes it shortest, unless somebody gave them widths."""
    if any(c.width != _DEFAULT for c in table.columns) or not table.rows:
        return table
    columns = zip(table.columns, shares(table), strict=True)
    return replace(table, columns=tuple(replace(c, width=width) for c, width in columns))


def remaining(words: str, names: Sequence[str]) -> tuple[Paragraph, ...]:
    """One sentence for all of which a table would say no more than that nothing is written."""
    return (say(f"{words}: ", Span(", ".join(names), tone="muted"), "."),) if names else ()


def _dotted(spans: tuple[Span, ...]) -> Line:
    return tuple(part for n, span in enumerate(spans) for part in ((Span(" · "), span) if n else (span,)))


def _standings(block: Standings) -> Table:
    return Table(
        "Services: promised, by design, proven",
        (
            Column("Service", 20),
            Column("Back within (RTO)", 10, "right"),
            Column("by design", 11, "right"),
            Column("proven", 20),
            Column("Data lost at most (RPO)", 10, "right"),
            Column("by design", 11, "right"),
            Column("proven", 18),
        ),
        tuple(_standing(s) for s in block.rows),
        empty=block.empty,
        compact=True,
    )


def _standing(found: Standing) -> tuple[Cell, ...]:
    measures = (part for m in found.measures for part in _measure(m))
    return cell(Span(found.title, href=found.href), found.tier, header=True), *measures


def _measure(found: Measure) -> tuple[Cell, ...]:
    return (
        cell(found.promised, align="right"),
        cell(found.design, align="right"),
        cell(" ".join(filter(None, (found.proven, found.proven_on))), Span(found.state, tone=found.tone)),
    )
