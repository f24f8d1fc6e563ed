"""Fixers are found as rules are."""

from __future__ import annotations

from bcdr.fix.integrity.orphan_object import orphan_object
from bcdr.fix.registry import fixer_of, is_offered
from bcdr.rules.registry import rule_named, rules


def test_a_fixer_is_found_by_family_and_name() -> None:
    rule = rule_named("orphan-object")
    assert rule is not None
    assert fixer_of(rule) is orphan_object
    assert is_offered(rule)


def test_a_rule_without_fix_has_none() -> None:
    assert [r.name for r in rules() if r.fix == "no" and (fixer_of(r) is not None or is_offered(r))] == []
