"""Pages as HTML: everything escaped, links relative, no address that a page must not lead to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bcdr.errors import BcdrError
from bcdr.render.page import Rendered, address, render_pages
from bcdr.report.block import Callout, Card, Figure, Items, Paragraph, Prose, Step, Steps, Tiles
from bcdr.report.calendar import Calendar
from bcdr.report.site.page import (
    Alarm,
    Block,
    Chapter,
    Choice,
    Choices,
    Fold,
    Measure,
    Message,
    Page,
    Section,
    Site,
    Standing,
    Standings,
    Task,
)
from bcdr.report.site.part import pairs, table
from bcdr.report.span import Span, cell, line, pair

BAD = "<script>alert(1)</script>{{ 7*7 }}"
STEP = Step(1, "step-1", BAD, BAD, (line(BAD),), BAD, BAD, BAD, BAD, BAD, BAD, line(BAD), BAD)
BLOCKS: tuple[Block, ...] = (
    Paragraph(line(BAD)),
    Prose(BAD, BAD),
    Items((line(BAD),)),
    Items((line(BAD),), ordered=True),
    pairs(pair(BAD, BAD)),
    table(BAD, f"A | {BAD}", [(cell(BAD, header=True), cell(Span(BAD, href="/x.html")))]),
    table(BAD, "A", [], BAD),
    Callout(BAD, (line(BAD),)),
    Card("id", BAD, BAD, "bad", (pair(BAD, BAD),)),
    Tiles(((BAD, BAD, "good"),)),
    Steps((STEP,), "0"),
    Choices((Choice(BAD, "/x.html", BAD, BAD),), BAD),
    Alarm(BAD, (Task(BAD, (line(BAD),)),), (Span(BAD, href="/x.html"),)),
    Standings((Standing(BAD, "/x.html", BAD, (Measure(BAD, BAD, BAD, BAD, BAD, BAD, "bad", BAD),)),)),
    Standings((), BAD),
    Message(BAD, BAD, BAD),
    Figure("id", BAD, BAD, "<svg></svg>"),
    Fold(BAD, (table(BAD, "A", [(cell(BAD, header=True),)]),)),
)


def site_of(page: Page) -> Site:
    return Site(
        "T",
        "O",
        "confidential",
        date(2026, 11, 21),
        "v",
        "bcdr",
        "en",
        (Chapter(page),),
        Calendar("C", date(2026, 11, 21), ()),
    )


def rendered(*blocks: Block, path: str = "services/web", title: str = "Web") -> Rendered:
    page = Page(path, title, "Service", (Section("part", "Part", blocks),))
    return next(iter(render_pages(site_of(page))))


@pytest.mark.parametrize("block", BLOCKS, ids=lambda b: b.kind)
def test_what_people_typed_stays_text(block: Block) -> None:
    body = rendered(block).body
    assert "<script" not in body
    assert "&lt;script&gt;" in body
    assert "49" not in body


def test_titles_are_escaped_for_a_host_that_does_not() -> None:
    found = rendered(title=BAD)
    assert "<" not in found.title
    assert "<" not in found.label


@pytest.mark.parametrize(
    ("href", "path", "said"),
    [
        ("/people/anna.html", "index", "people/anna.html"),
        ("/people/anna.html#a", "services/web", "../people/anna.html#a"),
        ("#part", "services/web", "#part"),
        ("https://example.org/", "index", "https://example.org/"),
        ("tel:+491", "index", "tel:+491"),
        ("javascript:alert(1)", "index", ""),
        ("data:text/html,x", "index", ""),
        ("https://x' onclick='y", "index", ""),
        ("", "index", ""),
    ],
)
def test_addresses(href: str, path: str, said: str) -> None:
    assert address(href, path) == said


def test_a_refused_address_leaves_the_words() -> None:
    body = rendered(Paragraph((Span("click", href="javascript:alert(1)"),))).body
    assert "javascript" not in body
    assert "<p>click</p>" in body


def test_headings_are_told_to_the_host() -> None:
    assert [h.id for h in rendered().headings] == ["part"]


def test_own_templates_win_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "page.html.j2").write_text("mine {{ page.title }}", encoding="utf-8")
    page = Page("x", "<X>", "Kind", ())
    assert next(iter(render_pages(site_of(page), str(tmp_path)))).body == "mine &lt;X&gt;"


def test_a_broken_template_is_named(tmp_path: Path) -> None:
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "page.html.j2").write_text("{% for %}", encoding="utf-8")
    with pytest.raises(BcdrError, match=r"^templates/page/page\.html\.j2, line 1: "):
        list(render_pages(site_of(Page("x", "X", "Kind", ())), str(tmp_path)))
