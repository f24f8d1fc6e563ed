"""What is left out of WeasyPrint's own style changes nothing that is drawn."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from weasyprint import HTML, URLFetcher

from bcdr import shipped
from bcdr.render.user_agent import Page, page

LISTS = "<ul><li>a<ol><li>b<li>c</ol></ul><details open><summary>d</summary>e</details><p>f<br>g <q>h</q>"
TABLE = (
    "<table><caption>a</caption><thead><tr><th scope=col>b</th></tr></thead><tbody><tr><td>c</td></tr></tbody></table>"
)
NOTE = "<style>.n { float: footnote }</style><p>a<span class=n>b</span></p>"
PLACED = (
    "<style>@page { size: 200px; @footnote { max-height: 90px } } figure.floats { float: footnote; footnote-display: block }"
    "figure.floats::footnote-call, figure.floats::footnote-marker { content: none }</style>"
    "<p>a<figure class=floats><p style='height: 80px'>b</figure><figure>c</figure>" + "<p>d" * 9
)
OWN = "<style>p { display: list-item; list-style: square; margin: 2em }</style><p>a"


@pytest.mark.parametrize(
    "text", [LISTS, TABLE, NOTE, PLACED, OWN], ids=["lists", "table", "footnote", "picture", "own marker"]
)
def test_the_pdf_is_the_same_to_the_byte(text: str) -> None:
    options = {"pdf_variant": "pdf/a-3a", "pdf_identifier": b"0" * 16, "pdf_tags": True}
    whole = f"<html lang=en><title>t</title><meta name=dcterms.created content=2026-11-21>{text}"
    assert page(whole, URLFetcher()).write_pdf(**options) == HTML(string=whole).write_pdf(**options)


@pytest.mark.parametrize(("text", "kept"), [(LISTS, {"marker"}), (NOTE, {"marker", "footnote-call"})])
def test_styles_of_notes_are_there_where_notes_are(text: str, kept: set[str]) -> None:
    made = page(text, URLFetcher())
    assert isinstance(made, Page)
    found = {e[3] for s in made._ua_stylesheets() for es in _entries(s.matcher, "figure") for e in es}
    assert found & {"marker", "footnote-call"} == kept


def test_the_style_of_the_library_itself_stays_whole() -> None:
    page(LISTS, URLFetcher())._ua_stylesheets()
    (theirs,) = HTML(string="")._ua_stylesheets()
    assert {"marker", "footnote-call"} <= {e[3] for e in theirs.matcher.other_selectors}


def test_elements_that_are_no_entries_have_no_marker() -> None:
    (lean,) = page(LISTS, URLFetcher())._ua_stylesheets()
    assert not {e[3] for e in lean.matcher.other_selectors} - {None}


def test_a_style_that_is_kept_otherwise_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = SimpleNamespace(matcher=SimpleNamespace(rules=[]))
    monkeypatch.setattr(HTML, "_ua_stylesheets", lambda *_: [sheet])
    assert page(LISTS, URLFetcher())._ua_stylesheets() == [sheet]


def test_only_a_picture_is_placed_as_a_note_without_the_styles_of_all_notes() -> None:
    found = page(PLACED, URLFetcher())
    assert isinstance(found, Page)
    assert found.is_usual
    assert page(f"<style>{shipped.templates().joinpath('report/print.css').read_text()}</style>", None).is_usual
    (lean,) = found._ua_stylesheets()
    assert "footnote-call" in {e[3] for e in lean.matcher.lower_local_name_selectors["figure"]}


def _entries(matcher, without=""):
    yield matcher.other_selectors
    yield from (entries for name, entries in matcher.lower_local_name_selectors.items() if name != without)
