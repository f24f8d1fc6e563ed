"""Characters without a glyph are printed by their number."""

from __future__ import annotations

import pytest
from weasyprint import URLFetcher
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from bcdr.render.glyph import drawable

STYLE = "<style>p { font-family: none }</style>"


@pytest.mark.parametrize(
    "text", ["", "plain", "Grüße, Ωμέγα, “Ёлка” … €", "e\N{COMBINING ACUTE ACCENT}", "soft\u00adly"]
)
def test_what_can_be_drawn_stays(text: str) -> None:
    assert drawable(STYLE + text, FontConfiguration(), URLFetcher()) == STYLE + text


@pytest.mark.parametrize(("character", "number"), [("\U000f0000", "[U+F0000]"), ("\ue123", "[U+E123]")])
def test_what_no_font_has_is_printed_by_its_number(character: str, number: str) -> None:
    mark = "\N{LEFT-TO-RIGHT MARK}"
    assert drawable(f"{STYLE}a{character}b{character}", FontConfiguration(), URLFetcher()) == (
        f"{STYLE}a{mark}{number}{mark}b{mark}{number}{mark}"
    )


def test_fonts_of_a_page_are_fetched_as_the_page_itself_is() -> None:
    asked = []

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> object:
            del headers
            asked.append(url)
            raise FatalURLFetchingError(url)

    page = "<style>@font-face { font-family: Own; src: url(https://example.com/own.woff) }</style>\u2192"
    with pytest.raises(FatalURLFetchingError):
        drawable(page, FontConfiguration(), Fetcher())
    assert asked == ["https://example.com/own.woff"]
