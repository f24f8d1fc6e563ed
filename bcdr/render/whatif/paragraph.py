"""Sentences broken to the width of a terminal, under a lead such as a name or a dash."""

from __future__ import annotations

from textwrap import wrap

from bcdr.render.terminal import Page, Piece, escaped, padded, width_of

WIDTH = 100


def paragraph(page: Page, words: str, *, hang: int, lead: Piece = "", style: str = "") -> None:
    """`lead` filled to `hang` columns, then `words`, with further lines `hang` columns in.

    A lead that is too long stands on a line of its own.
    """
    mark, text = ("", lead) if isinstance(lead, str) else lead
    text = text.rstrip()
    if width_of(escaped(text)) > hang - 1 and hang:
        page.line((mark, text) if mark else text)
        text = ""
    # a break within a reference would make it useless
    lines = wrap(escaped(words), WIDTH - hang, break_on_hyphens=False) or [""]
    for number, part in enumerate(lines):
        start = padded(text, hang) if number == 0 else " " * hang
        page.line((mark, start) if mark and number == 0 else start, (style, part) if style else part)
