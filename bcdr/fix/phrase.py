"""Names for new entries, and the words that mark what a person must still say."""

from __future__ import annotations

from collections.abc import Collection
from itertools import count

TODO = "TODO: "
"""What a text that is still to be written begins with: placeholder-value finds it, and documents show it."""


def free(wanted: str, taken: Collection[str]) -> str:
    """`wanted`, or with the first number behind it that no entry bears yet."""
    if wanted not in taken:
        return wanted
    return next(name for n in count(2) if (name := f"{wanted}-{n}") not in taken)
