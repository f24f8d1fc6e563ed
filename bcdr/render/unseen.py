"""Characters that nobody sees and that change what stands around them, made harmless before a page is set.

A name may come from anyone: it must not turn the direction of the words after it, end a line, or grow marks into the
lines above and below. Writing from right to left needs none of these; it is set by its letters.
"""

from __future__ import annotations

import re

MOST_MARKS = 3
"""Accents that one letter keeps; no language needs more, and more run into other lines."""
_ACCENT = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_ODD = re.compile(
    "(?P<end>[\x0b\x0c\x1c-\x1e\x85\u2028\u2029])"
    "|(?P<turn>[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f])"
    f"|(?P<marks>(?<={_ACCENT}{{{MOST_MARKS}}}){_ACCENT}+)"
)


def harmless(text: str) -> str:
    """`text` with other line ends as blanks, what turns or hides by its number, `[U+202E]`, and piled accents cut.

    Markup stays markup.
    """
    if text.isascii() and text.isprintable():
        return text
    return type(text)(_ODD.sub(_written, text)) if _ODD.search(text) else text


def _written(found: re.Match[str]) -> str:
    if found["turn"]:
        return f"[U+{ord(found[0]):04X}]"
    return " " if found["end"] else ""
