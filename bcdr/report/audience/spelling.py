"""Other ways to write the name of a person: parts, initials, logins, and without letters that a keyboard lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from unicodedata import combining, normalize

_FOLDED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ø": "oe", "Ø": "Oe", "å": "aa",
     "Å": "Aa", "æ": "ae", "Æ": "Ae", "ł": "l", "Ł": "L"}
)  # fmt: skip
_LOGIN = 5
"""Letters of a login at least: shorter ones are words."""


def names(name: str) -> Iterator[str]:
    """Parts of a name and its short forms, as people write them in sentences: with a capital, or all in capitals."""
    for spelt in _spellings(name):
        words = spelt.split()
        for part in dict.fromkeys((*words, *(p for word in words for p in word.split("-")))):
            if len(part) > 2:
                yield part
                yield part.upper()
        for at in range(len(words) - 1):
            yield from (" ".join(words[at:end]) for end in range(at + 2, len(words) + 1))
        if len(words) > 1:
            first, last = words[0], words[-1]
            yield from (f"{first[0]}. {last}", f"{first[0]}.{last}", f"{first[0]} {last}")
            yield from (f"{last}, {first}", f"{last}, {first[0]}.", f"{last} {first[0]}.")
            yield from (f"{first[0]}.{last[0]}.", f"{first[0]}. {last[0]}.")


def logins(name: str) -> Iterator[str]:
    """What systems make of a name: `anna.berg`, `aberg`, `bergan`; in small letters."""
    for spelt in _spellings(name):
        words = [re.sub(r"[^\w-]", "", w) for w in spelt.lower().split()]
        words = [w for w in words if w]
        if len(words) < 2:
            continue
        first, last = words[0], words[-1]
        for (one, two), between in product(
            ((first, last), (last, first), (first[0], last), (last, first[0]), (first, last[0])), ("", ".", "_", "-")
        ):
            if len(f"{one}{between}{two}") >= _LOGIN:
                yield f"{one}{between}{two}"


def _spellings(name: str) -> tuple[str, ...]:
    said = normalize("NFC", name)
    bare = "".join(c for c in normalize("NFKD", said) if not combining(c))
    return tuple(dict.fromkeys((said, said.translate(_FOLDED), bare)))
