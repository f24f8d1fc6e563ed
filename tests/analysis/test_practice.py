"""Practice: only drills with a result count, and talking is not doing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import get_args

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.practice import Exercise, exercise_of, practice, untried
from bcdr.model.drill import Drill, DrillType

Make = Callable[..., Facts]

PLAN = """
people: {a: {name: A}, b: {name: B}, c: {name: C}, d: {name: D}, gone: {name: G, active: no}}
roles: {it: {holder: a, deputies: [b, gone]}}
datastores: {db: {}}
runbooks: {r: {title: R, recovers: [datastores/db], steps: [{do: x, by: roles/it}, {do: y, by: people/c}]}}
"""


def drill(text: str) -> str:
    return f"{PLAN}drills: {{x: {{covers: [runbooks/r], {text}}}}}"


def rows(found: Facts) -> list[tuple[str, bool, bool, bool, bool]]:
    return [
        (p.person, p.led is not None, p.last is not None, p.done is not None, p.is_named)
        for p in found.practice(found.plan.runbooks["r"])
    ]


def test_the_leader_stands_first_and_those_who_never_tried_last(facts: Make) -> None:
    text = "type: system-restore, led_by: b, participants: [d, b, gone], occurred: 2026-05-01, result: failed"
    assert rows(facts(drill(text))) == [
        ("b", True, True, True, True),
        ("d", False, True, True, False),
        ("a", False, False, False, True),
        ("c", False, False, False, True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "type: system-restore, participants: [a], planned: 2026-05-01",
        "type: system-restore, participants: [a], occurred: 2026-05-01",
        "type: system-restore, participants: [a], occurred: 2026-12-01, result: passed",
        "type: system-restore, participants: [a], result: passed",
    ],
)
def test_a_drill_without_result_by_the_day_is_no_practice(facts: Make, text: str) -> None:
    assert untried(facts(drill(text)).practice(facts(drill(text)).plan.runbooks["r"])) == ("a", "b", "c")


def test_a_drill_of_the_data_is_not_shown_to_be_one_of_the_runbook(facts: Make) -> None:
    text = f"{PLAN}drills: {{x: {{type: system-restore, covers: [datastores/db], participants: [a], occurred: 2026-05-01, result: passed}}}}"
    assert not any(p[2] for p in rows(facts(text)))


def test_talk_is_practice_but_nothing_was_done(facts: Make) -> None:
    found = facts(drill("type: tabletop, led_by: a, participants: [c], occurred: 2026-05-01, result: passed"))
    assert rows(found)[:2] == [("a", True, True, False, True), ("c", False, True, False, True)]


def test_the_newest_day_of_each_is_kept() -> None:
    found = practice(
        [
            Drill(type="tabletop", occurred=date(2026, 3, 1), led_by="a"),
            Drill(type="failover", occurred=date(2026, 1, 1), led_by="a", participants=("b",)),
            Drill(type="failover", occurred=date(2026, 2, 1), participants=("a",)),
        ]
    )
    assert [tuple(p) for p in found] == [
        ("a", date(2026, 3, 1), date(2026, 3, 1), date(2026, 2, 1), False),
        ("b", None, date(2026, 1, 1), date(2026, 1, 1), False),
    ]


def test_a_person_is_asked_for_every_runbook(facts: Make) -> None:
    found = facts(drill("type: failover, participants: [d], occurred: 2026-05-01, result: passed"))
    people = found.plan.people
    assert [(b.id, p.is_named) for b, p in found.practised(people["d"])] == [("r", False)]
    assert [(b.id, p.is_named) for b, p in found.practised(people["a"])] == [("r", True)]
    assert found.practised(people["gone"]) == ()


def test_kinds_of_exercise_have_their_newest_day(facts: Make) -> None:
    found = facts(
        PLAN
        + """
drills:
  one: {type: tabletop, led_by: a, occurred: 2026-01-01, result: passed}
  two: {type: walkthrough, participants: [a], occurred: 2026-02-01, result: passed}
  three: {type: full-scale, participants: [a], occurred: 2026-03-01, result: failed}
"""
    )
    a = found.plan.people["a"]
    assert found.exercises(a) == {Exercise.TALK: date(2026, 2, 1), Exercise.RESTORE: date(2026, 3, 1)}
    assert [d.id for d in found.led(a)] == ["one"]


@pytest.mark.parametrize("type_", get_args(DrillType))
def test_every_type_of_drill_belongs_to_an_exercise(type_: DrillType) -> None:
    assert exercise_of(Drill(type=type_)) in Exercise


def test_a_drill_without_a_day_is_no_practice() -> None:
    assert practice([Drill(type="tabletop", participants=("a",))]) == ()
