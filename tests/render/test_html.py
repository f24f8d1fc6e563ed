"""A document as HTML: escaped, self-contained, and open to a user's own templates."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bcdr.render.html import html
from bcdr.render.look import Look
from bcdr.report.block import Card, Column, Figure, Items, Paragraph, Prose, Step, Steps, Table
from bcdr.report.document import Document, Section, numbered
from bcdr.report.span import Span, cell, line, pair

HOSTILE = "<script>alert(1)</script>{{ 7*7 }}</table><!--"


def document(*blocks: object, name: str = "Test") -> Document:
    sections = numbered((Section("one", "One", tuple(blocks)),))  # type: ignore[arg-type]
    return Document(
        kind="test", title="Title", subtitle="Sub", organization=name, classification="confidential", language="en",
        version="revision 1", as_of=date(2026, 11, 21), cover=(("Organisation", name),), disclaimer="D", sections=sections,
        summary="S", tool="bcdr",
    )  # fmt: skip


def test_text_is_escaped_wherever_it_stands() -> None:
    blocks = (
        Paragraph((Span(HOSTILE),)),
        Items((line(HOSTILE),)),
        Table(HOSTILE, (), ((cell(HOSTILE, header=True),),)),
        Card("c", HOSTILE, HOSTILE, "bad", (pair(HOSTILE, HOSTILE),)),
        Prose(HOSTILE, HOSTILE),
        Figure("f", HOSTILE, HOSTILE, "<svg><title>t</title></svg>"),
    )
    page = html(document(*blocks, name=HOSTILE))
    assert "<script>" not in page
    assert "{{ 7*7 }}" in page
    assert "49" not in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    assert page.count("</table>") == page.count("<table")


def test_fonts_can_travel_inside_the_page() -> None:
    page = html(document(), embed_fonts=True)
    assert "file:" not in page
    assert page.count("data:font/woff;base64,") == 5


def test_nothing_is_loaded_from_elsewhere() -> None:
    page = html(document(), embed_fonts=True)
    assert not re.findall(r"""(?:src|href)=["']?(?:https?:)?//|@import|url\(["']?https?:""", page)


def test_one_h1_and_no_definition_lists() -> None:
    page = html(document(Paragraph((Span("x"),))))
    assert (page.count("<h1"), page.count("<dl")) == (1, 0)


def test_colour_and_logo_of_the_company_are_in_it() -> None:
    look = Look(brand="#7a1f3d", logo="data:image/png;base64,AAAA")
    page = html(document(name=HOSTILE), look)
    assert "--brand: #7a1f3d" in page
    assert '<img class="logo" src="data:image/png;base64,AAAA" alt="Logo of &lt;script&gt;' in page
    assert "--brand: #17456b" in html(document())
    assert "<img" not in html(document())


def test_a_letter_has_no_contents_and_prints_no_empty_heading() -> None:
    letter = replace(
        document(Paragraph((Span("x"),))), is_letter=True, sections=(Section("a", "", ()), Section("b", "B", ()))
    )
    page = html(letter)
    assert '<nav class="contents' not in page
    assert re.findall(r"<h2[^>]*>", page) == ['<h2 id="b">']
    assert '<nav class="contents' in html(document())


def test_what_is_done_by_hand_has_room() -> None:
    row = (replace(cell("\u2610"), is_box=True), cell((Span("mobile "), Span("kept in safe", by_hand=True))))
    page = html(document(Table("T", (Column("Tick"), Column("Who")), (row,))))
    assert '<td class="left box">\u2610</td>' in page
    assert '<span class="by-hand">kept in safe</span>' in page


def test_only_one_of_several_lines_needs_a_box_of_its_own() -> None:
    row = (cell("alone"), cell((Span("first"),), (Span("second"),)))
    page = html(document(Table("T", (Column("A"), Column("B")), (row,))))
    assert '<td class="left">alone</td>' in page
    assert '<td class="left"><span class="line">first</span><span class="line">second</span></td>' in page


def test_a_command_stands_in_a_row_of_its_own_and_reads_as_typed() -> None:
    run = "if true; then\n  restore --to <here>\nfi"
    step = Step(1, "s", "Do", "", (), "5 min", "", "", run, "", "", (), "")
    page = html(document(Steps((step,), "0")))
    [printed] = re.findall(r'<tr class="more"><td colspan="4"><code class="run">(.*?)</code></td></tr>', page)
    lines = printed.split('<span class="command">')[1:]
    assert [re.sub(r"<[^>]+>", "", one) for one in lines] == ["if true; then", "  restore --to &lt;here&gt;", "fi"]
    assert page.count('<tr class="more">') == 1
