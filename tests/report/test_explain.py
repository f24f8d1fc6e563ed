"""Lessons from the docstrings of rules."""

from __future__ import annotations

import pytest

from bcdr.report.explain import chapters, lesson, text_lesson
from bcdr.rules.registry import FAMILIES, rule_named, rules
from bcdr.rules.rule import Rule


@pytest.mark.parametrize("rule", rules(), ids=lambda r: r.name)
def test_every_rule_is_a_whole_lesson(rule: Rule) -> None:
    found = lesson(rule)
    assert "" not in (found.summary, found.why, found.bad, found.good, found.clears)
    assert "```" not in found.bad + found.good
    assert all(", " in clause for clause in found.clauses), "a clause without a title is not in the catalogue"


def test_a_rule_by_its_grades() -> None:
    rule = rule_named("restore-never-tested")
    assert rule is not None
    found = lesson(rule)
    assert found.grades == (
        ("more than 10 people", ("error", "error", "warning", "info")),
        ("10 people or fewer", ("error", "warning", "info", "silent")),
    )
    assert "GDPR Art. 32(1)(c), Timely restoration" in found.clauses
    assert found.waiver_days == 365


def test_chapters_are_families_with_a_question() -> None:
    fault = text_lesson("no-value", "Nothing is there.", {"why": "w", "bad": "```yaml\na:\n```"})
    found = chapters((fault,))
    assert [c.name for c in found] == list(FAMILIES)
    assert all(c.question.endswith("?") for c in found)
    integrity = found[FAMILIES.index("integrity")]
    assert integrity.lessons[-1] is fault
    assert (fault.bad, fault.grades) == ("a:", (("any plan", ("error",) * 4),))


def test_options_show_their_default_and_unit() -> None:
    shown = {o for r in rules() for o in lesson(r).options}
    assert ("limit", "365 days") in shown
