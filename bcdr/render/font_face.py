"""Two font files that go by one description are kept apart: without this, letters of the second are drawn as others.

Where the italic of a font lacks a script, Pango slants the upright one and describes it as the italic. WeasyPrint keeps
fonts by their description (`Stream.add_font`), so an Arabic word after a Hebrew one, both in italics, is drawn with the
glyphs that happen to have the same numbers in the other file.
"""

from __future__ import annotations

from hashlib import md5
from typing import Any

from weasyprint.pdf.stream import Stream
from weasyprint.text.ffi import harfbuzz
from weasyprint.text.fonts import get_hb_object_data, get_pango_font_hb_face, get_pango_font_key

_MARK = "_bcdr_faces"
"""Where a font of a PDF keeps the faces that are known to be of its file."""


def keep_faces_apart() -> None:
    """Let every PDF of this process embed each font file under a name of its own.

    Where no two files share a description, no byte differs. A later WeasyPrint that keeps fonts otherwise is left as it
    is.
    """
    theirs = getattr(Stream, "add_font", None)
    if theirs is None or hasattr(theirs, _MARK):
        return

    def add_font(stream: Any, pango_font: Any) -> Any:
        found, size = theirs(stream, pango_font)
        face = get_pango_font_hb_face(pango_font)
        if _is_same(found, face):
            return found, size
        return _other(stream, pango_font, face, type(found)), size

    setattr(add_font, _MARK, theirs)
    Stream.add_font = add_font


def _is_same(font: Any, face: Any) -> bool:
    """Whether a font of the PDF was read from the file of that face."""
    known: list[Any] = font.__dict__.setdefault(_MARK, [font.hb_face])
    if face in known:
        return True
    same = (_index(face), get_hb_object_data(face)) == (font.index, font.file_content)
    if same:
        known.append(face)
    return same


def _other(stream: Any, pango_font: Any, face: Any, kind: type) -> Any:
    key, description, size = get_pango_font_key(pango_font)
    digest = md5(get_hb_object_data(face), usedforsecurity=False).digest()
    fonts, apart = stream.__dict__["_fonts"], (key, digest, _index(face))
    if apart not in fonts:
        made = kind(pango_font, description, size)
        name = made.hash.encode() + digest
        letters = "".join(chr(65 + byte % 26) for byte in md5(name, usedforsecurity=False).digest()[:6])
        made.name = made.name.replace(made.hash.encode(), letters.encode(), 1)
        made.hash = letters
        fonts[apart] = made
    return fonts[apart]


def _index(face: Any) -> int:
    return int(harfbuzz.hb_face_get_index(face))
