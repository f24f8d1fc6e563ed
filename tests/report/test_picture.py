"""Every picture has a table with the same facts, and what the table says is in the picture."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from bcdr.audit import Audit
from bcdr.report.art32.pictures import pictures
from bcdr.report.block import Figure, Table
from bcdr.report.drawing.axis import Mark
from bcdr.report.drawing.timeline import Bar, Timeline
from bcdr.report.map import whole
from bcdr.report.picture import Picture, recovery_timeline, service_map, store_map, whole_map
from bcdr.report.site.link import href
from bcdr.report.site.map import map_page
from bcdr.report.site.page import Fold
from bcdr.report.timeline import timeline_of, timeline_table, together

Audited = Callable[[str], Audit]
OfText = Callable[[str], Audit]
HOUR = timedelta(hours=1)
PLANS = ("harbour-books", "corner-dental")


def drawn(picture: Picture) -> str:
    figure = picture[0]
    assert figure is not None
    return " ".join(e.text or "" for e in ET.fromstring(figure.svg).iter("{http://www.w3.org/2000/svg}text"))


def cells(table: Table) -> Iterator[tuple[str, ...]]:
    for row in table.rows:
        yield tuple(" ".join("".join(s.text for s in line) for line in c.lines) for c in row)


def flat(text: str) -> str:
    return "".join(text.replace("…", "").split())


@pytest.mark.parametrize("company", PLANS)
def test_the_map_and_its_tables_name_the_same(company: str, audited: Audited) -> None:
    facts = audited(company).facts
    picture = whole_map(facts, href)
    services, stores = picture[1]
    assert {row[0] for row in cells(services)} == {s.name_or_id for s in facts.services}
    assert len(stores.rows) == len(facts.stores)
    shown = flat(drawn(picture))
    for table in picture[1]:
        for row in table.rows:
            assert flat(row[0].lines[0][0].text) in shown


def test_the_table_says_every_line_also_those_that_are_left_out(audited: Audited) -> None:
    facts = audited("harbour-books").facts
    topology = whole(facts)
    services, stores = ({row[0]: row for row in cells(t)} for t in whole_map(facts)[1])
    name = {s.key: s.name for t in topology.tiers for s in t.spots} | {
        r.key: r.name for a in topology.areas for r in a.rows
    }
    for need in topology.needs:
        assert name[need.target] in services[name[need.source]][3]
    safe = stores["Password safe"]
    assert all(s.name_or_id in safe[2] for s in facts.services)
    assert "same site" in stores["ERP database"][3]
    assert "same site" in drawn(whole_map(facts))


@pytest.mark.parametrize("company", PLANS)
def test_every_service_and_datastore_has_a_picture_and_tables(company: str, audited: Audited) -> None:
    facts = audited(company).facts
    for service in facts.services:
        assert service_map(facts, service)[0] is not None
        figure, (table,) = recovery_timeline(facts, service)
        bars = timeline_of(facts, service, facts.recovery(service)).bars
        assert (figure is not None) == any(b.start is not None for b in bars)
        assert [r[0] for r in cells(table)][: len(bars)] == [b.label for b in bars]
    for store in facts.stores:
        picture = store_map(facts, store)
        assert len(picture[1][0].rows) == sum(c.active for c in store.copies.values())
        shown = flat(drawn(picture))
        assert all(flat(row[0]) in shown for row in cells(picture[1][0]))


def test_a_plan_of_nothing_has_tables_and_no_picture(of_text: OfText) -> None:
    audit = of_text("")
    figure, tables = whole_map(audit.facts)
    assert figure is None
    assert [t.rows for t in tables] == [(), ()]
    assert pictures(audit) == ()
    assert map_page(audit.facts).sections


def test_more_than_a_picture_can_show_is_said_and_stays_in_the_table(of_text: OfText) -> None:
    stores = "".join(f"  d{n}: {{}}\n" for n in range(70))
    figure, tables = whole_map(of_text(f"datastores:\n{stores}").facts)
    assert figure is not None
    assert figure.caption.endswith("the 60 most critical of 70 datastores")
    assert len(tables[1].rows) == 70


def test_the_same_plan_gives_the_same_bytes(audited: Audited) -> None:
    facts = audited("harbour-books").facts
    assert whole_map(facts) == whole_map(facts)
    assert [b for s in pictures(audited("harbour-books")) for b in s.blocks if isinstance(b, Figure)]


def test_the_page_links_what_the_map_names(audited: Audited) -> None:
    page = map_page(audited("harbour-books").facts)
    links = {
        s.href
        for section in page.sections
        for t in section.blocks
        if isinstance(t, Table)
        for r in t.rows
        for c in r
        for line in c.lines
        for s in line
    }
    assert {"/services/web-shop.html", "/datastores/orders-db.html"} <= links
    assert Fold not in map(type, page.sections[-1].blocks)


def test_what_waits_for_a_person_says_for_whom_and_how_long() -> None:
    bar = Bar("Load", "Ann", 2 * HOUR, 3 * HOUR, True, "Ann", HOUR)
    rows = list(cells(timeline_table(Timeline("Recovery of X", "", (bar,), (Mark("RTO", 4 * HOUR),)))))
    assert rows == [("Load", "Ann", "2 h", "3 h", "1 h for Ann", "yes"), ("RTO", "objective", "", "4 h", "", "")]


def test_a_step_that_begins_later_waits_for_those_before_it() -> None:
    bars = (
        Bar("Detect", "", timedelta(), HOUR, True),
        Bar("Load", "", HOUR, 2 * HOUR, True),
        Bar("Check", "", None, None),
    )
    rows = list(cells(timeline_table(Timeline("Recovery of X", "", bars, ()))))
    assert [r[4] for r in rows] == ["nothing", "steps before it", "not known"]


def test_services_that_come_back_by_the_same_steps_share_a_picture() -> None:
    bars = (Bar("Load", "Ann", timedelta(), HOUR, True),)
    one = Timeline("Recovery of A", "A is back.", bars, (Mark("RTO", HOUR), Mark("MTPD", 9 * HOUR)))
    two = Timeline("Recovery of B", "B is back.", bars, (Mark("RTO", 2 * HOUR), Mark("MTPD", 9 * HOUR)))
    assert together([one]) == (one,)
    (both,) = together([one, two])
    assert both.title == "Recovery of A, B"
    assert both.says == "A is back. B is back."
    assert both.marks == (Mark("RTO of A", HOUR), Mark("RTO of B", 2 * HOUR), Mark("MTPD", 9 * HOUR))
    assert len(together([one, two._replace(bars=(*bars, *bars))])) == 2


def test_two_restores_by_one_person_show_the_wait(of_text: OfText) -> None:
    facts = of_text("""
people: {ann: {name: Ann Berg}}
roles: {it: {name: IT, holder: ann}}
services: {web: {name: Web, tier: 1, rto: 1h, mtpd: 24h, depends_on: [datastores/a, datastores/b]}}
datastores: {a: {}, b: {}}
runbooks:
  ra: {title: Restore a, recovers: [datastores/a], steps: [{do: Load a, by: it, takes: 1h}]}
  rb: {title: Restore b, recovers: [datastores/b], steps: [{do: Load b, by: it, takes: 2h}]}
""").facts
    found = timeline_of(facts, facts.plan.services["web"], facts.recovery(facts.plan.services["web"]))
    waits = [b for b in found.bars if b.waited_for]
    assert [(b.waited_for, b.start is not None and b.ready is not None and b.start > b.ready) for b in waits] == [
        ("Ann Berg", True)
    ]
    assert "later than its RTO of 1 h" in found.says
