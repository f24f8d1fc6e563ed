"""A page of the runbook site as HTML: templates with everything escaped, links relative, so that it opens from disk.

Pages are set as HTML, not as Markdown: nothing that people typed is ever read as a second language, be it Markdown,
front matter, snippets or Jinja. Only prose is Markdown, and `prose_to_html` renders it with raw HTML off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import escape

from bcdr.render.template import filled
from bcdr.render.unseen import harmless
from bcdr.report.site.page import Site

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


def render_pages(site: Site, own_templates: str | None = None) -> Iterator[Rendered]:
    """Every page. Templates in `own_templates` win file by file over the shipped ones.

    Raises BcdrError when a template of the user's own is at fault.
    """
    for page in site.pages:
        body = filled(TEMPLATE, own_templates, {"page": page, "site": site}, {"address": address})
        headings = tuple(Heading(s.id, _title(s.title)) for s in page.sections if s.title)
        yield Rendered(page.path, _title(page.title), _title(page.label or page.title), body, headings)


def _title(text: str) -> str:
    return str(escape(harmless(text)))


def address(href: str, path: str) -> str:
    """What a link on the page at `path` must say; empty for an address that no page may lead to."""
    if href.startswith("/"):
        return "../" * path.count("/") + href[1:]
    return href if href.startswith("#") or _OUTWARD.match(href) else ""
