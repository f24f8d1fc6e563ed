"""Who does a step: holder, deputies, members; too few of them; rosters elsewhere; pieces that are shared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bcdr.analysis.crew import Crew, Crews
from bcdr.analysis.facts import Facts

Make = Callable[..., Facts]
HOUR = timedelta(hours=1)

PLAN = """
people: {ann: {name: Ann}, ben: {name: Ben}, cleo: {name: Cleo}, gone: {name: Gone, active: no}}
roles:
  admin: {name: Admin, holder: ann, deputies: [gone, ben]}
  team: {name: Team, members: [cleo, ben]}
  empty: {name: Empty}
  night: {name: Night, holder: cleo, holders_in: documents/roster}
  shift: {name: Shift, holders_in: documents/roster}
documents: {roster: {title: Roster}}
runbooks: {r: {title: R, steps: [{do: It, %s}]}}
"""


def crew(facts: Make, step: str, away: frozenset[str] = frozenset()) -> Crew:
    found = facts(PLAN % step)
    book = found.plan.runbooks["r"]
    return Crews(found, away).crew(book.steps[0], 1, book)


CASES = [
    ("takes: 1h", "", 0, "", 1, ""),
    ("takes: 1h, by: admin", "", 1, "ann ben", 1, ""),
    ("takes: 1h, by: admin", "people/ann", 1, "ben", 1, ""),
    ("takes: 1h, by: admin, people: 2", "", 2, "ann ben", 1, ""),
    ("takes: 1h, by: admin, people: 2", "people/ann", 2, "ben", 1, "2 to do step 1 of R (Admin: 1 there)"),
    ("takes: 1h, by: admin, people: 3", "people/ann", 3, "ben", 1, "3 to do step 1 of R (Admin: 2 named)"),
    ("takes: 1h, by: admin", "roles/admin", 1, "", 1, "1 to do step 1 of R (Admin: 0 there)"),
    ("takes: 1h, by: team", "people/cleo", 1, "ben", 1, ""),
    ("takes: 1h, by: people/ben", "", 1, "ben", 1, ""),
    ("takes: 1h, by: empty", "", 1, "", 1, "1 to do step 1 of R (Empty: 0 named)"),
    ("takes: 1h, by: night", "", 1, "cleo", 1, ""),
    ("takes: 1h, by: night", "people/cleo", 0, "", 1, ""),
    ("takes: 1h, by: night, people: 2", "", 0, "", 1, ""),
    ("takes: 1h, by: shift", "", 0, "", 1, ""),
    ("takes: 1h, by: shift", "roles/shift", 1, "", 1, "1 to do step 1 of R (Shift: 0 named)"),
    ("takes: 1h, items: 9, by: admin, people: 2", "", 2, "ann ben", 5, ""),
    ("takes: 1h, items: 9, by: admin, people: 5", "", 2, "ann ben", 5, ""),
    ("takes: 1h, items: 9, by: admin, people: 2", "people/ann", 1, "ben", 9, ""),
    ("takes: 1h, items: 9, by: empty, people: 2", "", 2, "", 5, "2 to do step 1 of R (Empty: 0 named)"),
    ("takes: 1h, items: 9, people: 3", "", 0, "", 3, ""),
    ("by: admin", "", 1, "ann ben", None, "time of step 1 of R"),
]


@pytest.mark.parametrize(("step", "away", "people", "candidates", "hours", "lacks"), CASES)
def test_crew(facts: Make, step: str, away: str, people: int, candidates: str, hours: int | None, lacks: str) -> None:
    found = crew(facts, step, frozenset(away.split()))
    assert [c.removeprefix("people/") for c in found.candidates] == candidates.split()
    assert (found.people, found.lacks) == (people, lacks)
    assert found.length == (None if hours is None else hours * HOUR)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(("ann", "ben", "cleo")), unique=True, max_size=2),
    st.integers(1, 3),
    st.booleans(),
    st.sets(st.sampled_from(("people/ann", "people/ben", "people/cleo", "people/dora"))),
    st.booleans(),
)
def test_one_deputy_more_never_makes_a_step_impossible(
    facts: Make, deputies: list[str], need: int, is_shared: bool, away: set[str], is_rostered: bool
) -> None:
    def lacks(more: list[str]) -> str:
        text = f"""
people: {{ann: {{name: A}}, ben: {{name: B}}, cleo: {{name: C}}, dora: {{name: D}}}}
documents: {{roster: {{title: Roster}}}}
roles: {{r: {{deputies: [{", ".join(more)}]{", holders_in: documents/roster" if is_rostered else ""}}}}}
runbooks: {{r: {{title: R, steps: [{{do: It, by: r, takes: 1h, people: {need}{", items: 5" if is_shared else ""}}}]}}}}
"""
        found = facts(text)
        book = found.plan.runbooks["r"]
        return Crews(found, frozenset(away)).crew(book.steps[0], 1, book).lacks

    assert lacks(deputies) or not lacks([*deputies, "dora"])
