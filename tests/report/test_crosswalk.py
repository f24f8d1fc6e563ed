"""From clauses to rules and back: nothing is lost on the way."""

from __future__ import annotations

import pytest

from bcdr.frameworks import framework_ids, frameworks
from bcdr.frameworks.catalogue import UnknownClauseError
from bcdr.report.crosswalk import cited, citing, crosswalk, crosswalks, named
from bcdr.rules.registry import rules


def test_every_clause_that_a_rule_cites_is_a_row_that_names_the_rule() -> None:
    rows = {row.clause.citation: row for walk in crosswalks() for row in walk.rows}
    for rule in rules():
        for citation in rule.clauses:
            assert rule in rows[citation].rules, (rule.name, citation)


def test_every_rule_of_a_row_cites_its_clause() -> None:
    for walk in crosswalks():
        for row in walk.rows:
            assert [r.name for r in row.rules if row.clause.citation not in r.clauses] == []


def test_totals_reconcile() -> None:
    pairs = sum(len(row.rules) for walk in crosswalks() for row in walk.rows)
    assert pairs == sum(len(set(rule.clauses)) for rule in rules())
    assert sum(walk.served for walk in crosswalks()) == len(citing())
    for walk in crosswalks():
        assert sum(not row.gathers for row in walk.rows) == len(walk.framework.clauses)


@pytest.mark.parametrize("id_", framework_ids())
def test_every_row_has_a_place_of_its_own_on_the_page(id_: str) -> None:
    anchors = [row.anchor for row in crosswalk(id_).rows]
    assert sorted(set(anchors)) == sorted(anchors)
    assert [a for a in anchors if not set(a) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")] == []


def test_a_heading_that_is_cited_stands_before_what_it_gathers() -> None:
    numbers = [row.clause.id for row in crosswalk("gdpr").rows]
    assert numbers.index("30") == numbers.index("30(1)(a)") - 1
    assert "32" not in numbers, "nobody cites it"


def test_frameworks_by_the_names_that_people_use() -> None:
    assert [w.framework.id for w in named("NIST")] == ["nist-800-34", "nist-800-53-cp", "nist-csf"]
    assert [w.framework.id for w in named("nis2")] == ["nis2"]
    assert named("drills") == ()
    assert named("") == ()


def test_a_citation_finds_its_row_and_a_heading_those_below() -> None:
    assert [r.clause.id for r in cited("gdpr 32(1)(c)")] == ["32(1)(c)"]
    assert [r.clause.id for r in cited("iso22301 8.4")] == ["8.4", "8.4.2", "8.4.3", "8.4.4", "8.4.5"]
    assert [r.clause.citation for r in cited("pci 12.10.2")] == ["pci-dss 12.10.2"]
    with pytest.raises(UnknownClauseError):
        cited("gdpr 99")


def test_what_was_not_compared_with_the_text_is_known() -> None:
    assert not crosswalk("iso22301").is_verified
    assert crosswalk("gdpr").is_verified
    assert [row.clause.id for row in crosswalk("gdpr").rows if not row.clause.verified] == [
        "24(3)",
        "30",
        "30(3)",
        "35(10)",
    ]
    assert len(frameworks()) == len(crosswalks())
