"""Characters that no font here can draw, written so that they can still be read and the file stays archivable.

PDF/A forbids the empty box that stands for a missing glyph (ISO 19005-3, 6.2.11.8). Such a character is printed by its
number, as in [U+1F692]; the files of the plan that are attached hold it as it was typed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weasyprint import CSS
from weasyprint.text.ffi import ffi, gobject, pango

if TYPE_CHECKING:
    from weasyprint import URLFetcher
    from weasyprint.text.fonts import FontConfiguration

ffi.cdef("int pango_layout_get_unknown_glyphs_count (PangoLayout *layout);")

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_ORDINARY = re.compile(r"[\x00-\u024f\u2010-\u2026]+")
"""Latin letters and the punctuation of print, which the shipped fonts have."""
_APART = "\N{LEFT-TO-RIGHT MARK}"
"""Keeps the brackets together among letters that run from right to left."""


def drawable(page: str, fonts: FontConfiguration, fetcher: URLFetcher) -> str:
    """The page with every character replaced by its number that neither its own fonts nor those here can draw."""
    odd = set(_ORDINARY.sub("", page))
    if not odd:
        return page
    for style in _STYLE.findall(page):
        CSS(string=style, font_config=fonts, url_fetcher=fetcher)  # makes the fonts of the page known
    missing = {ord(c): f"{_APART}[U+{ord(c):04X}]{_APART}" for c in _undrawable(odd, fonts)}
    return page.translate(missing) if missing else page


def _undrawable(characters: set[str], fonts: FontConfiguration) -> set[str]:
    context = ffi.gc(pango.pango_font_map_create_context(fonts.font_map), gobject.g_object_unref)
    layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
    found = set()
    for character in characters:
        text = character.encode("utf-8", "replace")
        pango.pango_layout_set_text(layout, ffi.new("char[]", text), len(text))
        if pango.pango_layout_get_unknown_glyphs_count(layout):
            found.add(character)
    return found
