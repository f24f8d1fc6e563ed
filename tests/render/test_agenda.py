"""A year of drills on a terminal, and as JSON."""

from __future__ import annotations

import json
from datetime import date

from bcdr.render.agenda import agenda, agenda_json
from bcdr.render.terminal import width_of
from bcdr.report.agenda.year import DrillCalendar, Row, Share, Unplaced
from tests.render.conftest import HOSTILE

ROW = Row(
    day=date(2027, 3, 9),
    id="2027-03-restore-db",
    title="Restore of Orders",
    type="system-restore",
    covers=("datastores/db",),
    scenario=None,
    load=None,
    tier=1,
    leader="ada",
    leader_name="Ada",
    leader_as="deputy",
    others=("ben", "eve"),
    other_names=("Ben", "Eve"),
    is_announced=True,
    state="new",
    due=date(2027, 3, 10),
    days_late=0,
    why=("Orders was never restored",),
    entry={},
)
CALENDAR = DrillCalendar(
    "plans/shop", "Shop", date(2026, 11, 21), date(2026, 11, 21), date(2027, 11, 20),
    (ROW, ROW._replace(day=date(2027, 4, 1), state="planned", leader=None, others=(), days_late=3, tier=None)),
    (Unplaced("scenario", "site", "Site loss", "the plan has no scenario of this kind"),),
    (Share("ada", "Ada", 1, 2),),
)  # fmt: skip


def test_lines() -> None:
    assert agenda(CALENDAR).splitlines() == [
        "Shop: drills from 2026-11-21 to 2027-11-20",
        "2 drills: 1 proposed, 1 planned already; 1 late",
        "",
        "March 2027",
        "+ Tue  9  T1  Restore of Orders",
        "             system-restore; led by Ada (deputy), with Ben and Eve",
        "           - Orders was never restored",
        "",
        "April 2027",
        "= Thu  1      Restore of Orders",
        "             system-restore; nobody leads",
        "           - Orders was never restored",
        "",
        "No place in the calendar: 1",
        "  Site loss",
        "    the plan has no scenario of this kind",
        "",
        "Who carries it",
        "  Ada                     leads   1 of   2  #.",
        "",
        "+ proposed; = planned already; T1 to T4 is the tier",
    ]


def test_many_people_are_counted() -> None:
    row = ROW._replace(other_names=tuple(f"Person {n}" for n in range(12)))
    said = agenda(CALENDAR._replace(rows=(row,)))
    assert "Person 4 and 7 others" in " ".join(said.split())


def test_it_fits_eighty_columns_whatever_people_typed() -> None:
    long = HOSTILE + "灾难恢复 " * 40 + "x" * 300
    row = ROW._replace(title=long, leader_name=long, other_names=(long, long), why=(long,))
    found = CALENDAR._replace(
        organization=long, rows=(row,), unplaced=(Unplaced("a", "b", long, long),), shares=(Share("a", long, 99, 500),)
    )
    shown = agenda(found)
    assert not any(c in shown for c in "\x1b\x07\u202e\r")
    assert max(map(width_of, shown.splitlines())) <= 80


def test_colour_is_laid_over_the_same_words() -> None:
    assert "\x1b[" in agenda(CALENDAR, colour=True)


def test_nothing_is_said_to_be_nothing() -> None:
    empty = CALENDAR._replace(rows=(), unplaced=(), shares=())
    assert agenda(empty).splitlines()[1:] == ["Nothing is asked in that time."]
    assert "No drill could be placed." in agenda(empty._replace(unplaced=CALENDAR.unplaced))


def test_json() -> None:
    found = json.loads(agenda_json(CALENDAR))
    assert (found["version"], found["from"], found["to"]) == (1, "2026-11-21", "2027-11-20")
    assert found["drills"][0]["led_by"] == "ada"
    assert found["drills"][0]["due"] == "2027-03-10"
    assert [d["days_late"] for d in found["drills"]] == [0, 3]
    assert found["not_placed"] == [
        {
            "kind": "scenario",
            "object": "site",
            "what": "Site loss",
            "reason": "the plan has no scenario of this kind",
        }
    ]
    assert found["people"] == [{"person": "ada", "leads": 1, "takes_part": 2}]
