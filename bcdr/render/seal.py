"""What stands on a line that was signed with a key: who, in which role and why, when; as one small page of PDF.

It is drawn by what draws the documents, with their fonts, so that any name that a document can show is shown here too,
from right to left where it is written so. The text shrinks until all of it is inside; nothing is ever cut at an edge.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from weasyprint import HTML

from bcdr.render.font import fonts
from bcdr.render.glyph import drawable
from bcdr.render.html import font_sources

if TYPE_CHECKING:
    from weasyprint import Document
    from weasyprint.text.fonts import FontConfiguration

SIZES = (9.0, 8.0, 7.0, 6.0, 5.0, 4.2)
"""Points, from what is best to what can just be read."""
_JOINERS = "\u200c\u200d"
"""Without them some scripts are written wrongly; other characters that are not seen are left out."""


class Seal(NamedTuple):
    """Lines of a seal: who in bold, then what for and when, each left out when it is empty."""

    who: str
    about: str
    when: str


def seal(said: Seal, width: float, height: float) -> bytes:
    """A PDF of one page of `width` times `height` points. What no size can hold ends in an ellipsis."""
    with fonts() as loaded:
        for page in _pages(said, width, height):
            found = _laid(page, loaded)
            if len(found.pages) == 1:
                break
        return bytes(found.write_pdf(uncompressed_pdf=False))


def _pages(said: Seal, width: float, height: float) -> Iterator[str]:
    """Pages to try, the best first; the last is taken whether it fits or not."""
    for size in SIZES:
        yield _page(said, width, height, size)
    most = max(map(len, said))
    while most > 1:
        most = most * 2 // 3
        yield _page(Seal(*(_short(t, most) for t in said)), width, height, SIZES[-1])
    yield _page(Seal("…", "", ""), width, height, min(SIZES[-1], height / 2))


def _laid(page: str, loaded: FontConfiguration) -> Document:
    from bcdr.render.pdf import OurFilesOnly  # noqa: PLC0415 - which asks for more than a seal needs

    fetcher = OurFilesOnly()
    return HTML(string=drawable(page, loaded, fetcher), url_fetcher=fetcher, base_url=None).render(font_config=loaded)


def _page(said: Seal, width: float, height: float, size: float) -> str:
    files = font_sources(embed=False)
    faces = "".join(
        f'@font-face {{ font-family: "Source Sans 3"; font-weight: {weight}; src: url("{files[name]}") }}'
        for weight, name in ((400, "SourceSans3_Regular"), (600, "SourceSans3_Semibold"))
    )
    style = (
        f"{faces} @page {{ size: {width:.3f}pt {height:.3f}pt; margin: 1pt 3pt }}"
        f' html {{ font: {size}pt/1.2 "Source Sans 3", "Noto Sans", "DejaVu Sans", sans-serif; color: #1b2430 }}'
        " body, p { margin: 0; overflow-wrap: anywhere; orphans: 1; widows: 1 }"
        " .who { font-weight: 600 } .soft { font-size: .88em; color: #4d5b6b }"
    )
    lines = [("who", said.who), ("soft", said.about), ("soft", said.when)]
    body = "".join(f'<p class="{kind}">{escape(plain(text))}</p>' for kind, text in lines if plain(text))
    return f"<!doctype html><html lang=en><head><style>{style}</style></head><body>{body}</body></html>"


def plain(text: str) -> str:
    """The text on one line, without marks that turn or hide what is around them."""
    kept = (c if unicodedata.category(c)[0] not in "CZ" or c in _JOINERS else " " for c in text if not _unseen(c))
    return " ".join("".join(kept).split())


def _unseen(character: str) -> bool:
    return unicodedata.category(character) == "Cf" and character not in _JOINERS


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"
