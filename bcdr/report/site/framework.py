"""The frameworks: an index with the totals of each, and a crosswalk page a framework with its status on this plan."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.finding import Finding
from bcdr.frameworks.status import statuses
from bcdr.report.assessment import Assessed, Assessment
from bcdr.report.block import Callout, Column, Pairs, Table, Tiles
from bcdr.report.crosswalk import STANDING, UNVERIFIED
from bcdr.report.holding import Holding
from bcdr.report.naming import joined, status_tone
from bcdr.report.site.link import framework_href
from bcdr.report.site.page import Line, Page, Section
from bcdr.report.site.part import finding_href, known, rows, table
from bcdr.report.site.rule import rule_links
from bcdr.report.span import Cell, Span, Tone, cell, line, pair
from bcdr.report.wording import counted, day

FEW = 3
"""So much of what a clause lacks stands in its row; the table of evidence and the findings have all."""
JUDGED = (
    "A word says what this plan shows, never whether that is enough: that is for people to judge. "
    "A clause that no rule looks after, or that asks for a judgement, waits for a person."
)


def framework_index(found: tuple[Assessment, ...], held: dict[str, Holding]) -> Page:
    """All frameworks with the totals of the five words, what these mean, and what the plan holds of each evidence."""
    own = tuple(one for one in found if one.is_chosen)
    others = tuple(one for one in found if not one.is_chosen)
    return Page(
        path="frameworks/index",
        title="Frameworks",
        kind="Laws, standards and guides",
        lead=line(JUDGED),
        sections=(
            Section("own", "Named by the plan", (_totals("Clauses by status", own, "policy.frameworks names none"),)),
            Section("others", "Others, to compare", (_totals("Clauses by status", others, "none"),)),
            Section("words", "The five words", (Pairs(tuple(pair(s.title, s.meaning) for s in statuses())),)),
            Section("evidence", "Evidence in this plan", (_evidence(held),)),
        ),
    )


def _totals(caption: str, found: tuple[Assessment, ...], empty: str) -> Table:
    titles = " | ".join(("Framework", "Clauses", *(s.title.capitalize() for s in statuses())))
    return table(
        caption,
        titles,
        (
            (
                cell(Span(one.crosswalk.framework.short, href=framework_href(one.crosswalk.framework.id)), header=True),
                cell(str(len(one.rows))),
                *(cell(_number(number, status_tone(word.id))) for word, number in one.totals),
            )
            for one in found
        ),
        empty,
    )


def _number(number: int, tone: Tone) -> Span:
    return Span(str(number), tone=tone if number else "muted")


def _evidence(held: dict[str, Holding]) -> Table:
    return table(
        "What the plan holds of each kind of evidence",
        "Evidence | Holds | Shown | Lacking",
        (
            (
                Cell(((Span(h.code.title),), (Span(code),)), header=True, id=evidence_anchor(code)),
                cell(h.code.holds),
                cell(*h.shown) if h.shown else cell(Span("nothing", tone="bad")),
                cell(*_faults_of(h)),
            )
            for code, h in held.items()
        ),
    )


def _faults_of(held: Holding) -> tuple[str | Span | Line, ...]:
    found: list[str | Span | Line] = list(_few(held.lacking))
    if held.findings:
        found.append(_findings(held.findings))
    return tuple(found) or (Span("nothing", tone="muted"),)


def evidence_anchor(code: str) -> str:
    """Where a kind of evidence stands on the index."""
    return f"evidence-{code.lower()}"


def _few(texts: tuple[str, ...]) -> tuple[str, ...]:
    return texts if len(texts) <= FEW + 1 else (*texts[:FEW], f"and {len(texts) - FEW} more")


def framework_page(found: Assessment) -> Page:
    """One framework, clause by clause."""
    whole = found.crosswalk.framework
    tiles = tuple(
        (str(number), word.title, status_tone(word.id) if number else "muted") for word, number in found.totals
    )
    return Page(
        path=f"frameworks/{whole.id}",
        title=whole.short,
        kind=f"Crosswalk, {whole.kind}",
        label=whole.short,
        badges=(Span(f"applies to: {whole.applies}"),),
        lead=line(f"{whole.title}."),
        sections=(
            Section("totals", "", (Tiles(tiles), *_about(found))),
            Section("clauses", "Clauses", (_clauses(found),)),
        ),
    )


def _clauses(found: Assessment) -> Table:
    return Table(
        f"{counted(len(found.rows), 'clause')}, {found.crosswalk.served} of them served by rules",
        (Column("Clause", 32), Column("Status", 14), Column("Evidence in the plan", 29), Column("Rules", 25)),
        tuple(_row(one, mark=found.crosswalk.is_verified) for one in found.rows),
        is_fixed=True,
    )


def _about(found: Assessment) -> Iterator[Callout | Pairs]:
    whole = found.crosswalk.framework
    lines = [line(JUDGED), line(STANDING)]
    if not found.crosswalk.is_verified:
        lines.append(line(f"Our wording of these clauses is {UNVERIFIED}."))
    if not found.is_chosen:
        lines.append(
            line(
                "The plan does not name this framework among its own (",
                Span("policy.frameworks", code=True),
                "); whether it concerns the organisation is for a person to say.",
            )
        )
    yield Callout("How to read this page", tuple(lines), "note")
    yield Pairs(
        rows(
            pair("Version", whole.version),
            known("Text", Span("at its publisher", href=whole.url) if whole.url else None),
            pair("State of our sources", day(whole.checked)),
        )
    )


def _row(one: Assessed, *, mark: bool) -> tuple[Cell, ...]:
    found = one.row.clause
    head: list[Line] = [(Span(found.id),), (Span(found.title, strong=True),)]
    head += [(Span(found.requirement),)] if found.requirement else []
    head += [(Span(UNVERIFIED, tone="muted"),)] if mark and not found.verified else []
    return (
        Cell(tuple(head), header=True, id=one.row.anchor),
        cell(
            Span(one.status.title, tone=status_tone(one.status.id), strong=True), *([one.reason] if one.reason else [])
        ),
        cell(joined((_code(h) for h in one.holdings), "nothing"), *_faults(one)),
        cell(rule_links(tuple(r.name for r in one.row.rules))),
    )


def _code(held: Holding) -> Span:
    """A kind of evidence, linked to what the plan holds of it."""
    return Span(held.code.title, href=f"/frameworks/index.html#{evidence_anchor(held.code.code)}")


def _faults(one: Assessed) -> tuple[Line, ...]:
    lines: list[Line] = [(Span("lacking ", tone="fair"), Span(text)) for text in one.lacking[:FEW]]
    if len(one.lacking) > FEW:
        lines.append((Span(f"and {len(one.lacking) - FEW} more"),))
    return (*lines, _findings(one.findings)) if one.findings else tuple(lines)


def _findings(found: tuple[Finding, ...]) -> Line:
    links = [Span(f.rule, href=finding_href(f)) for f in found[:FEW]]
    more = [Span(f", and {len(found) - FEW} more")] if len(found) > FEW else []
    return (Span(counted(len(found), "finding"), tone="fair"), Span(": "), *joined(links), *more)
