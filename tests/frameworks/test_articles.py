"""The rows of articles 28, 30, 32 and 35, the words for a clause, and the scales: complete and tied to the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest

from bcdr.frameworks import article28, article30, article32, clause, dpia, evidence_code, framework, scales
from bcdr.frameworks.reading import DataFileError
from bcdr.frameworks.status import StatusId, earned, status, statuses


def test_the_five_words_are_the_only_ones() -> None:
    assert [one.title for one in statuses()] == [
        "evidenced",
        "partly evidenced",
        "no evidence",
        "not applicable",
        "for human assessment",
    ]
    assert tuple(one.id for one in statuses()) == get_args(StatusId)


def test_no_word_claims_compliance() -> None:
    assert [one.id for one in statuses() if "complian" in one.title or "certif" in one.title] == []


def test_only_not_applicable_needs_a_reason() -> None:
    assert [one.id for one in statuses() if one.needs_reason] == [status("not-applicable").id]


@pytest.mark.parametrize(
    ("shown", "lacking", "judged", "word"),
    [
        (False, False, True, "no-evidence"),
        (False, True, True, "no-evidence"),
        (False, False, False, "no-evidence"),
        (True, True, True, "partly-evidenced"),
        (True, True, False, "partly-evidenced"),
        (True, False, False, "for-human-assessment"),
        (True, False, True, "evidenced"),
    ],
)
def test_the_word_that_evidence_earns(shown: bool, lacking: bool, judged: bool, word: str) -> None:
    assert earned(shown=shown, lacking=lacking, judged=judged) == word


def test_security_of_processing_has_a_row_for_each_clause_of_article_32() -> None:
    assert [one.citation for one in article32.points()] == [one.citation for one in framework("gdpr").under("32")]


def test_a_point_shows_the_evidence_of_its_clause() -> None:
    restoration = next(one for one in article32.points() if one.citation == "gdpr 32(1)(c)")
    assert [evidence_code(code).title for code in restoration.evidence] == [
        "Backups and copies",
        "Runbooks",
        "Drills and tests",
        "Impact analysis",
    ]


def test_five_harms_have_to_be_weighed() -> None:
    assert [one.id for one in article32.harms()] == ["destruction", "loss", "alteration", "disclosure", "access"]


def test_a_contract_has_seven_frame_items_and_the_eight_duties_a_to_h() -> None:
    assert len(article28.frame_items()) == 7
    assert [one.citation for one in article28.duty_items()] == [f"gdpr 28(3)({letter})" for letter in "abcdefgh"]


def test_a_contract_duty_has_the_title_of_its_clause() -> None:
    assert [one.title for one in article28.duty_items()] == [
        clause(one.citation).title for one in article28.duty_items()
    ]


@pytest.mark.parametrize(
    ("paragraph", "items", "letters"),
    [("30(1)", article30.controller_items(), "aaaabccdefg"), ("30(2)", article30.processor_items(), "aaaabcd")],
)
def test_a_record_has_every_letter_of_its_paragraph_in_order(
    paragraph: str, items: tuple[article30.RecordItem, ...], letters: str
) -> None:
    assert [one.letter for one in items] == [f"({letter})" for letter in letters]
    assert [one.citation for one in items] == [f"gdpr {paragraph}{one.letter}" for one in items]
    cited = dict.fromkeys(one.citation for one in items)
    assert list(cited) == [one.citation for one in framework("gdpr").under(paragraph)]
    assert len({one.id for one in items}) == len(items)


def test_a_row_cites_a_clause_of_the_catalogue() -> None:
    contract = (*article28.frame_items(), *article28.continuity_items())
    cited = [one.citation for one in contract if one.citation] + [one.citation for one in dpia.triggers()]
    assert [clause(one).citation for one in cited] == cited


def test_an_assessment_is_screened_by_nine_criteria_named_as_in_the_guidelines() -> None:
    assert [one.id for one in dpia.criteria()] == [f"C{number}" for number in range(1, 10)]
    assert dpia.criteria()[6].title == "Vulnerable data subjects"


def test_one_criterion_goes_to_a_person_and_two_to_an_assessment() -> None:
    assert (dpia.screening().judgement_from, dpia.screening().assessment_from) == (1, 2)


def test_the_checklist_fills_every_part_of_annex_2() -> None:
    parts = {one.id for one in framework("wp248").under("A2")}
    used = {one.part for one in dpia.checklist()}
    assert used <= parts
    assert parts - used == {"A2.2"}, "only the part that is split into two has no lines of its own"


def test_three_feared_events_draw_on_evidence_that_has_a_name() -> None:
    assert [one.id for one in dpia.feared_events()] == ["access", "modification", "disappearance"]
    assert all(evidence_code(code) for one in dpia.feared_events() for code in one.evidence)


@pytest.mark.parametrize("scale", [scales.severity, scales.likelihood], ids=["severity", "likelihood"])
def test_a_scale_rises_in_four_levels(scale: Callable[[], tuple[scales.Level, ...]]) -> None:
    levels = scale()
    assert [one.number for one in levels] == [1, 2, 3, 4]
    assert [one.title for one in levels] == ["negligible", "limited", "significant", "maximum"]


def test_a_level_nobody_chose_is_no_low_level() -> None:
    assert (scales.unset().number, scales.unset().title) == (0, "not provided")


def test_an_unknown_evidence_code_is_a_broken_data_file() -> None:
    with pytest.raises(DataFileError, match="XYZ"):
        evidence_code("XYZ")
