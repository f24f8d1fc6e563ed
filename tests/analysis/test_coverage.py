"""Scenarios: all 22 are shown, and a group without an answer is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bcdr.analysis.coverage import groups_without_answer, is_answered
from bcdr.analysis.facts import Facts

Make = Callable[..., Facts]

PLAN = """
people: {a: {name: A}}
scenarios:
  ransomware: {applicable: yes, owner: people/a, runbooks: [r]}
  region-loss: {applicable: no, reason: "one office, no region"}
  office-loss: {applicable: yes, owner: people/a}
  flood: {title: Flood of the harbour, applicable: yes}
runbooks: {r: {title: R}, s: {title: S, scenarios: [office-loss]}}
drills: {d: {type: tabletop, scenario: ransomware, occurred: 2026-02-01, result: passed}}
"""


def test_all_22_are_shown_and_own_ones_follow(facts: Make) -> None:
    found = facts(PLAN).coverage
    assert (len(found), found[-1].id, found[-1].title) == (23, "flood", "Flood of the harbour")


def test_an_answer_is_an_owner_and_a_runbook_or_a_reason_why_not(facts: Make) -> None:
    found = {c.id: is_answered(c) for c in facts(PLAN).coverage}
    assert (found["ransomware"], found["region-loss"], found["office-loss"]) == (True, True, True)
    assert (found["flood"], found["insider"]) == (False, False)


def test_groups_without_an_answer(facts: Make) -> None:
    assert groups_without_answer(facts(PLAN).coverage) == ("operator", "provider", "person", "vendor")


def test_the_last_exercise_of_a_scenario(facts: Make) -> None:
    assert next(c.exercised for c in facts(PLAN).coverage if c.id == "ransomware") == date(2026, 2, 1)
