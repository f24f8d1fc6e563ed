"""The style that WeasyPrint gives to every page, without what only pages with footnotes need.

Six of its rules are about marks of notes and of lists, and speak of every element: `::footnote-call`, `::marker` and
the like. For each element of the page six styles are then worked out and kept, of which hardly one is used. They are
two fifths of the memory that a long document takes, and an eighth of the time.
"""

from __future__ import annotations

import re
from copy import copy
from typing import Any

from weasyprint import HTML

_NOTES = frozenset({"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"})
_UNUSUAL = re.compile(r"footnote|note\(|list-item")
_OURS = re.compile(
    r"@footnote|figure\.floats(?:::footnote-(?:call|marker)| \{ float: footnote; footnote-display: block)"
)
"""What our own style says of notes: a large picture is placed as one, and only a picture."""
_PLACED = ("figure",)
_LISTED = ("li", "summary")
"""Elements that have a marker."""
_PSEUDO = 3
"""Where an entry of a matcher of cssselect2 names its pseudo-element."""


class Page(HTML):  # type: ignore[misc]
    """A page that is drawn as WeasyPrint's own, in less memory: not one byte of the PDF differs.

    A later release that keeps its style otherwise is not helped, and draws the same.
    """

    is_usual = True
    """Whether no style in the page may ask for notes, or for marks of what is no list."""

    def _ua_stylesheets(self, *words: Any, **named: Any) -> Any:
        theirs = super()._ua_stylesheets(*words, **named)
        try:
            return [_lean(sheet) for sheet in theirs] if self.is_usual else theirs
        except (AttributeError, IndexError, TypeError):
            return theirs


def page(text: str, fetcher: Any) -> HTML:
    """The text of a page, ready to be drawn."""
    made = Page(string=text, url_fetcher=fetcher, base_url=None)
    made.is_usual = _UNUSUAL.search(_OURS.sub("", text)) is None
    return made


def _lean(sheet: Any) -> Any:
    found, matcher = copy(sheet), copy(sheet.matcher)
    named = {name: [*entries] for name, entries in matcher.lower_local_name_selectors.items()}
    others = []
    for entry in matcher.other_selectors:
        pseudo = entry[_PSEUDO]
        if pseudo != "marker" and pseudo not in _NOTES:
            others.append(entry)
            continue
        for name in _LISTED if pseudo == "marker" else _PLACED:
            named.setdefault(name, []).append(entry)
    matcher.other_selectors, matcher.lower_local_name_selectors = others, named
    found.matcher = matcher
    return found
