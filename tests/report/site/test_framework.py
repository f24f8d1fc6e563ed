"""Crosswalk pages: every clause with its word, its evidence and its rules, linked both ways."""

from __future__ import annotations

import pytest

from bcdr.frameworks import framework_ids
from bcdr.frameworks.status import statuses
from bcdr.report.block import Table, Tiles
from bcdr.report.crosswalk import crosswalk, crosswalks
from bcdr.report.site.page import Page
from tests.report.test_site import page_of, site_of, spans, words


def clauses(page: Page) -> Table:
    return next(b for s in page.sections if s.id == "clauses" for b in s.blocks if isinstance(b, Table))


def test_every_framework_has_a_page() -> None:
    paths = {p.path for p in site_of().pages}
    assert {f"frameworks/{id_}" for id_ in framework_ids()} <= paths


@pytest.mark.parametrize(
    "id_", ["gdpr", "iso22301", "iso27001", "nis2", "dora", "soc2", "nist-csf", "cis", "hipaa", "pci-dss"]
)
def test_tiles_count_the_words_of_the_rows(id_: str) -> None:
    page = page_of(f"frameworks/{id_}")
    tiles = next(b for s in page.sections for b in s.blocks if isinstance(b, Tiles))
    said = [row[1].lines[0][0].text for row in clauses(page).rows]
    assert {title: int(number) for number, title, _ in tiles.tiles} == {
        s.title: said.count(s.title) for s in statuses()
    }
    assert [row[0].id for row in clauses(page).rows] == [row.anchor for row in crosswalk(id_).rows]


def test_rules_and_clauses_link_both_ways() -> None:
    pages = {p.path: p for p in site_of().pages}
    for walk in crosswalks():
        id_ = walk.framework.id
        for row, shown in zip(walk.rows, clauses(pages[f"frameworks/{id_}"]).rows, strict=True):
            links = {s.href for s in spans(shown)}
            for rule in row.rules:
                assert f"/rules/{rule.name}.html" in links
                back = {s.href for s in spans(pages[f"rules/{rule.name}"].sections)}
                assert f"/frameworks/{id_}.html#{row.anchor}" in back


def test_what_was_not_compared_is_said() -> None:
    assert words(page_of("frameworks/iso22301")).count("not verified against the text") == 1
    assert words(page_of("frameworks/gdpr")).count("not verified against the text") == 4


def test_the_index_holds_totals_words_and_evidence() -> None:
    page = page_of("frameworks/index")
    assert [s.id for s in page.sections] == ["own", "others", "words", "evidence"]
    text = words(page)
    assert all(s.meaning in text for s in statuses())
    own = next(b for b in page.sections[0].blocks if isinstance(b, Table))
    assert [row[0].lines[0][0].text for row in own.rows] == ["GDPR"]
    for row in (*own.rows, *next(b for b in page.sections[1].blocks if isinstance(b, Table)).rows):
        numbers = [int(c.lines[0][0].text) for c in row[1:]]
        assert numbers[0] == sum(numbers[1:])


def test_a_page_of_a_framework_that_the_plan_does_not_name_says_so() -> None:
    assert "does not name this framework" in words(page_of("frameworks/hipaa"))
    assert "does not name this framework" not in words(page_of("frameworks/gdpr"))
