"""A document as HTML: escaped, self-contained, and open to a user's own templates."""

from __future__ import annotations

import re
from datetime import date

from bcdr.render.html import html
from bcdr.render.look import Look
from bcdr.report.document import (
    Card,
    Document,
    Figure,
    Items,
    Paragraph,
    Prose,
    Section,
    Span,
    Table,
    cell,
    line,
    numbered,
    pair,
)

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
    assert page.count("data:font/woff2;base64,") == 5


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
