"""Lessons from the docstrings of rules."""

from __future__ import annotations

import pytest

from bcdr.report.explain import CUSTODIANS, GDPR_ONLY, LARGER, SMALL, chapters, lesson, text_lesson
from bcdr.rules.registry import FAMILIES, rule_named, rules
from bcdr.rules.rule import Rule


@pytest.mark.parametrize("rule", rules(), ids=lambda r: r.name)
def test_every_rule_is_a_whole_lesson(rule: Rule) -> None:
    found = lesson(rule)
    assert "" not in (found.summary, found.why, found.bad, found.good, found.clears)
    assert "```" not in found.bad + found.good
    assert [c.citation for group in found.citations for c in group.clauses if not c.title] == []
    assert sorted(c.citation for group in found.citations for c in group.clauses) == sorted(rule.clauses)


@pytest.mark.parametrize("rule", [r for r in rules() if r.options], ids=lambda r: r.name)
def test_every_option_says_what_it_means(rule: Rule) -> None:
    assert [o.name for o in lesson(rule).options if not o.meaning] == [], "write `- name: meaning` under ## Options"


@pytest.mark.parametrize("rule", rules(), ids=lambda r: r.name)
def test_no_section_of_a_lesson_is_lost(rule: Rule) -> None:
    assert set(rule.lesson) <= {"why", "bad", "good", "clears", "choices", "options"}


def test_a_rule_by_its_grades() -> None:
    rule = rule_named("restore-never-tested")
    assert rule is not None
    found = lesson(rule)
    assert found.grades == (
        ("more than 10 people", ("error", "error", "warning", "info")),
        ("10 people or fewer", ("error", "warning", "info", "silent")),
    )
    assert [g.id for g in found.citations][:1] == ["gdpr"], "laws come first"
    assert ("GDPR Art. 32(1)(c)", "Timely restoration") in [(c.label, c.title) for c in found.citations[0].clauses]
    assert found.waiver_days == 365


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        ("acceptance-invalid", {"any company, expired"}),
        ("plan-not-in-force", {"more than 10 people, never approved", "10 people or fewer, never approved"}),
        ("backup-same-site", set()),
    ],
)
def test_causes_that_are_graded_otherwise_stand_beside_the_profiles(name: str, groups: set[str]) -> None:
    rule = rule_named(name)
    assert rule is not None
    shown = [name for name, _ in lesson(rule).grades]
    assert shown[:2] == [LARGER, SMALL]
    assert groups <= set(shown[2:])
    assert len(shown) == 2 or groups


def test_a_rule_says_for_whom_it_asks() -> None:
    assert {lesson(r).applies for r in rules() if r.gdpr} == {(GDPR_ONLY,)}
    assert {lesson(r).applies for r in rules() if r.custodian} == {(CUSTODIANS,)}
    assert max(d for r in rules() if r.gdpr and (d := lesson(r).waiver_days)) == 180


def test_chapters_are_families_with_a_question() -> None:
    fault = text_lesson("no-value", "Nothing is there.", {"why": "w", "bad": "```yaml\na:\n```"})
    found = chapters((fault,))
    assert [c.name for c in found] == list(FAMILIES)
    assert all(c.question.endswith("?") for c in found)
    integrity = found[FAMILIES.index("integrity")]
    assert integrity.lessons[-1] is fault
    assert (fault.bad, fault.grades) == ("a:", (("any plan", ("error",) * 4),))


def test_options_show_their_default_and_unit() -> None:
    shown = {(o.name, o.default) for r in rules() for o in lesson(r).options}
    assert {("limit", "365 days"), ("within", "24 hours"), ("copies", "3"), ("growth", "0.5")} <= shown
