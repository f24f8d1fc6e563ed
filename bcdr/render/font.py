"""The fonts of a document: unpacked so that the same font gives the same bytes at any time, and put away afterwards.

WOFF is unpacked twenty times faster than WOFF2, and every document unpacks five of them. WeasyPrint would do it too,
but it writes the time of day into the font, which then stands in the PDF.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from fontTools.ttLib import TTFont
from weasyprint.text.fonts import FontConfiguration

_WOFF = b"wOFF"


def unpacked(data: bytes) -> bytes:
    """The OpenType font in a WOFF file; other bytes as they are."""
    if not data.startswith(_WOFF):
        return data
    made = BytesIO()
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    font.flavor = font.flavorData = None
    font.save(made)
    return made.getvalue()


@contextmanager
def fonts() -> Iterator[FontConfiguration]:
    """The fonts that one document loads. The folder in which WeasyPrint keeps them is gone at the end.

    By itself it removes the folder when the collector finds the object, which a process that ends at once never sees.
    """
    made = FontConfiguration()
    try:
        yield made
    finally:
        made.__del__()
