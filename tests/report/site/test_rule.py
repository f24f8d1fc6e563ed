"""Pages of the rules: an index by family, and a page for each that links to what it serves and what it found."""

from __future__ import annotations

import pytest

from bcdr.rules.registry import FAMILIES, rules
from tests.report.test_site import page_of, site_of, spans, texts, words


def test_every_rule_has_a_page_in_the_group_of_its_family() -> None:
    chapter = next(c for c in site_of().chapters if c.page.path == "rules/index")
    assert [g.title.lower() for g in chapter.groups] == list(FAMILIES)
    assert [p.path for g in chapter.groups for p in g.pages] == [f"rules/{r.name}" for r in rules()]


def test_the_index_asks_the_question_of_each_family() -> None:
    page = page_of("rules/index")
    assert [s.id for s in page.sections] == list(FAMILIES)
    assert all(any(t.endswith("?") for t in texts(s)) for s in page.sections)
    assert {f"/rules/{r.name}.html" for r in rules()} <= {s.href for s in spans(page.sections)}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "restore-never-tested",
            ("Why", "Bad", "Good", "What clears it", "How grave", "Clauses", "Timely restoration"),
        ),
        ("restore-test-stale", ("How it judges", "growth", "0.5", "the default")),
        ("backup-unencrypted", ("more than 10 people, personal data",)),
    ],
)
def test_a_page_says_everything(name: str, said: tuple[str, ...]) -> None:
    text = words(page_of(f"rules/{name}"))
    assert [s for s in said if s not in text] == []


def test_a_page_shows_what_the_rule_found_and_how_the_plan_set_it() -> None:
    from tests.report.test_site import PLAN

    text = f"{PLAN}policy: {{rules: {{restore-test-stale: {{limit: 300d}}}}}}\n"
    assert "300d" in list(texts(page_of("rules/restore-test-stale", text).sections))
    found = page_of("rules/restore-never-tested", text).sections[-1]
    assert found.id == "findings"
    assert [s.href for s in spans(found) if s.href.startswith("/findings.html#finding-")]


def test_a_rule_of_the_gdpr_is_not_asked_where_that_does_not_apply() -> None:
    name = next(r.name for r in rules() if r.gdpr)
    assert "It was not asked" in words(page_of(f"rules/{name}"))
    assert "not asked" in words(page_of("rules/index"))


def test_every_finding_links_to_its_rule_and_its_clauses() -> None:
    hrefs = {s.href for s in spans(page_of("findings").sections)}
    assert "/rules/restore-never-tested.html" in hrefs
    assert "/frameworks/gdpr.html#clause-32-1-c" in hrefs
