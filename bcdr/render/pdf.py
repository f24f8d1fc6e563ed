"""A document as bytes of PDF/A-3a and PDF/UA-1 through WeasyPrint: tagged, with attachments, equal for equal input."""

from __future__ import annotations

import gc
import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from typing import Any

import fontTools
import pydyf
import weasyprint
from weasyprint import Attachment, URLFetcher
from weasyprint.text.ffi import pango
from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

from bcdr import shipped
from bcdr.errors import BcdrError
from bcdr.render.enclosure import order
from bcdr.render.font import fonts, unpacked
from bcdr.render.font_face import keep_faces_apart
from bcdr.render.glyph import drawable
from bcdr.render.html import html
from bcdr.render.identification import PREFIX, identify
from bcdr.render.line import lay
from bcdr.render.look import PLAIN, Look
from bcdr.render.page_list import keep_page_list
from bcdr.render.right_to_left import keep_together
from bcdr.render.user_agent import page as laid_out
from bcdr.report.document import Document
from bcdr.report.signoff import sign_off

logging.getLogger("weasyprint").addHandler(logging.NullHandler())
logging.getLogger("fontTools").setLevel(logging.ERROR)
keep_page_list()
keep_together()
keep_faces_apart()


def pdf(document: Document, look: Look = PLAIN) -> bytes:
    """The document as bytes. The same document always gives the same bytes on the same fonts and libraries."""
    return html_to_pdf(html(document, look), document)


def html_to_pdf(page: str, document: Document) -> bytes:
    """A page of `render.html` as PDF bytes."""
    moment = datetime.combine(document.as_of, time(), UTC)
    attachments = [
        Attachment(
            string=a.data, name=a.name, description=a.about, relationship=a.relation, created=moment, modified=moment
        )
        for a in document.attachments
    ]
    fetcher = OurFilesOnly()
    try:
        with fonts() as loaded, _uncollected():
            made: bytes = laid_out(drawable(page, loaded, fetcher), fetcher).write_pdf(
                finisher=lambda _, made: _finish(made, document),
                font_config=loaded,
                pdf_variant="pdf/a-3a",
                pdf_tags=True,
                pdf_identifier=hashlib.sha256(page.encode()).digest()[:16],
                attachments=attachments,
                uncompressed_pdf=False,
                custom_metadata=False,
            )
    except FatalURLFetchingError as problem:
        raise BcdrError(str(problem), "check the files in your templates/ folder") from problem
    return made


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nothing is collected meanwhile: what a page is made of stays until the last one is drawn.

    Looking at all of it again and again takes a fifth of the time, and more with each page; what could be given back is
    a thirtieth of the memory.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _finish(made: Any, document: Document) -> None:
    for image in made.objects:  # ISO 19005-3, 6.2.8: an archived picture is shown as it is
        if getattr(image, "extra", {}).get("Interpolate") == "true":
            image.extra["Interpolate"] = "false"
    order(made, document.attachments)
    lay(made, sign_off(document))
    identify(made, document.properties)
    for name, value, _ in document.properties:
        made.info[f"{PREFIX}-{name}"] = pydyf.String(value)


def libraries() -> str:
    """What draws the pages: with other versions the same document may give other bytes."""
    version = pango.pango_version()
    return (
        f"WeasyPrint {weasyprint.__version__}, pydyf {pydyf.__version__}, fontTools {fontTools.version}, "
        f"Pango {version // 10000}.{version // 100 % 100}.{version % 100}"
    )


class OurFilesOnly(URLFetcher):  # type: ignore[misc]
    """Fonts that travel with the product and data inside the page; nothing else is ever fetched."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> object:
        """What is behind `url`; FatalURLFetchingError when it is not ours."""
        if not url.startswith((shipped.templates().as_uri(), "data:")):
            message = f"a document asked for {url}; documents hold everything they need and fetch nothing"
            raise FatalURLFetchingError(message)
        found = super().fetch(url, headers)
        return URLFetcherResponse(url, unpacked(found.read()), found.headers)
