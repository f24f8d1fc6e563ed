"""The numbers of a PDF's pages, kept while it is written: without this, time grows with the square of the pages.

WeasyPrint asks for the list of all pages once for each element that it tags, and pydyf makes it anew each time
(`pydyf.PDF.page_references`). In a document of 600 pages that alone is a third of the time.
"""

from __future__ import annotations

from typing import Any

import pydyf


def keep_page_list() -> None:
    """Let every `pydyf.PDF` of this process make the list again only when a page was added."""
    pydyf.PDF.page_references = property(_references)


def _references(pdf: Any) -> tuple[bytes, ...]:
    """What `pydyf.PDF.page_references` gives: a reference to each page, in their order."""
    kids = pdf.pages["Kids"]
    known: tuple[bytes, ...] = pdf.__dict__.get("_known_pages", ())
    if 3 * len(known) != len(kids):
        known = pdf.__dict__["_known_pages"] = tuple(b"%d 0 R" % number for number in kids[::3])
    return known
