"""Markdown that people typed, as HTML that cannot do harm: raw HTML off, no images, links only to the web and mail."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt


@cache
def _markdown() -> MarkdownIt:
    # images would be fetched while a PDF is made, and headings would break the outline of the document
    return MarkdownIt("commonmark", {"html": False}).disable(
        ["image", "heading", "lheading", "html_block", "html_inline"]
    )


def prose_to_html(text: str) -> str:
    """Paragraphs, lists, emphasis, code and links; everything else stays text."""
    return str(_markdown().render(text))
