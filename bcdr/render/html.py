"""A document as one self-contained HTML page: Jinja2 templates with everything escaped."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup

from bcdr import shipped
from bcdr.errors import BcdrError
from bcdr.render.prose import prose_to_html
from bcdr.report.document import Document

TEMPLATE = "report/document.html.j2"
STYLE = "report/print.css"


def html(document: Document, own_templates: Path | None = None, *, embed_fonts: bool = False) -> str:
    """The page. Templates in `own_templates` win file by file over the shipped ones.

    `embed_fonts` puts the fonts into the page, for an HTML file that leaves the machine; a PDF reads them from disk.
    Raises BcdrError when a template of the user's own is at fault.
    """
    environment = _environment(own_templates)
    try:
        style = environment.get_template(STYLE).render(font=_font_source(embed=embed_fonts))
        return environment.get_template(TEMPLATE).render(document=document, style=Markup(style))  # noqa: S704 - our CSS
    except TemplateError as problem:
        where = f" ({problem.name}:{problem.lineno})" if getattr(problem, "lineno", None) else ""  # type: ignore[attr-defined, unused-ignore]
        raise BcdrError(
            f"a report template failed: {problem}{where}", "check the files in your templates/ folder"
        ) from problem


@cache
def _environment(own_templates: Path | None) -> Environment:
    folders = [str(p) for p in (own_templates, shipped.templates()) if p is not None]
    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # SVG comes from our own drawing code, prose from a Markdown renderer with raw HTML off; all else is escaped
    environment.filters["trusted_svg"] = Markup
    environment.filters["prose"] = lambda text: Markup(prose_to_html(text))  # noqa: S704 - raw HTML is off
    return environment


def _font_source(*, embed: bool) -> dict[str, str]:
    fonts = shipped.templates() / "report" / "fonts"
    found = {}
    for file in sorted(fonts.glob("*.woff2")):
        if embed:
            data = base64.b64encode(file.read_bytes()).decode()
            found[file.stem.replace("-", "_")] = f"data:font/woff2;base64,{data}"
        else:
            found[file.stem.replace("-", "_")] = file.as_uri()
    return found
