"""3-2-1-1-0 in words, the same in the site and in documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.audit import Audit
from bcdr.report.three_two_one import asks, counts, is_asked, lacks, tier_words, verdict

OfText = Callable[[str], Audit]

PLAN = """
places:
  dc: {storage: disk, site: dc, region: north, provider: self, account: prod, admin: prod, basis: inspection}
  vault: {storage: safe, site: town, region: north, provider: self, account: safe, offline: yes, basis: inspection}
services: {web: {name: Web shop, tier: 1, depends_on: [datastores/db]}, pay: {name: Pay, tier: 1, depends_on: [datastores/db]}}
datastores:
  db: {at: dc, copies: {nightly: {kind: dump, at: vault}, odd: {kind: dump}}}
  own: {tier: 4}
  alone: {}
  index: {class: derived}
  kept-index: {class: derived, copies: {n: {kind: dump}}}
"""


def test_each_digit_says_what_counts_and_what_is_missing(of_text: OfText) -> None:
    facts = of_text(PLAN).facts
    found = facts.digits(facts.plan.datastores["db"])
    assert [(d.name, verdict(d).text, counts(d), lacks(d)) for d in found] == [
        ("3", "not shown", "the data, nightly", "not known: place of odd"),
        ("2", "passed", "the data, nightly", ""),
        ("1 off site", "not shown", "", "not known: place of odd"),
        ("1 locked", "passed", "nightly", ""),
        ("0", "not passed", "", "no restore was ever tested"),
    ]


@pytest.mark.parametrize(("tier", "words"), [(1, "region"), (2, "site")])
def test_tier_1_is_asked_for_another_region(of_text: OfText, tier: int, words: str) -> None:
    facts = of_text(PLAN).facts
    assert words in asks(facts.digits(facts.plan.datastores["db"])[2], tier)


@pytest.mark.parametrize(
    ("store", "words"),
    [("db", "1, from Web shop, Pay"), ("own", "4, its own"), ("alone", "3, as no service claims it")],
)
def test_a_tier_says_where_it_comes_from(of_text: OfText, store: str, words: str) -> None:
    facts = of_text(PLAN).facts
    assert tier_words(facts, facts.plan.datastores[store]) == words


def test_what_can_be_made_again_is_asked_only_where_it_is_copied(of_text: OfText) -> None:
    facts = of_text(PLAN).facts
    assert [s.id for s in facts.stores if is_asked(facts, s)] == ["db", "own", "alone", "kept-index"]
