"""Drawings are well-formed, carry their sentence, and escape what people typed."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date

from bcdr.model.drill import Drill
from bcdr.report.drawing import drill_timeline, risk_map

SVG = "{http://www.w3.org/2000/svg}"


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
