"""A document as PDF/A-3a bytes through WeasyPrint: tagged, with bookmarks and attachments, equal for equal input."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

from weasyprint import HTML, Attachment, default_url_fetcher
from weasyprint.text.fonts import FontConfiguration

from bcdr import shipped
from bcdr.errors import BcdrError
from bcdr.render.html import html
from bcdr.report.document import Document

logging.getLogger("weasyprint").addHandler(logging.NullHandler())
logging.getLogger("fontTools").setLevel(logging.ERROR)


def pdf(document: Document, own_templates: Path | None = None) -> bytes:
    """The document as bytes. The same document always gives the same bytes on the same fonts and libraries."""
    return html_to_pdf(html(document, own_templates), document)


def html_to_pdf(page: str, document: Document) -> bytes:
    """A page of `render.html` as PDF bytes."""
    attachments = [Attachment(string=data, name=name, description=text) for name, text, _, data in document.attachments]
    made: bytes = HTML(string=page, url_fetcher=_only_ours, base_url=None).write_pdf(
        font_config=FontConfiguration(),
        pdf_variant="pdf/a-3a",
        pdf_tags=True,
        pdf_identifier=hashlib.sha256(page.encode()).digest()[:16],
        attachments=attachments,
        uncompressed_pdf=False,
        custom_metadata=False,
    )
    return made


def _only_ours(url: str) -> dict[str, object]:
    """Fonts that travel with the product and data inside the page; nothing else is ever fetched."""
    fonts = shipped.templates().as_uri()
    if url.startswith((fonts, "data:")):
        fetched: dict[str, object] = default_url_fetcher(url)
        return fetched
    raise BcdrError(f"a document asked for {url}", "documents hold everything they need and fetch nothing")
