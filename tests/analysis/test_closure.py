"""Whether a closed action is shown to be done: by which drills, and what is missing where it is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bcdr.analysis.closure import Gap, gap_of, objects_of, origins, provable, unproven
from bcdr.analysis.facts import Facts

Make = Callable[..., Facts]

PLAN = """
datastores: {db: {class: truth}, old: {class: truth, active: no}, files: {class: truth}}
services: {till: {}}
roles: {lead: {duty: leads}}
runbooks: {back: {title: Back, recovers: [datastores/db, services/till]}}
drills:
  first: {type: system-restore, covers: [datastores/db, datastores/files], occurred: 2026-05-01, result: failed}
  talk: {type: tabletop, covers: [roles/lead], occurred: 2026-05-01, result: passed, issues: [{what: x, action: named}]}
  gone: {type: system-restore, covers: [datastores/old], occurred: 2026-05-01, result: failed}
%s
incidents:
  fire: {title: Fire, occurred: 2026-05-01T10:00:00+02:00, affects: [services/till], actions: [listed]}
  vague: {title: Vague}
actions:
  a: {title: A, status: done, %s}
  named: {title: Named, status: done, proof: talk}
  listed: {title: Listed, status: done}
"""
LATER = "  later: {type: %s, covers: [%s], occurred: %s, result: %s%s}"


def later(
    type_: str = "system-restore",
    covers: str = "datastores/db",
    day: str = "2026-06-01",
    result: str = "passed",
    more: str = "",
) -> str:
    return LATER % (type_, covers, day, result, more)


def gap(facts: Make, drill: str, action: str) -> Gap | None:
    found = facts(PLAN % (drill, action))
    one = found.unproven(found.plan.actions["a"])
    return one.gap if one is not None else None


FIRST, TALK, FIRE = "from: drills/first", "from: drills/talk", "from: incidents/fire"
PROVEN = ", proof: later"


@pytest.mark.parametrize(
    ("drill", "action", "missing"),
    [
        (later(), FIRST, Gap.NOT_NAMED),
        (later(), FIRST + PROVEN, None),
        (later(covers="runbooks/back"), FIRST + PROVEN, None),
        (later("full-scale"), FIRST + PROVEN, None),
        (later("parallel-test"), FIRST + PROVEN, None),
        (later("item-restore"), FIRST + PROVEN, Gap.PROVES_LESS),
        (later("tabletop"), FIRST + PROVEN, Gap.PROVES_LESS),
        (later("failover"), FIRST + PROVEN, Gap.PROVES_LESS),
        (later(covers="services/till"), FIRST + PROVEN, Gap.ELSEWHERE),
        (later(result="failed"), FIRST + PROVEN, Gap.NOT_PASSED),
        (later(result="partial"), FIRST + PROVEN, Gap.NOT_PASSED),
        (later(day="2026-11-22"), FIRST + PROVEN, Gap.NOT_DONE),
        (later(day="unknown", result="unknown"), FIRST + PROVEN, Gap.NOT_DONE),
        (later(day="2026-04-30"), FIRST + PROVEN, Gap.NOT_LATER),
        (later(day="2026-05-01"), FIRST + PROVEN, Gap.NOT_LATER),
        (later("tabletop", "roles/lead"), TALK + PROVEN, None),
        (later("walkthrough", "roles/lead"), TALK + PROVEN, Gap.PROVES_LESS),
        (later("full-scale", "roles/lead"), TALK + PROVEN, None),
        (later(), TALK + ", proof: talk", Gap.NOT_LATER),
        (later("walkthrough", "services/till"), FIRE + PROVEN, None),
        (later("walkthrough", "datastores/db"), FIRE + PROVEN, Gap.ELSEWHERE),
        (later("walkthrough", "services/till", "2026-05-01"), FIRE + PROVEN, Gap.NOT_LATER),
        (later("tabletop", "roles/lead"), "from: incidents/vague" + PROVEN, None),
        (later(), "from: drills/gone", None),
        (later(), "title: B", None),
        (later(), FIRST.replace("first", "first, status: open"), None),
        (later(), FIRST.replace("first", "first, status: cancelled"), None),
    ],
)
def test_what_shows_that_it_is_done(facts: Make, drill: str, action: str, missing: Gap | None) -> None:
    action = action.replace("title: B", "finding: x")
    if "status" in action:  # the one in the plan gives way
        text = (PLAN % (drill, action)).replace("status: done, from", "from")
        found = facts(text)
        assert found.unproven(found.plan.actions["a"]) is None
        return
    assert gap(facts, drill, action) is missing


@pytest.mark.parametrize(
    ("first", "second", "is_later"),
    [
        ("09:00", "14:00", True),
        ("14:00", "09:00", False),
        ("09:00", "09:00", False),
        ("2026-05-01T09:00:00+02:00", "2026-05-01T08:30:00Z", True),
        ("09:00", "2026-05-01T14:00:00+02:00", False),
    ],
)
def test_two_drills_of_one_day_are_told_apart_by_their_clocks(
    facts: Make, first: str, second: str, is_later: bool
) -> None:
    text = PLAN % (later(day="2026-05-01", more=f', timeline: {{lost: "{second}"}}'), FIRST + PROVEN)
    text = text.replace("result: failed}", f'result: failed, timeline: {{lost: "{first}"}}}}', 1)
    found = facts(text)
    assert (found.unproven(found.plan.actions["a"]) is None) is is_later


def test_where_an_action_comes_from(facts: Make) -> None:
    plan = facts(PLAN % (later(), FIRST)).plan
    names = {id_: [o.ref for o in origins(action, plan)] for id_, action in plan.actions.items()}
    assert names == {"a": ["drills/first"], "named": ["drills/talk"], "listed": ["incidents/fire"]}


def test_an_action_that_two_drills_name_is_shown_after_both(facts: Make) -> None:
    again = "  again: {type: system-restore, covers: [datastores/db], occurred: %s, result: failed, issues: [{what: y, action: a}]}\n"
    for day, missing in (("2026-05-20", None), ("2026-07-20", Gap.NOT_LATER)):
        assert gap(facts, again % day + later(), FIRST + PROVEN) is missing


def test_what_could_show_it_is_named(facts: Make) -> None:
    newer = later().replace("later:", "newer:").replace("2026-06-01", "2026-07-01")
    found = facts(PLAN % (later() + "\n" + newer, FIRST))
    one = found.unproven(found.plan.actions["a"])
    assert one is not None
    assert one.instead is found.plan.drills["newer"]
    assert one.proof is None
    nothing = facts(PLAN % (later("tabletop"), FIRST))
    one = nothing.unproven(nothing.plan.actions["a"])
    assert one is not None
    assert one.instead is None


def test_a_proof_whose_objects_changed_counts_no_more_unless_shown_again(facts: Make) -> None:
    newer = later().replace("later:", "newer:").replace("2026-06-01", "2026-07-01")
    for text, missing in ((later(), Gap.VOID), (later() + "\n" + newer, None)):
        plan = facts(PLAN % (text, FIRST + PROVEN)).plan
        found = unproven(plan.actions["a"], plan, date(2026, 11, 21), lambda d: d.id != "later")
        assert (found.gap if found is not None else None) is missing


def test_objects_are_those_in_use(facts: Make) -> None:
    plan = facts(PLAN % (later(covers="datastores/db, datastores/old, roles/lead"), FIRST)).plan
    assert objects_of(plan.drills["later"], plan) == ("datastores/db",)
    assert objects_of(plan.drills["talk"], plan) == ("roles/lead",)
    assert objects_of(plan.incidents["fire"], plan) == ("services/till",)
    assert gap_of(plan.drills["later"], plan.incidents["vague"], plan, date(2026, 11, 21)) is None


@pytest.mark.parametrize(
    ("drill", "action", "shown"),
    [
        (later(), FIRST, ["a"]),
        (later(), FIRST + PROVEN, []),
        (later(covers="services/till"), FIRST, ["listed"]),
        (later(result="failed"), FIRST, []),
    ],
    ids=["not named as its proof", "its proof already", "only of an incident", "failed itself"],
)
def test_what_a_drill_could_show_to_be_done(facts: Make, drill: str, action: str, shown: list[str]) -> None:
    plan = facts(PLAN % (drill, action)).plan
    assert [a.id for a in provable(plan.drills["later"], plan, date(2026, 11, 21))] == shown


def test_a_cancelled_action_is_not_shown(facts: Make) -> None:
    plan = facts(
        (PLAN % (later(), FIRST)).replace("a: {title: A, status: done", "a: {title: A, status: cancelled")
    ).plan
    assert provable(plan.drills["later"], plan, date(2026, 11, 21)) == ()
