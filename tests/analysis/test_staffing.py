"""Who is there: people who left hold nothing any more."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.staffing import deputies_of, holder_of, human_holders

Make = Callable[..., Facts]

PLAN = """
people: {a: {name: A}, gone: {name: G, leaves_on: 2026-11-20}, last: {name: L, leaves_on: 2026-11-21}, off: {name: O, active: no}}
roles:
  one: {holder: a, deputies: [gone, last, a]}
  two: {holder: off}
credentials: {key: {holders: [roles/one, people/a, people/off]}}
"""


def test_a_holder_who_left_holds_nothing(facts: Make) -> None:
    found = facts(PLAN)
    assert holder_of(found.plan.roles["two"], found.plan, found.as_of) is None


def test_deputies_are_active_and_not_the_holder(facts: Make) -> None:
    found = facts(PLAN)
    assert [p.id for p in deputies_of(found.plan.roles["one"], found.plan, found.as_of)] == ["last"]


def test_holders_of_a_credential_are_people_each_once(facts: Make) -> None:
    found = facts(PLAN)
    assert [p.id for p in human_holders(found.plan.credentials["key"], found.plan, found.as_of)] == ["a", "last"]


@pytest.mark.parametrize(
    ("ref", "names"), [("people/a", ["A"]), ("roles/two", []), (None, []), ("roles/one", ["A", "L"])]
)
def test_people_behind_a_reference(facts: Make, ref: str | None, names: list[str]) -> None:
    assert [p.name for p in facts(PLAN).people(ref)] == names
