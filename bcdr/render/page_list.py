"""The numbers of a PDF's pages, kept while it is written: without this, time grows with the square of the pages.

WeasyPrint asks for the list of all pages once for each element that it tags, and pydyf makes it anew each time
(`pydyf.PDF.page_references`). In a document of 600 pages that alone is a third of the time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pydyf


def keep_page_list() -> None:
    """Let every `pydyf.PDF` of this process ask pydyf for the list again only when a page was added.

    Where a later pydyf knows no such list, everything stays as it is.
    """
    theirs = getattr(pydyf.PDF, "page_references", None)
    if isinstance(theirs, property) and theirs.fget is not None and not isinstance(theirs, _Kept):
        pydyf.PDF.page_references = _Kept(theirs.fget)


class _Kept(property):
    def __init__(self, theirs: Callable[[Any], Any]) -> None:
        def found(pdf: Any) -> Any:
            size, known = pdf.__dict__.get("_known_pages", (-1, None))
            if size != len(pdf.pages["Kids"]):
                size, known = len(pdf.pages["Kids"]), theirs(pdf)
                pdf.__dict__["_known_pages"] = size, known
            return known

        super().__init__(found)
