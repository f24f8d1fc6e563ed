"""Who has carried a runbook out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts

PLAN = """
people: {ada: {name: Ada}, ben: {name: Ben}, cem: {name: Cem}}
roles: {keeper: {holder: ben, deputies: [cem]}}
datastores: {d: {}}
runbooks: {r: {title: x, recovers: [datastores/d], %s}}
drills:
  one: {type: tabletop, covers: [runbooks/r], occurred: 2026-01-01, result: passed, %s}
  two: {type: system-restore, covers: [datastores/d], occurred: 2026-01-02, result: passed, %s}
"""
OWN = "author: ada, owner: keeper"


@pytest.mark.parametrize(
    ("book", "one", "two", "expected"),
    [
        (OWN, "led_by: ada", "led_by: ada", ("ada",)),
        (OWN, "led_by: ada", "led_by: ben", ("ada", "ben")),
        (OWN, "led_by: ada", "led_by: cem", ()),
        (OWN, "led_by: ada", "load: none", ("ada",)),
        (OWN, "load: none", "load: none", ()),
        (OWN, "participants: [ben]", "load: none", ("ben",)),
        (OWN, "participants: [ben, cem]", "load: none", ()),
        ("author: ada", "led_by: ben", "load: none", ()),
        ("owner: people/cem", "led_by: cem", "load: none", ("cem",)),
        ("note: x", "led_by: ada", "load: none", ()),
    ],
)
def test_only_by(book: str, one: str, two: str, expected: tuple[str, ...], facts: Callable[..., Facts]) -> None:
    known = facts(PLAN % (book, one, two))
    assert known.led_only_by(known.plan.runbooks["r"]) == expected


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ("{ada: {name: Ada}}", True),
        ("{ada: {name: Ada}, ben: {name: Ben, active: no}}", True),
        ("{ada: {name: Ada}, ben: {name: Ben}}", False),
        ("{}", False),
    ],
)
def test_one_person(people: str, expected: bool, facts: Callable[..., Facts]) -> None:
    assert facts(f"people: {people}").is_one_person is expected


@pytest.mark.parametrize(("people", "expected"), [(1, True), (2, False), (25, False)])
def test_head_count_goes_before_who_is_listed(people: int, expected: bool, facts: Callable[..., Facts]) -> None:
    listed = f"organization: {{name: Test, people: {people}}}\npeople: {{ada: {{name: Ada}}}}"
    assert facts(listed).is_one_person is expected
