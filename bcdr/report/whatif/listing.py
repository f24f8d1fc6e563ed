"""Names within a sentence: the first ones, and how many more."""

from __future__ import annotations

from collections.abc import Sequence

NAMED = 3
"""So many names stand in a sentence; the rest is counted."""


def names(found: Sequence[str]) -> str:
    """`A, B and C`, or the first ones and how many more; in quotes where a name has a comma or an "and" itself."""
    if any("," in name or " and " in name for name in found):
        found = [f'"{name}"' for name in found]
    if len(found) > NAMED + 1:
        return f"{', '.join(found[:NAMED])} and {len(found) - NAMED} more"
    return " and ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)
