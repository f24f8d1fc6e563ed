"""The rules as other programs get them."""

from __future__ import annotations

from bcdr.report.explain import text_lesson
from bcdr.report.rulebook import rulebook
from bcdr.rules.registry import rules


def test_every_rule_has_its_lesson_and_every_citation_a_clause() -> None:
    book = rulebook((text_lesson("yaml-syntax", "No YAML.", {"why": "w", "clears": "c"}),))
    assert list(book.lessons) == [*(r.name for r in rules()), "yaml-syntax"]
    known = {f"{t.id} {c.number}" for t in book.taxonomies for c in t.clauses}
    assert known == {c for r in rules() for c in r.clauses}
    assert all(c.title for t in book.taxonomies for c in t.clauses)
    assert "yaml-syntax" not in book.citations
