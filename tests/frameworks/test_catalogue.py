"""The catalogue as data: complete, unique, spelled so that rules can cite it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import bcdr
from bcdr.frameworks import UnknownClauseError, clause, evidence_codes, framework, framework_ids, frameworks

ROOT = Path(bcdr.__file__).parent

COUNTS = {
    "cis": 5,
    "cnil-pia": 13,
    "dora": 22,
    "edpb-dpia-template": 7,
    "enisa-sme": 4,
    "gdpr": 83,
    "hipaa": 8,
    "ico-dpia": 7,
    "iso22301": 33,
    "iso27001": 14,
    "ncsc-cloud-backup": 5,
    "nis2": 17,
    "nis2-ir": 15,
    "nist-800-34": 17,
    "nist-800-53-cp": 14,
    "nist-csf": 22,
    "pci-dss": 10,
    "rule-3-2-1-1-0": 5,
    "soc2": 8,
    "wp248": 16,
}


def cited_by_rules() -> Iterator[tuple[str, str]]:
    """Each (rule file, citation) of the package, from the `clauses` of its decorators, without importing a rule."""
    for path in sorted((ROOT / "rules").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "clauses" and isinstance(node.value, ast.List | ast.Tuple):
                yield from ((path.name, ast.literal_eval(item)) for item in node.value.elts)


@pytest.mark.parametrize("id", framework_ids())
def test_a_data_file_holds_the_framework_it_is_named_after(id: str) -> None:
    assert framework(id).id == id


def test_no_clause_was_lost() -> None:
    assert {one.id: len(one.clauses) for one in frameworks()} == COUNTS


@pytest.mark.parametrize("id", framework_ids())
def test_a_number_names_one_clause_or_heading_of_its_framework(id: str) -> None:
    numbers = [one.id for one in (*framework(id).headings, *framework(id).clauses)]
    assert sorted(set(numbers)) == sorted(numbers)


@pytest.mark.parametrize("id", framework_ids())
def test_a_citation_finds_the_clause_that_wrote_it(id: str) -> None:
    every = (*framework(id).headings, *framework(id).clauses)
    assert [clause(one.citation) for one in every] == list(every)


@pytest.mark.parametrize("id", framework_ids())
def test_every_clause_asks_for_evidence_that_has_a_name(id: str) -> None:
    named = {one.code for one in evidence_codes()}
    assert [one.id for one in framework(id).clauses if not one.evidence or not set(one.evidence) <= named] == []


def test_every_evidence_code_serves_some_clause() -> None:
    used = {code for one in frameworks() for row in one.clauses for code in row.evidence}
    assert used == {one.code for one in evidence_codes()}


@pytest.mark.parametrize("id", framework_ids())
def test_a_heading_gathers_rows_and_their_evidence(id: str) -> None:
    whole = framework(id)
    for heading in whole.headings:
        assert whole.under(heading.id), heading
        assert set(heading.evidence) == {code for row in whole.under(heading.id) for code in row.evidence}


@pytest.mark.parametrize("id", framework_ids())
def test_a_requirement_is_one_line_that_ends_like_a_sentence(id: str) -> None:
    assert [one.id for one in framework(id).clauses if not re.fullmatch(r"[A-Z\d].*\.", one.requirement)] == []


def test_laws_come_first() -> None:
    assert [one.id for one in frameworks()][:4] == ["dora", "gdpr", "hipaa", "nis2"]


@pytest.mark.parametrize(
    ("number", "rows"),
    [
        ("8.4", ["8.4.2", "8.4.3", "8.4.4", "8.4.5"]),
        ("8.5", ["8.5"]),
        ("1", []),
        ("8.9", []),
    ],
)
def test_the_rows_under_a_section_are_its_own_and_no_namesake(number: str, rows: list[str]) -> None:
    assert [one.id for one in framework("iso22301").under(number)] == rows


@pytest.mark.parametrize(
    ("citation", "label"),
    [
        ("gdpr 32(1)(c)", "GDPR Art. 32(1)(c)"),
        ("gdpr 32", "GDPR Art. 32"),
        ("iso22301 8.3", "ISO 22301, 8.3"),
        ("iso27001 A.8.13", "ISO 27001, A.8.13"),
        ("dora 11(6)", "DORA 11(6)"),
        ("hipaa 164.308(a)(7)", "HIPAA 164.308(a)(7)"),
    ],
)
def test_a_document_prints_a_citation_the_way_its_trade_does(citation: str, label: str) -> None:
    assert clause(citation).label == label


@pytest.mark.parametrize(
    ("wrong", "nearest"),
    [
        ("gdpr 32(1)(e)", "gdpr 32(1)(d)"),
        ("gdrp 32(1)(c)", "gdpr 32(1)(c)"),
        ("GDPR 32(1)(c)", "gdpr 32(1)(c)"),
        ("iso22301 8.4.44", "iso22301 8.4.4"),
        ("iso27001 8.13", "iso27001 A.8.13"),
        ("pci 12.10.2", "pci-dss 12.10.2"),
        ("gdpr  32", "gdpr 32"),
        ("cis-v8.1 11.5", "cis 11.5"),
        ("csf RC.RP-03", "nist-csf RC.RP-03"),
        ("rubbish 1", ""),
    ],
)
def test_a_wrong_citation_suggests_the_nearest_right_one(wrong: str, nearest: str) -> None:
    with pytest.raises(UnknownClauseError) as caught:
        clause(wrong)
    assert caught.value.nearest == nearest
    assert wrong in caught.value.message
    assert (nearest or "gdpr") in caught.value.hint


def test_a_wrong_framework_suggests_the_nearest_right_one() -> None:
    with pytest.raises(UnknownClauseError) as caught:
        framework("iso22302")
    assert caught.value.nearest == "iso22301"


def test_every_citation_of_a_rule_is_in_the_catalogue() -> None:
    for file, citation in cited_by_rules():
        assert clause(citation).citation == citation, file


def test_clauses_that_ask_for_a_judgement_are_known() -> None:
    assert {one.citation for whole in frameworks() for one in whole.clauses if one.judgement} >= {
        "gdpr 24(1)",
        "gdpr 32(1)",
        "iso22301 5.1",
        "nis2 21(1)",
    }
    assert not clause("gdpr 32(1)(c)").judgement
