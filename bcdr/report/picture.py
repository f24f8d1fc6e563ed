"""Pictures as parts of a document or page: the figure, and the tables with the same facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bcdr.analysis.facts import Facts
from bcdr.model.datastore import Datastore
from bcdr.model.service import Service
from bcdr.report.block import Column, Figure, Table
from bcdr.report.drawing.canvas import Drawing, svg
from bcdr.report.drawing.copies import Protection, protection
from bcdr.report.drawing.map import laid
from bcdr.report.drawing.sign import word
from bcdr.report.drawing.timeline import Timeline, timeline
from bcdr.report.drawing.topology import Area, Need, Row, Topology, arranged
from bcdr.report.map import of_service, whole
from bcdr.report.naming import joined
from bcdr.report.protection import protection_of
from bcdr.report.span import Cell, Span, cell
from bcdr.report.timeline import timeline_of, timeline_table, together
from bcdr.report.wording import counted

Picture = tuple[Figure | None, tuple[Table, ...]]
"""A figure, None where there is nothing to draw, and its tables."""
Href = Callable[[str], str]
"""The address of the page of a reference, empty where there is none."""
WIDTH, MILLIMETRE = 174, 25.4 / 96
"""Millimetres of a line of a page, and of a unit of a drawing where it is not made smaller to fit."""
MOST = 60
"""So many datastores or services a picture shows; its table has all."""


def unlinked(_: str) -> str:
    """No address: a document names things and does not link them."""
    return ""


def whole_map(facts: Facts, href: Href = unlinked, most: int = MOST, *, compact: bool = False) -> Picture:
    """The map of the plan, and a table of its services and one of its datastores."""
    everything, drawn = whole(facts, lanes=None), whole(facts, most)
    tables = (services_table(everything, href, compact=compact), stores_table(everything, href, compact=compact))
    if not drawn.tiers and not drawn.areas:
        return None, tables
    caption = "What rests on what, and where the copies lie"
    count = sum(len(a.rows) for a in everything.areas)
    if count > most:
        caption += f": the {most} most critical of {counted(count, 'datastore')}"
    return _figure("map", caption, laid(arranged(drawn)).drawing), tables


def service_map(facts: Facts, service: Service, href: Href = unlinked) -> Picture:
    """What a service rests on."""
    found, listed = of_service(facts, service), of_service(facts, service, lanes=None)
    tables = (services_table(listed, href), stores_table(listed, href))
    if not found.areas and len(found.tiers) < 2:
        return None, tables
    return _figure("map", found.title, laid(arranged(found)).drawing), tables


def store_map(facts: Facts, store: Datastore, href: Href = unlinked) -> Picture:
    """A datastore, who needs it and its copies."""
    found = protection_of(facts, store)
    return _figure("map", found.title, protection(found).drawing), (copies_table(found, href),)


def recovery_timeline(facts: Facts, service: Service) -> Picture:
    """The way back of a service on a line of time."""
    return _timeline(timeline_of(facts, service, facts.recovery(service)), "timeline")


def recovery_timelines(facts: Facts, services: Iterable[Service]) -> tuple[Picture, ...]:
    """The ways back of several services, for a document; those that come back by the same steps share a picture."""
    found = together(timeline_of(facts, s, facts.recovery(s)) for s in services)
    return tuple(_timeline(one, f"timeline-{n}", compact=True) for n, one in enumerate(found, start=1))


def _timeline(found: Timeline, id_: str, *, compact: bool = False) -> Picture:
    table = timeline_table(found, compact=compact)
    if not any(b.start is not None for b in found.bars):
        return None, (table,)
    return _figure(id_, found.title, timeline(found).drawing), (table,)


def _figure(id_: str, caption: str, drawing: Drawing) -> Figure:
    scale = min(MILLIMETRE, WIDTH / drawing.width)
    return Figure(f"figure-{id_}", caption, drawing.says, svg(drawing), height=round(scale * drawing.height, 1))


def services_table(found: Topology, href: Href, *, compact: bool = False) -> Table:
    """Services by tier, where they run, and what they need."""
    names = _names(found)
    needs = (*found.needs, *found.left_out)
    return Table(
        "Services and what they need",
        (Column("Service", 22), Column("Tier", 14), Column("Runs at", 22), Column("Needs", 42)),
        tuple(
            (
                cell(Span(s.name, href=href(s.key)), header=True),
                cell(t.title.removeprefix("Tier ")),
                cell(s.remark or Span("not known", tone="muted")),
                _listed((n for n in needs if n.source == s.key), names, href),
            )
            for t in found.tiers
            for s in t.spots
        ),
        empty="the plan names no service",
        compact=compact,
    )


def _listed(needs: Iterable[Need], names: dict[str, str], href: Href) -> Cell:
    """What is needed on one line, and what one can go on without on another."""
    found = tuple(needs)
    hard, soft = ([n for n in found if n.is_soft is kind] for kind in (False, True))
    spans = [joined(Span(names[n.target], href=href(n.target)) for n in hard)] if hard else []
    if soft:
        spans.append((Span("can go on without: "), *joined(Span(names[n.target], href=href(n.target)) for n in soft)))
    return cell(*spans) if spans else cell(Span("nothing that the plan names", tone="muted"))


def _names(found: Topology) -> dict[str, str]:
    spots = {s.key: s.name for t in found.tiers for s in t.spots}
    return spots | {r.key: r.name for a in found.areas for r in a.rows}


def stores_table(found: Topology, href: Href, *, compact: bool = False) -> Table:
    """What services need by where it lies, and its copies by where they lie."""
    names = _names(found)
    needs = (*found.needs, *found.left_out)
    users: dict[str, list[Span]] = {}
    for n in needs:
        users.setdefault(n.target, []).append(Span(names[n.source], href=href(n.source)))
    lanes = {
        lane.key: lane.name if lane.name == site.name else f"{lane.name} ({site.name})"
        for site in found.sites
        for lane in site.lanes
    }
    return Table(
        "Datastores, where they lie, and where their copies lie",
        (Column("Datastore", 18), Column("Lies at", 18), Column("Needed by", 31), Column("Copies", 33)),
        tuple(
            (
                cell(Span(r.name, href=href(r.key)), *r.remarks, header=True),
                cell(_place(a)),
                cell(joined(users[r.key])) if r.key in users else cell(Span("no service", tone="muted")),
                _held(r, lanes),
            )
            for a in found.areas
            for r in a.rows
        ),
        empty="the plan names no datastore",
        compact=compact,
    )


def _place(area: Area) -> str:
    return ", ".join(filter(None, (area.name, area.provider)))


def _held(row: Row, lanes: dict[str, str]) -> Cell:
    lines = [
        (
            Span(f"{word(h.sort, h.number)}: {lanes[h.lane]}"),
            *((Span(f", {h.shared}", tone="bad"),) if h.shared else ()),
        )
        for h in row.held
    ]
    return cell(*lines) if lines else cell(Span(row.said or "not a datastore", tone="muted"))


def copies_table(found: Protection, href: Href) -> Table:
    """The copies of a datastore by where they lie, what they are, and what they are made from."""
    rows = {r.key: r for areas in found.columns for a in areas for r in a.rows}
    made = {n.target: n.source for n in found.needs}
    return Table(
        found.title,
        (
            Column("Copy", 20),
            Column("What it is", 16),
            Column("Lies at", 24),
            Column("More", 24),
            Column("Made from", 16),
        ),
        tuple(
            (
                cell(Span(r.name, href=href(r.key)), header=True),
                cell(word(r.sort, 1)),
                cell(_place(a), *((Span(a.shared, tone="bad"),) if a.shared else ())),
                cell(*(r.remarks or (Span("not known", tone="muted"),))),
                cell(rows[made[r.key]].name),
            )
            for areas in found.columns[1:]
            for a in areas
            for r in a.rows
            if r.sort is not None
        ),
        empty="no copy of any kind",
    )
