"""Text for a terminal: whatever people typed is made harmless, and colour is laid over words that already say it."""

from __future__ import annotations

import re

BOLD, DIM, RED, YELLOW, GREEN, BLUE, CYAN = "1", "2", "1;31", "1;33", "1;32", "34", "36"

# C0 and C1 controls, DEL; marks that hide or reorder text; separators that terminals take for line ends; halves of
# characters. A plan may come from anyone: none of these may reach the terminal as they are.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)

Piece = str | tuple[str, str]
"""A run of text, or (style, text)."""


def escaped(text: str) -> str:
    r"""`text` on one line, with control and bidirectional characters written as `\x1b` or `\u202e`."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSAFE.sub(_written, text)


def _written(found: re.Match[str]) -> str:
    if found[0] in "\t\n":
        return " "
    code = ord(found[0])
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"


def width_of(text: str) -> int:
    """Columns that `text` takes on a terminal."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width  # noqa: PLC0415 - most plans are in Latin letters

    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def cut(text: str, width: int) -> str:
    """`text` in at most `width` columns; an ellipsis says that it goes on."""
    text = escaped(text)
    if width_of(text) <= width:
        return text
    while text and width_of(text) > width - 1:
        text = text[:-1]
    return text + "…"


def padded(text: str, width: int) -> str:
    """`text`, filled with spaces to `width` columns or cut to it."""
    text = cut(text, width)
    return text + " " * (width - width_of(text))


def folded(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` columns, broken at blanks, and inside a word that is longer than a line."""
    lines = [""]
    for word in escaped(text).split():
        rest = word
        if lines[-1] and width_of(lines[-1]) + 1 + width_of(rest) <= width:
            lines[-1] += f" {rest}"
            continue
        if lines[-1]:
            lines.append("")
        for letter in rest:
            if width_of(lines[-1]) + width_of(letter) > width:
                lines.append("")
            lines[-1] += letter
    return lines


def wrapped(text: str, width: int | None, hanging: int = 4) -> str:
    """`text` in lines of at most `width` columns, broken between words; all but the first are indented further.

    A word that is longer than a line stays whole, so that it can be copied. None leaves the text as it is.
    """
    text = escaped(text)
    if width is None or width_of(text) < width:
        return text
    start = " " * (len(text) - len(text.lstrip(" ")))
    indent = start + " " * hanging if width > 4 * (len(start) + hanging) else start
    lines, line = [], start
    for word in text.split():
        if line.strip() and width_of(line) + 1 + width_of(word) >= width:
            lines.append(line)
            line = indent
        line += word if not line.strip() else f" {word}"
    return "\n".join([*lines, line])


class Page:
    """Lines of pieces; every piece is escaped on its way in, styles are applied only when there is colour."""

    def __init__(self, *, colour: bool) -> None:
        """An empty page."""
        self._colour = colour
        self._lines: list[str] = []

    def line(self, *pieces: Piece) -> None:
        """Add one line."""
        self._lines.append("".join(map(self._set, pieces)).rstrip())

    def _set(self, piece: Piece) -> str:
        if isinstance(piece, str):
            return escaped(piece)
        style, text = piece
        return f"\x1b[{style}m{escaped(text)}\x1b[0m" if self._colour and text else escaped(text)

    def text(self) -> str:
        """The page without a line end at its end."""
        return "\n".join(self._lines)
