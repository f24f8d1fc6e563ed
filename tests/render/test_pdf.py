"""A document as PDF: archivable, tagged, the same bytes for the same input."""

from __future__ import annotations

import base64
import gc
import io
import re
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader

from bcdr.render.look import Look
from bcdr.render.pdf import html_to_pdf, pdf
from bcdr.report.block import Column, Figure, Paragraph, Table
from bcdr.report.drawing import risk_map
from bcdr.report.span import Span, cell

from .test_html import document

SCALE = ("a", "b", "c", "d")
DRAWING = Figure("f", "Risk map", "A map with one mark", risk_map((("A", 1, 1),), SCALE, SCALE, "A map with one mark"))
ROWS = Table(
    "Rows", (Column("N"), Column("Text")), tuple((cell(str(n), header=True), cell("text " * 9)) for n in range(120))
)
DOCUMENT = document(Paragraph((Span("Grüße, αβγ, “quoted”"),)), DRAWING, ROWS)


@pytest.fixture(scope="module")
def made() -> bytes:
    return pdf(DOCUMENT)


@pytest.fixture(scope="module")
def reader(made: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(made))


def test_the_same_document_gives_the_same_bytes(made: bytes) -> None:
    assert pdf(DOCUMENT) == made


@pytest.mark.parametrize("is_enabled", [True, False])
def test_the_collector_is_afterwards_as_it_was(is_enabled: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    monkeypatch.setattr("bcdr.render.pdf.lay", lambda *_: seen.append(gc.isenabled()))
    before = gc.isenabled()
    (gc.enable if is_enabled else gc.disable)()
    try:
        html_to_pdf("<title>T</title><p>One", DOCUMENT)
        after = gc.isenabled()
    finally:
        (gc.enable if before else gc.disable)()
    assert (seen, after) == ([False], is_enabled)


def test_it_declares_pdf_a_3a(reader: PdfReader) -> None:
    xmp = reader.xmp_metadata
    assert xmp is not None
    packet = xmp.stream.get_data().decode()
    assert re.search(r"part(>|=\")3", packet)
    assert re.search(r"conformance(>|=\")A", packet)


def test_metadata_names_title_author_tool_and_the_date_of_the_data(reader: PdfReader) -> None:
    found = reader.metadata
    assert found is not None
    assert (found.title, found.author) == ("Title · Test", "Test")
    assert found.creation_date_raw is not None
    assert found.creation_date_raw.startswith("D:20261121")


def test_pages_carry_classification_version_and_number(reader: PdfReader) -> None:
    pages = [p.extract_text() for p in reader.pages]
    assert len(pages) > 3
    for number, text in enumerate(pages[1:], start=2):
        assert f"Page {number} of {len(pages)}" in text
        assert "confidential" in text.lower()
        assert "revision 1" in text


def test_every_page_of_a_draft_says_so_in_words_because_a_print_may_lose_the_pale_ones() -> None:
    draft = replace(DOCUMENT, draft=("1 finding of level error is open",), classification="for the public")
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf(draft))).pages]
    assert len(pages) > 1
    assert "1 finding of level error is open" in pages[0]
    assert all("DRAFT \u00b7 FOR THE PUBLIC" in page for page in pages[1:])


def test_headers_of_a_long_table_are_repeated(reader: PdfReader) -> None:
    assert sum("N Text" in " ".join(p.extract_text().split()) for p in reader.pages) >= 3


def test_language_bookmarks_and_tags(reader: PdfReader) -> None:
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.outline


def test_figures_have_their_alternative_text(made: bytes, reader: PdfReader) -> None:
    alts = [o.get("/Alt") for n in range(1, len(reader.xref[0]) + 400) if (o := _object(reader, n)) is not None]
    assert "A map with one mark" in [str(a) for a in alts if a]


def _object(reader: PdfReader, number: int) -> dict[str, object] | None:
    from pypdf.generic import DictionaryObject, IndirectObject

    found = reader.get_object(IndirectObject(number, 0, reader)) if number < 3000 else None
    return found if isinstance(found, DictionaryObject) and found.get("/S") == "/Figure" else None


def test_all_fonts_are_embedded(reader: PdfReader) -> None:
    fonts = {str(f) for page in reader.pages for f in _fonts(page)}
    assert fonts
    assert all("+" in name for name in fonts), fonts


def _fonts(page: object) -> list[object]:
    resources = page["/Resources"]  # type: ignore[index]
    return [f.get_object()["/BaseFont"] for f in resources.get("/Font", {}).values()]


@pytest.mark.parametrize("url", ["https://example.net/a.png", "file:///etc/passwd"])
def test_nothing_is_ever_fetched(url: str) -> None:
    with pytest.raises(Exception, match="fetch nothing"):
        html_to_pdf(f'<html lang="en"><body><img src="{url}" alt="x"></body></html>', DOCUMENT)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_picture_of_points_is_shown_as_it_is(mode: str) -> None:
    points = io.BytesIO()
    Image.new(mode, (60, 20), "#7a1f3d").save(points, "PNG")
    logo = f"data:image/png;base64,{base64.b64encode(points.getvalue()).decode()}"
    with pikepdf.open(io.BytesIO(pdf(document(), Look(logo=logo)))) as made:
        pictures = [o for o in made.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        assert len(pictures) == len(mode) - 2  # the points, and how far they cover
        assert not any(p.get("/Interpolate", False) for p in pictures)
