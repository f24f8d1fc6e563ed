"""Fonts that go by one description: each letter is drawn from the file that has it, and nothing else changes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from weasyprint.pdf.stream import Stream

from bcdr.render import font_face
from bcdr.render.pdf import pdf
from bcdr.report.block import Paragraph
from bcdr.report.span import Span

from .test_html import document


def drawn(*texts: str) -> bytes:
    """A page with these texts in italics."""
    return pdf(document(*(Paragraph((Span(t, tone="muted"),)) for t in texts)))


def fonts(made: bytes) -> dict[str, Any]:
    with pikepdf.open(BytesIO(made)) as opened:
        return {str(f.BaseFont): unequal(f) for p in opened.pages for f in p.Resources.Font.values()}


def unequal(font: Any) -> list[int]:
    """Glyphs whose width in the page is not that of the embedded file: they are meant for another file."""
    inner = font.DescendantFonts[0]
    file = TTFont(BytesIO(inner.FontDescriptor.FontFile2.read_bytes()))
    advances, scale = file["hmtx"].metrics, 1000 / file["head"].unitsPerEm
    found, entries = [], list(inner.W)
    for first, widths in zip(entries[::2], entries[1::2], strict=True):
        for glyph, width in enumerate(widths, start=int(first)):
            name = file.getGlyphName(glyph) if glyph < file["maxp"].numGlyphs else ""
            if name not in advances or abs(advances[name][0] * scale - float(width)) > 1:
                found.append(glyph)
    return found


@pytest.mark.parametrize("texts", [("שלום", "هارب"), ("هارب", "שלום"), ("Zoë", "Ёлка", "東京", "مرحبا", "שלום")])
def test_every_letter_is_drawn_from_the_file_that_has_it(texts: tuple[str, ...]) -> None:
    found = fonts(drawn(*texts))
    assert found
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert len({name.partition("+")[0] for name in found}) == len(found)


def test_fonts_of_one_file_each_are_embedded_as_the_library_does(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = drawn("Harbour Books", "Zoë Ωμέγα Ёлка")
    monkeypatch.setattr(Stream, "add_font", getattr(Stream.add_font, font_face._MARK))
    assert drawn("Harbour Books", "Zoë Ωμέγα Ёлка") == ours


def test_it_is_arranged_once_however_often_it_is_asked_for() -> None:
    once = Stream.add_font
    font_face.keep_faces_apart()
    assert Stream.add_font is once


def test_a_library_that_keeps_fonts_otherwise_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Stream, "add_font")
    font_face.keep_faces_apart()
    assert not hasattr(Stream, "add_font")
