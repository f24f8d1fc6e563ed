"""A font that travels packed comes out the same at any time of day."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from weasyprint import HTML

from bcdr import shipped
from bcdr.render.font import fonts, unpacked

FONTS = sorted((shipped.templates() / "report" / "fonts").glob("*.woff"))


@pytest.mark.parametrize("file", FONTS, ids=lambda file: file.stem)
def test_it_is_the_font_that_was_packed(file: Path) -> None:
    packed, found = TTFont(file), TTFont(BytesIO(unpacked(file.read_bytes())))
    assert found.flavor is None
    for table in packed.reader.keys():  # noqa: SIM118 - a reader is no dictionary
        if table != "head":  # holds the sum of the whole file
            assert found.reader[table] == packed.reader[table], table
    assert found["head"].modified == packed["head"].modified


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"\0\1\0\0", b"wOF2 and more"])
def test_everything_else_stays_as_it_is(data: bytes) -> None:
    assert unpacked(data) == data


def test_no_document_leaves_its_fonts_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    kept = []
    with fonts() as loaded:
        kept.append(loaded)  # as what refers to itself is
        HTML(string=f"<style>@font-face {{ font-family: a; src: url({FONTS[0].as_uri()}) }}</style>a").render(
            font_config=loaded
        )
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())
