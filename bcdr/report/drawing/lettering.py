"""How much room a text takes, and how it is broken into lines: drawings know their own widths and need no browser."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import combining, east_asian_width

_ADVANCE = (
    200, 315, 482, 513, 513, 841, 639, 275, 324, 324, 438, 513, 275, 322, 275, 344, 513, 513, 513, 513, 513, 513, 513,
    513, 513, 513, 275, 275, 513, 513, 513, 444, 875, 558, 597, 576, 625, 538, 510, 628, 663, 282, 494, 597, 502, 745,
    657, 674, 582, 674, 592, 545, 546, 655, 536, 800, 541, 501, 540, 324, 344, 324, 513, 500, 549, 516, 563, 462, 564,
    507, 317, 520, 558, 262, 263, 522, 271, 843, 560, 549, 564, 564, 373, 431, 361, 556, 495, 748, 481, 495, 443, 324,
    255, 324, 513,
)  # fmt: skip
"""Advance of each printable ASCII character in the semibold cut that drawings use, in thousandths of the size."""
_OTHER, _WIDE = 0.66, 1.05
_BLANK = re.compile(r"[^\S\xa0]+")
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """One line of text that XML can hold: other characters become the replacement character, blanks one space.

    A no-break space stays what it is.
    """
    return _BLANK.sub(" ", _UNPRINTABLE.sub("\ufffd", text)).strip()


@lru_cache(maxsize=4096)
def width(text: str, size: float) -> float:
    """Room that a line takes at a font size, never less than it does in the fonts that travel with the product."""
    return size * sum(_advance(c) for c in text)


def _advance(char: str) -> float:
    code = ord(char)
    if 32 <= code < 127:
        return _ADVANCE[code - 32] / 1000
    if combining(char):
        return 0.0
    if char == "\xa0":
        return _ADVANCE[0] / 1000
    if code > 0xFFFF:  # seldom in a font: it is printed by its number then
        return sum(_ADVANCE[ord(c) - 32] for c in f"[U+{code:X}]") / 1000
    return _WIDE if east_asian_width(char) in "WF" else _OTHER


def wrap(text: str, size: float, room: float, most: int = 2) -> tuple[str, ...]:
    """Lines no wider than `room`, at most `most` of them; what does not fit ends in an ellipsis. Never empty."""
    lines: list[str] = []
    for word in plain(text).split(" "):
        if lines and width(joined := f"{lines[-1]} {word}", size) <= room:
            lines[-1] = joined
        else:
            lines += _pieces(word, size, room)
        if len(lines) > most:
            return (*lines[: most - 1], _cut(lines[most - 1], size, room))
    return tuple(lines) or ("",)


def _pieces(word: str, size: float, room: float) -> list[str]:
    """A word that is wider than the room, broken after a hyphen or slash where there is one."""
    found: list[str] = []
    while width(word, size) > room and len(word) > 1:
        fits = next((n for n in range(len(word) - 1, 1, -1) if width(word[:n], size) <= room), 1)
        soft = max(word.rfind(c, 0, fits) for c in "-/_.@") + 1
        at = soft if soft > 2 else fits
        found.append(word[:at])
        word = word[at:]
    return [*found, word]


def _cut(line: str, size: float, room: float) -> str:
    while line and width(f"{line}…", size) > room:
        line = line[:-1]
    return f"{line.rstrip()}…"
