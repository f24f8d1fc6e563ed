"""Counting copies as 3-2-1 does: how many are independent, on how many kinds of storage, how many off site."""

from __future__ import annotations

from typing import NamedTuple

from bcdr.analysis.custody import REMOVABLE
from bcdr.analysis.place import Label, Labels, apart, same
from bcdr.model.datastore import Copy

_DOMAINS: tuple[Label, ...] = ("storage", "site", "region", "provider", "account")
_HANDS: tuple[Label, ...] = ("provider", "account")
SMALL = 2
"""In a small company the data and one independent copy are enough."""


class Redundancy(NamedTuple):
    """Copies (the data itself counts), kinds of storage, copies at another site."""

    copies: int
    media: int
    offsite: int


def redundancy(source: Labels, backups: list[tuple[Copy, Labels]]) -> Redundancy:
    """What there is of each. A copy counts once it is shown to be apart from every copy counted before."""
    copies, media = [source], [(source, False)]
    for copy, place in backups:
        if all(_are_independent(place, other) for other in copies):
            copies.append(place)
        medium = (place, place.offline or copy.kind in REMOVABLE)
        if all(_is_other_medium(medium, other) for other in media):
            media.append(medium)
    return Redundancy(len(copies), len(media), sum(apart(place, source, "site") for _, place in backups))


def for_small(asked: Redundancy) -> Redundancy:
    """What is asked of a company of ten people or fewer."""
    return Redundancy(min(asked.copies, SMALL), 1, min(asked.offsite, 1))


def _are_independent(a: Labels, b: Labels) -> bool:
    if same(a, b, "storage"):
        return False
    return any(apart(a, b, label) for label in _DOMAINS)


def _is_other_medium(a: tuple[Labels, bool], b: tuple[Labels, bool]) -> bool:
    return a[1] != b[1] or any(apart(a[0], b[0], label) for label in _HANDS)
