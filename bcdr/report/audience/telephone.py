"""Telephone numbers in words of people: known digits in any spelling, and what is written as only a number is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import digit

_GAP = "[ \u00a0\u2007\u2009\u202f()/.\u2010-\u2015-]"
"""What people write between digits."""
_NOT = (
    r"\d{4}-\d\d-\d\d(?!\d)",
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?![./-]?\d)",
    r"\d\d\.\d\d ?[\u2013-] ?\d\d\.\d\d(?![.\d])",
)
"""Days and opening hours, which are written with the same marks."""
_NO_DAY = "".join(f"(?!{one})" for one in _NOT)
_CUE = (
    r"(?<!\w)(?i:tel|telephone|telefon|phone|mobile|cell|handy|fax|call|ring|dial|sms|hotline)\w{0,3}[.:]*\s{0,3}"
    r"(?:(?i:us|on|at|under|number|no|nr)\b[.:]?\s{0,3}){0,2}"
)
_WRITTEN = re.compile(
    "|".join(
        (
            rf"(?<![\w.,:/-]){_NO_DAY}\(?(?:\+{_GAP}?\d|0\d)(?:{_GAP}{{0,3}}\d){{5,}}",  # +49 711 ..., 0711 ...
            rf"(?<!\w)\(\d{{2,5}}\)(?:{_GAP}{{0,2}}\d){{5,}}",  # (212) 555-0134
            r"(?<![\w.,-])\d{3}[-. ]\d{3}[-. ]\d{4}(?![\w-])",  # 212-555-0134
            rf"(?P<cue>{_CUE}){_NO_DAY}\+?\(?\d(?:{_GAP}{{0,3}}\d){{5,}}",  # phone 711 5550101
        )
    )
)
_DIGITS = re.compile(rf"\d(?:{_GAP}{{0,3}}\d){{5,}}")
_GROUP = re.compile(r"\d+")
_SHORTEST, _LONGEST = 6, 18
"""Digits of a number that is told from others: a subscriber number at least (E.164 allows 15; 00 and a zero more)."""
_TWO = re.compile("2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]")
"""Country codes of two digits (ITU-T E.164); 1 and 7 have one, the others three."""


class Telephones:
    """Numbers that some fields of a plan hold, to be found again."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Every number in `texts` that is written as one, or that is the whole text."""
        self._whole: set[str] = set()
        self._ends: set[str] = set()
        for number in (n for text in texts for n in _numbers(text)):
            national = _national(number)
            self._whole.add(national)
            self._ends.update(national[at:] for at in range(len(national) - _SHORTEST + 1))

    def hide(self, text: str, instead: str) -> str:
        """`text` with `instead` where it tells a number."""
        if self._whole:
            text = _DIGITS.sub(lambda found: self._without_known(found[0], instead), text)
        return _WRITTEN.sub(lambda found: f"{found['cue'] or ''}{instead}", text)

    def _without_known(self, run: str, instead: str) -> str:
        groups = list(_GROUP.finditer(run))
        found, done, first = "", 0, 0
        while first < len(groups):
            ends = range(min(len(groups), first + _LONGEST), first, -1)
            last = next((n for n in ends if self._is_known(groups[first:n])), 0)
            if last:
                found += run[done : groups[first].start()] + instead
                done = groups[last - 1].end()
            first = last or first + 1
        return found + run[done:]

    def _is_known(self, groups: list[re.Match[str]]) -> bool:
        digits = _digits("".join(g[0] for g in groups))
        if not _SHORTEST <= len(digits) <= _LONGEST:
            return False
        bare = digits.lstrip("0")
        return bare in self._ends or _abroad(bare) in self._whole


def _numbers(text: str) -> Iterator[str]:
    found = [m[0].removeprefix(m["cue"] or "") for m in _WRITTEN.finditer(text)]
    if not found and re.fullmatch(rf"(?:{_GAP}|\d)+", text):
        found = [text]
    yield from (n for n in found if len(_digits(n)) >= _SHORTEST)


def _national(number: str) -> str:
    """The digits without the code of the country and the zeros before them."""
    digits = _digits(number)
    return _abroad(digits.lstrip("0")) if "+" in number or digits.startswith("00") else digits.lstrip("0")


def _abroad(digits: str) -> str:
    """What follows the code of a country."""
    length = 1 if digits[:1] in {"1", "7"} else 2 if _TWO.match(digits) else 3
    return digits[length:].lstrip("0")


def _digits(text: str) -> str:
    """The digits in a text, of whatever script."""
    return "".join(str(digit(c)) for c in text if c.isdecimal())
