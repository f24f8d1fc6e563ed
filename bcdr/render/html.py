"""A document as one self-contained HTML page: Jinja2 templates with everything escaped."""

from __future__ import annotations

import base64

from markupsafe import Markup

from bcdr import shipped
from bcdr.render.look import PLAIN, Look
from bcdr.render.template import filled
from bcdr.report.document import Document

TEMPLATE = "report/document.html.j2"
STYLE = "report/print.css"


def html(document: Document, look: Look = PLAIN, *, embed_fonts: bool = False) -> str:
    """The page. Templates in the folder of `look` win file by file over the shipped ones.

    `embed_fonts` puts the fonts into the page, for an HTML file that leaves the machine; a PDF reads them from disk.
    Raises BcdrError when a template of the user's own is at fault.
    """
    style = filled(STYLE, look.templates, {"font": font_sources(embed=embed_fonts), "look": look})
    values = {"document": document, "look": look, "style": Markup(style)}  # noqa: S704 - our CSS
    return filled(TEMPLATE, look.templates, values)


def font_sources(*, embed: bool) -> dict[str, str]:
    """Addresses of the shipped fonts by their names; with `embed` the fonts themselves as addresses."""
    fonts = shipped.templates() / "report" / "fonts"
    found = {}
    for file in sorted(fonts.glob("*.woff")):
        if embed:
            data = base64.b64encode(file.read_bytes()).decode()
            found[file.stem.replace("-", "_")] = f"data:font/woff;base64,{data}"
        else:
            found[file.stem.replace("-", "_")] = file.as_uri()
    return found
