"""Drawings: well-formed, escaped, the same every time; and geometry as facts: nothing overlaps, leaves or misses."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcdr.audit import Audit
from bcdr.model.drill import Drill
from bcdr.model.value import UNBOUNDED
from bcdr.report.drawing import drill_timeline, risk_map
from bcdr.report.drawing.axis import Mark, axis
from bcdr.report.drawing.canvas import Box, Drawing, svg
from bcdr.report.drawing.copies import protection
from bcdr.report.drawing.lettering import plain, width, wrap
from bcdr.report.drawing.map import Laid, laid
from bcdr.report.drawing.order import crossings, ordered
from bcdr.report.drawing.settle import settled
from bcdr.report.drawing.sign import WORDS, sign
from bcdr.report.drawing.timeline import Bar, Timeline, timeline
from bcdr.report.drawing.topology import (
    MOST_CROSSINGS,
    Area,
    Held,
    Lane,
    Need,
    Row,
    Site,
    Spot,
    Tier,
    Topology,
    arranged,
)
from bcdr.report.drawing.trends import Line, trend_lines
from bcdr.report.map import of_service, whole
from bcdr.report.protection import protection_of
from bcdr.report.timeline import timeline_of

SVG = "{http://www.w3.org/2000/svg}"
Audited = Callable[[str], Audit]
PLANS = ("harbour-books", "corner-dental")
HOUR = timedelta(hours=1)
FAST = settings(max_examples=50, deadline=None)


def test_a_mark_for_each_drill_and_a_title() -> None:
    drills = (
        Drill(type="tabletop", occurred=date(2026, 5, 1), result="passed"),
        Drill(type="system-restore", occurred=date(2026, 6, 1), result="failed"),
    )
    root = ET.fromstring(drill_timeline(drills, date(2026, 11, 21), "<two> & drills"))
    assert root.findtext(f"{SVG}title") == "<two> & drills"
    assert len(root.findall(f"{SVG}circle")) == 2
    assert {t.text for t in root.findall(f"{SVG}text")} >= {"tabletop", "system restore", "passed", "failed"}


def test_marks_in_one_cell_of_a_risk_map_do_not_cover_each_other() -> None:
    scale = ("a", "b", "c", "d")
    root = ET.fromstring(risk_map((("A", 2, 2), ("M", 2, 2), ("D", None, 1)), scale, scale, "map"))
    places = [(c.get("cx"), c.get("cy")) for c in root.findall(f"{SVG}circle")]
    assert len(places) == len(set(places)) == 2


# --- what holds of every picture ----------------------------------------------------------------------------------


def overlaps(boxes: Iterable[tuple[str, Box]]) -> list[tuple[str, str]]:
    """Pairs that share room."""
    return [(a, b) for (a, one), (b, other) in combinations(boxes, 2) if one.meets(other)]


def readable(drawing: Drawing) -> None:
    """No text overlaps another or leaves the picture, and the SVG says all of them, with a name and a description."""
    texts = [(t.text, t.box) for t in drawing.texts if t.text]
    assert overlaps(texts) == []
    assert [t for t, box in texts if not drawing.box.holds(box)] == []
    root = ET.fromstring(svg(drawing))
    assert root.get("role") == "img"
    assert (root.findtext(f"{SVG}title") or "").startswith(plain(drawing.title))
    assert plain(drawing.says) in (root.findtext(f"{SVG}title") or "")
    assert (root.find(f"{SVG}desc") is not None) == bool(drawing.says)
    assert [e.text or "" for e in root.iter(f"{SVG}text")] == [plain(t.text) for t in drawing.texts]


def connected(found: Laid) -> None:
    """Every line starts on the edge of one box and ends on that of another; boxes do not overlap."""
    assert overlaps(found.boxes.items()) == []
    for wire in found.wires:
        source, target = found.boxes[wire.source], found.boxes[wire.target]
        assert wire.start[0] == (source.left if wire.detour else source.right)
        assert wire.end[0] == target.left
        assert source.top < wire.start[1] < source.bottom
        assert target.top < wire.end[1] < target.bottom
        assert wire.detour < min(source.left, wire.start[0])


def inside(found: Laid) -> None:
    """Every box lies in the picture, and a text that begins in a box ends in it."""
    for box in found.boxes.values():
        assert found.drawing.box.holds(box)
        for text in found.drawing.texts:
            if box.left <= text.x < box.right and box.top < text.y < box.bottom:
                assert box.holds(text.box), text.text


def drawn_crossings(topology: Topology) -> int:
    return crossings(
        tuple(tuple(s.key for s in t.spots) for t in topology.tiers),
        tuple(tuple(r.key for r in a.rows) for a in topology.areas),
        topology.across,
    )


NAMES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["Orders", "A very long name of something that nobody can say in one breath", "W" * 60, "", "漢字" * 20]
    ),
)


@st.composite
def topologies(draw: st.DrawFn) -> Topology:
    spots = [Spot(f"s{n}", draw(NAMES), draw(NAMES), n == 0) for n in range(draw(st.integers(0, 6)))]
    sites, lanes = [], []
    for n in range(draw(st.integers(0, 4))):
        inner = tuple(Lane(f"l{n}.{m}", draw(NAMES)) for m in range(draw(st.integers(1, 2))))
        sites.append(Site(draw(st.sampled_from(["", f"site/{n}"])), draw(NAMES), inner, draw(NAMES)))
        lanes += [lane.key for lane in inner]
    areas, rows = [], []
    for n in range(draw(st.integers(0, 4))):
        inside_ = []
        for m in range(draw(st.integers(1, 4))):
            places = draw(st.lists(st.sampled_from(lanes), max_size=3)) if lanes else []
            held = {
                (lane, draw(st.sampled_from(sorted(WORDS)))): draw(st.sampled_from(["", "same site"]))
                for lane in places
            }
            stations = tuple(Held(lane, sort, draw(st.integers(1, 12)), s) for (lane, sort), s in held.items())
            remarks = tuple(draw(st.lists(NAMES.filter(str.strip), max_size=1)))
            inside_.append(Row(f"r{n}.{m}", draw(NAMES), remarks, stations, "no copy"))
        rows += [r.key for r in inside_]
        areas.append(
            Area(f"site/{n}", draw(NAMES), tuple(inside_), draw(NAMES), draw(st.sampled_from(["", "same site"])))
        )
    keys = [s.key for s in spots]
    needs = {}
    if keys:
        for source, target in draw(
            st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(keys + rows)), max_size=20)
        ):
            if source != target:
                needs[source, target] = draw(st.booleans())
    cut = draw(st.integers(0, len(spots)))
    tiers = tuple(
        Tier(f"Tier {n}: harm within hours", tuple(group))
        for n, group in enumerate((spots[:cut], spots[cut:]), start=1)
        if group
    )
    return Topology(
        "Map", draw(NAMES), tiers, tuple(areas), tuple(sites), tuple(Need(a, b, s) for (a, b), s in needs.items())
    )


@FAST
@given(topologies())
def test_any_map_is_readable_connected_and_has_few_crossings(topology: Topology) -> None:
    found = arranged(topology)
    assert drawn_crossings(found) <= MOST_CROSSINGS
    assert {*found.needs, *found.left_out} == {*topology.needs}
    picture = laid(found)
    readable(picture.drawing)
    connected(picture)
    inside(picture)
    assert svg(laid(arranged(topology)).drawing) == svg(picture.drawing)


@pytest.mark.parametrize("company", PLANS)
def test_the_maps_of_the_examples_are_readable(company: str, audited: Audited) -> None:
    facts = audited(company).facts
    topologies = [whole(facts), *(of_service(facts, s) for s in facts.services)]
    for picture in [
        *(laid(arranged(t)) for t in topologies),
        *(protection(protection_of(facts, s)) for s in facts.stores),
    ]:
        readable(picture.drawing)
        connected(picture)
        inside(picture)


def test_the_example_has_next_to_no_crossings_and_few_lines_left_out(audited: Audited) -> None:
    found = arranged(whole(audited("harbour-books").facts))
    assert drawn_crossings(found) <= 6
    assert {n.target for n in found.left_out} == {
        "datastores/password-safe", "datastores/shop-config", "datastores/shop-code", "datastores/dns-zone",
        "datastores/domain-file",
    }  # fmt: skip
    assert laid(found).drawing.width < 900


def test_what_falls_together_is_framed_and_said(audited: Audited) -> None:
    picture = laid(arranged(whole(audited("harbour-books").facts)))
    assert [t.text for t in picture.drawing.texts].count("same site") == 1
    row = picture.boxes["datastores/erp-db"]
    said = next(t for t in picture.drawing.texts if t.text == "same site")
    assert row.top < said.y < row.bottom + 12


def test_live_copies_and_backups_differ_in_shape_and_word() -> None:
    lanes = (Lane("l", "Place"),)
    rows = tuple(Row(sort, sort, (), (Held("l", sort),)) for sort in WORDS)
    picture = laid(Topology("Map", "", (), (Area("a", "Here", rows),), (Site("b", "There", lanes),), ()))
    words = {t.text for t in picture.drawing.texts}
    assert {one for one, _ in WORDS.values()} <= words
    in_grey = {sort: repr([s._replace(fill="", stroke="") for s in sign(sort, 0, 0)]) for sort in WORDS}
    assert len(set(in_grey.values())) == len(WORDS)


# --- order and room -----------------------------------------------------------------------------------------------


def test_crossings_are_counted_as_pairs_of_lines() -> None:
    left, right = (("a", "b"),), (("x", "y"),)
    assert crossings(left, right, [("a", "x"), ("b", "y")]) == 0
    assert crossings(left, right, [("a", "y"), ("b", "x")]) == 1
    assert crossings(left, right, [("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")]) == 1


@FAST
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), unique=True, max_size=18))
def test_crossings_agree_with_looking_at_every_pair(pairs: list[tuple[int, int]]) -> None:
    left, right = (tuple(f"a{n}" for n in range(6)),), (tuple(f"b{n}" for n in range(6)),)
    lines = [(f"a{a}", f"b{b}") for a, b in pairs]
    assert crossings(left, right, lines) == sum((a - c) * (b - d) < 0 for (a, b), (c, d) in combinations(pairs, 2))


@FAST
@given(topologies())
def test_an_order_keeps_blocks_together_and_never_adds_crossings(topology: Topology) -> None:
    left = tuple(tuple(s.key for s in t.spots) for t in topology.tiers)
    right = tuple(tuple(r.key for r in a.rows) for a in topology.areas)
    found_left, found_right = ordered(left, right, topology.across)
    assert [sorted(b) for b in found_left] == [sorted(b) for b in left]
    assert sorted(sorted(b) for b in found_right) == sorted(sorted(b) for b in right)
    assert crossings(found_left, found_right, topology.across) <= crossings(left, right, topology.across)


@FAST
@given(st.lists(st.tuples(st.none() | st.floats(-500, 1500), st.floats(10, 80)), max_size=12))
def test_boxes_in_a_column_keep_their_order_and_do_not_touch(boxes: list[tuple[float | None, float]]) -> None:
    heights = [h for _, h in boxes]
    tops = settled([w for w, _ in boxes], heights, 8, 20, 900)
    assert all(top >= 20 - 1e-6 for top in tops)
    assert all(b - (a + h) >= 8 - 1e-6 for a, b, h in zip(tops, tops[1:], heights, strict=False))
    if sum(heights) + 8 * len(heights) < 880:
        assert all(top + h <= 900 + 1e-6 for top, h in zip(tops, heights, strict=True))


def test_a_box_with_room_stands_where_its_lines_lead() -> None:
    assert settled([100, 300], [20, 20], 8, 0, 900) == [90, 290]
    assert settled([100, 100], [20, 20], 8, 0, 900) == [76, 104]


@FAST
@given(st.text(max_size=80), st.integers(1, 4))
def test_lines_fit_their_room_and_nothing_is_lost_without_an_ellipsis(text: str, most: int) -> None:
    lines = wrap(text, 12, 100, most)
    assert 1 <= len(lines) <= most
    assert all(width(line, 12) <= 100 for line in lines)
    if not lines[-1].endswith("…"):
        assert "".join(lines).replace(" ", "") == plain(text).replace(" ", "")


# --- hostile text -------------------------------------------------------------------------------------------------

BAD = "</text><script>alert(1)</script>\"'&\x00\x0b\ud800\ufffe]]>"


def test_what_people_typed_stays_text() -> None:
    row = Row("r", BAD, (BAD,), (Held("l", "backup"),))
    topology = Topology(
        BAD, BAD, (Tier(BAD, (Spot("s", BAD, BAD),)),), (Area("a", BAD, (row,), BAD, BAD),),
        (Site("b", BAD, (Lane("l", BAD),), BAD),), (Need("s", "r"),),
    )  # fmt: skip
    found = Timeline(BAD, BAD, (Bar(BAD, BAD, timedelta(), HOUR, False, BAD, timedelta()),), (Mark(BAD, HOUR),))
    for drawing in (laid(arranged(topology)).drawing, timeline(found).drawing):
        text = svg(drawing)
        assert "<script" not in text
        assert {e.tag.removeprefix(SVG) for e in ET.fromstring(text).iter()} <= {
            "svg", "title", "desc", "text", "rect", "circle", "path",
        }  # fmt: skip


# --- a recovery on a line of time -----------------------------------------------------------------------------------

TIMES = st.none() | st.just(UNBOUNDED) | st.timedeltas(timedelta(), timedelta(days=4)) | st.timedeltas(timedelta())


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    bars = []
    for _ in range(draw(st.integers(0, 6))):
        times = sorted(draw(st.tuples(TIMES, TIMES, TIMES)), key=lambda t: (t is None, t))
        ready, start, end = times
        waits = draw(st.booleans())
        bars.append(
            Bar(
                draw(NAMES),
                draw(NAMES),
                start,
                end,
                draw(st.booleans()),
                "Jonas" if waits else "",
                ready if waits else None,
            )
        )
    marks = tuple(Mark(draw(NAMES), at) for at in draw(st.lists(TIMES.filter(lambda t: t is not None), max_size=3)))
    return Timeline("Recovery", draw(NAMES), tuple(bars), marks)


@FAST
@given(timelines())
def test_any_timeline_is_readable_and_in_proportion(found: Timeline) -> None:
    picture = timeline(found)
    readable(picture.drawing)
    for box in picture.bars.values():
        assert picture.drawing.box.holds(box)
    for (n, one), (m, other) in combinations(sorted(picture.bars.items()), 2):
        assert one.bottom < other.top
        if found.bars[n].start <= found.bars[m].start:
            assert one.left <= other.left
    assert svg(timeline(found).drawing) == svg(picture.drawing)


def test_bars_stand_at_their_times_beside_the_objective() -> None:
    bars = (Bar("a", "", timedelta(), HOUR, True), Bar("b", "", HOUR, 3 * HOUR, True))
    picture = timeline(Timeline("Recovery", "", bars, (Mark("RTO", 2 * HOUR), Mark("MTPD", 100 * HOUR))))
    first, second = picture.bars[0], picture.bars[1]
    assert first.right == pytest.approx(second.left)
    assert second.right - second.left == pytest.approx(2 * (first.right - first.left))
    assert picture.marks["RTO"] == pytest.approx((second.left + second.right) / 2)
    assert "MTPD 4 d 4 h, beyond →" in [t.text for t in picture.drawing.texts]


def test_a_near_objective_stretches_the_axis_and_a_far_one_does_not() -> None:
    assert axis([HOUR], [Mark("RTO", 4 * HOUR)]).far == ()
    assert axis([HOUR], [Mark("RTO", 4 * HOUR), Mark("MTPD", 24 * HOUR)]).far == (Mark("MTPD", 24 * HOUR),)
    assert axis([HOUR], [Mark("RTO", 4 * HOUR), Mark("MTPD", 6 * HOUR)]).far == ()
    assert axis([], [Mark("RTO", UNBOUNDED)]).near == ()


def test_no_objective_runs_through_the_length_of_a_bar() -> None:
    ends = [HOUR * n / 10 for n in range(6, 40)]
    for start, end in [*((timedelta(), e) for e in ends), *((e - HOUR / 20, e) for e in ends)]:
        picture = timeline(Timeline("R", "", (Bar("a", "", start, end, True),), (Mark("RTO", 2 * HOUR),)))
        label = next(t for t in picture.drawing.texts if t.y > 60 and t.x > 214 and t.anchor != "middle")
        assert not label.box.left < picture.marks["RTO"] < label.box.right


def test_a_wait_is_drawn_and_said() -> None:
    picture = timeline(Timeline("R", "", (Bar("Load", "Ann", 2 * HOUR, 3 * HOUR, True, "Ann", HOUR),), ()))
    assert "waits 1 h for Ann" in [t.text for t in picture.drawing.texts]
    assert any(getattr(s, "dash", "") == "2 3" for s in picture.drawing.shapes)


def test_what_is_not_known_is_said_and_not_drawn() -> None:
    bars = (Bar("a", "", None, None), Bar("b", "", HOUR, None), Bar("c", "", HOUR, UNBOUNDED))
    picture = timeline(Timeline("R", "", bars, ()))
    words = [t.text for t in picture.drawing.texts]
    assert {"time not known", "length not known", "without an end"} <= set(words)
    assert 0 not in picture.bars


def test_the_timelines_of_the_examples_are_readable(audited: Audited) -> None:
    for company in PLANS:
        facts = audited(company).facts
        for service in facts.services:
            readable(timeline(timeline_of(facts, service, facts.recovery(service))).drawing)


def test_a_picture_of_nothing_is_a_picture() -> None:
    nothing = Topology("Map", "", (), (), (), ())
    assert laid(arranged(nothing)).drawing.height > 0


@FAST
@given(
    st.lists(
        st.tuples(
            st.text(max_size=90),
            st.lists(
                st.tuples(
                    st.dates(date(2000, 1, 1), date(2026, 1, 1)), st.timedeltas(timedelta(), 99 * HOUR), st.booleans()
                ),
                min_size=1,
                max_size=9,
            ),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_trends_of_any_drills_are_readable(found: list[tuple[str, list[tuple[date, timedelta, bool]]]]) -> None:
    drawing = trend_lines(tuple(Line(name, "Failover", tuple(sorted(p))) for name, p in found), "Trend", "It fell.")
    readable(drawing)


@pytest.mark.parametrize("char", ["\U0001f6d2", "\U0001f950"])
def test_a_character_that_is_printed_by_its_number_has_room_for_it(char: str) -> None:
    assert width(char, 10) == pytest.approx(width(f"[U+{ord(char):X}]", 10))
