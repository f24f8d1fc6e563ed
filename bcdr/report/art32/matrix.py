"""The control matrix: clause, requirement, what is shown and lacking, owner, evidence, newest test, status."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bcdr.audit import Audit
from bcdr.report.art32.summary import anchor
from bcdr.report.block import Column, Items, Pairs, Paragraph, Table, say
from bcdr.report.controls import Control
from bcdr.report.document import Section
from bcdr.report.evidence_index import Links
from bcdr.report.naming import evidence_link, finding_link, joined, name_of, status_tone
from bcdr.report.span import Cell, Span, cell, line, pair
from bcdr.report.wording import day

_MOST = 15
_IDS = 4


def control_section(matrix: tuple[Control, ...], audit: Audit) -> Section:
    """The matrix on one spread, then the facts behind each status."""
    table = Table(
        "Control matrix of Art. 32",
        (
            Column("Point", 9),
            Column("Requirement", 22),
            Column("Status", 13),
            Column("Owner", 13),
            Column("Newest test", 12),
            Column("Evidence", 19),
            Column("Findings", 12),
        ),
        tuple(_row(c, audit) for c in matrix),
        compact=True,
    )
    return Section(
        "controls",
        "Control matrix",
        (
            say(
                "A status says what the plan shows, not whether it suffices. "
                "The facts behind each word follow the table."
            ),
            table,
        ),
        tuple(_detail(c, audit) for c in matrix),
    )


def points_of_evidence(matrix: tuple[Control, ...]) -> Links:
    """By id of an evidence entry, links back to the points of the matrix whose status names it."""
    return _back((control, id_) for control in matrix for id_ in control.evidence)


def points_of_findings(matrix: tuple[Control, ...]) -> Links:
    """By id of a finding, links back to the points of the matrix whose status rests on it."""
    return _back((control, finding.id) for control in matrix for finding in control.findings)


def _back(named: Iterable[tuple[Control, str]]) -> Links:
    found: dict[str, tuple[Span, ...]] = {}
    for control, id_ in named:
        link = Span(f"Art. {control.point.citation.removeprefix('gdpr ')}", href=f"#{anchor(control)}")
        found[id_] = (*found.get(id_, ()), link)
    return found


def _row(control: Control, audit: Audit) -> tuple[Cell, ...]:
    point = control.point.citation.removeprefix("gdpr ")
    head = replace(cell(Span(point, href=f"#why-{anchor(control)}"), header=True), id=anchor(control))
    status = Span(control.status.title, tone=status_tone(control.status.id))
    return (
        head,
        cell(control.point.duty),
        cell(status, *((f"({control.reason})",) if control.reason else ())),
        cell(name_of(audit.facts, control.owner)),
        cell(control.newest or "none"),
        cell(joined(_few([evidence_link(e) for e in control.evidence])) if control.evidence else _elsewhere(control)),
        cell(joined(_few([finding_link(f) for f in control.findings]))),
    )


_REGISTERS = {
    "gdpr 32(1)": (("control", "approvals"), ("risks", "risk overview")),
    "gdpr 32(2)": (("risks", "risk overview"),),
    "gdpr 32(4)": (("access", "access to copies"),),
}
"""Where a point is shown by a register of the plan rather than by files, by section."""


def _elsewhere(control: Control) -> tuple[Span, ...]:
    """Where the facts stand that a status rests on without a file."""
    point = control.point.citation
    places = _REGISTERS.get(point) or ((f"why-{anchor(control)}", "what is shown"),)
    if not control.shown:
        return joined(())
    return (Span("no file; see "), *joined(Span(text, href=f"#{id_}") for id_, text in places))


def _few(links: list[Span]) -> list[Span]:
    """The first ones; the section of the point holds all."""
    return links if len(links) <= _IDS else [*links[: _IDS - 1], Span(f"and {len(links) - _IDS + 1} more")]


def _detail(control: Control, audit: Audit) -> Section:
    point = control.point
    lists: list[Paragraph | Items] = []
    if control.shown:
        lists += [say(Span("Shown", strong=True)), _items(control.shown)]
    if control.lacking:
        lists += [say(Span("Lacking", strong=True)), _items(control.lacking)]
    rows = (
        pair("Requirement", point.duty),
        pair(
            "Status",
            line(
                Span(control.status.title, tone=status_tone(control.status.id)),
                f": {control.reason}" if control.reason else "",
            ),
        ),
        *((pair("Evidence", joined(evidence_link(e) for e in control.evidence)),) if control.evidence else ()),
        *((pair("Findings", joined(finding_link(f) for f in control.findings)),) if control.findings else ()),
        *((pair("Measures on record", *measures),) if (measures := _measures(control, audit)) else ()),
        pair("An auditor asks for", point.asks),
        pair("Evidenced when", point.evidenced_when),
        *((pair("Note", point.note),) if point.note else ()),
    )
    return Section(f"why-{anchor(control)}", f"Art. {point.citation.removeprefix('gdpr ')}", (Pairs(rows), *lists))


def _measures(control: Control, audit: Audit) -> tuple[str, ...]:
    """Measures that are not copies and serve this point: where each stands, who keeps it, when it was last checked."""
    point = control.point.citation.removeprefix("gdpr ")
    return tuple(
        f"{m.title}: {m.status.replace('-', ' ')}, {name_of(audit.facts, m.owner)}, checked {day(m.reviewed, 'never')}"
        for m in audit.facts.plan.measures.values()
        if point in m.point
    )


def _items(facts: tuple[str, ...]) -> Items:
    if len(facts) <= _MOST:
        return Items(tuple(map(line, facts)))
    first = facts[: _MOST - 1]
    return Items((*map(line, first), line(f"and {len(facts) - len(first)} more of the kind")))
