"""A page of the runbook site as HTML: templates with everything escaped, links relative, so that it opens from disk.

Pages are set as HTML, not as Markdown: nothing that people typed is ever read as a second language, be it Markdown,
front matter, snippets or Jinja. Only prose is Markdown, and `prose_to_html` renders it with raw HTML off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup, escape

from bcdr import shipped
from bcdr.errors import BcdrError
from bcdr.render.prose import prose_to_html
from bcdr.report.site.page import Page, Site

TEMPLATE = "page/page.html.j2"
_OUTWARD = re.compile(r"(https?://|mailto:|tel:)[^\s\"'<>]+\Z", re.IGNORECASE)


class Heading(NamedTuple):
    """An entry of the table of contents beside a page; `title` is escaped."""

    id: str
    title: str


class Rendered(NamedTuple):
    """A page as its host needs it: the body, and title and label escaped for a host that does not escape."""

    path: str
    title: str
    label: str
    body: str
    headings: tuple[Heading, ...]


def render_pages(site: Site, own_templates: Path | None = None) -> Iterator[Rendered]:
    """Every page. Templates in `own_templates` win file by file over the shipped ones.

    Raises BcdrError when a template of the user's own is at fault.
    """
    template = _environment(own_templates)
    for page in site.pages:
        yield _rendered(page, site, template)


def _rendered(page: Page, site: Site, environment: Environment) -> Rendered:
    try:
        body = environment.get_template(TEMPLATE).render(page=page, site=site)
    except TemplateError as problem:
        where = f" ({problem.name}:{problem.lineno})" if getattr(problem, "lineno", None) else ""  # type: ignore[attr-defined, unused-ignore]
        raise BcdrError(
            f"a page template failed: {problem}{where}", "check the files in your templates/ folder"
        ) from problem
    headings = tuple(Heading(s.id, str(escape(s.title))) for s in page.sections if s.title)
    return Rendered(page.path, str(escape(page.title)), str(escape(page.label or page.title)), body, headings)


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
    # pictures come from our own drawing code, which escapes what people typed
    environment.filters["trusted_svg"] = Markup
    environment.filters["prose"] = lambda text: Markup(prose_to_html(text))  # noqa: S704 - raw HTML is off
    environment.filters["address"] = address
    return environment


def address(href: str, path: str) -> str:
    """What a link on the page at `path` must say; empty for an address that no page may lead to."""
    if href.startswith("/"):
        return "../" * path.count("/") + href[1:]
    return href if href.startswith("#") or _OUTWARD.match(href) else ""
