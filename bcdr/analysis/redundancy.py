"""Counting copies as 3-2-1 does: how many are independent, on how many kinds of storage, how many off site."""

from __future__ import annotations

from typing import NamedTuple

from bcdr.analysis.custody import REMOVABLE
from bcdr.analysis.place import Labels, apart, same
from bcdr.model.datastore import Copy

SMALL = 2
"""In a small company the data and one independent copy are enough."""


class Redundancy(NamedTuple):
    """Copies (the data itself counts), kinds of storage, copies at another site."""

    copies: int
    media: int
    offsite: int


def redundancy(source: Labels, backups: list[tuple[Copy, Labels]]) -> Redundancy:
    """What there is of each. A copy counts once it is shown to be apart from every copy counted before."""
    counted = [source]
    for _, place in backups:
        if all(_are_independent(place, other) for other in counted):
            counted.append(place)
    media = {_medium(source, "")} | {_medium(place, copy.kind) for copy, place in backups}
    return Redundancy(len(counted), len(media), sum(apart(place, source, "site") for _, place in backups))


def for_small(asked: Redundancy) -> Redundancy:
    """What is asked of a company of ten people or fewer."""
    return Redundancy(min(asked.copies, SMALL), 1, min(asked.offsite, 1))


def _are_independent(a: Labels, b: Labels) -> bool:
    if same(a, b, "storage"):
        return False
    return any(apart(a, b, label) for label in ("storage", "site", "region", "provider", "account"))


def _medium(place: Labels, kind: str) -> tuple[str | None, str | None, bool]:
    return place.provider, place.account, place.offline or kind in REMOVABLE
