"""Counting copies as 3-2-1 does: how many are independent, on how many kinds of storage, how many off site.

What is not known is counted twice: not at all in what is shown, fully in what is possible. Between the two lies what
the plan does not show. Counts are exact up to the number asked for, so that the order of the copies does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from bcdr.analysis.custody import REMOVABLE
from bcdr.analysis.place import Label, Labels, apart, same
from bcdr.model.datastore import Copy

_DOMAINS: tuple[Label, ...] = ("storage", "site", "region", "provider", "account")
HANDS: tuple[Label, ...] = ("provider", "account")
SMALL = 2
"""In a small company the data and one independent copy are enough."""
COPIES = 3
KINDS = 2
_EXACT = 4
"""Largest number up to which sets are searched; whoever asks for more gets what is found on the way."""


class Redundancy(NamedTuple):
    """Copies (the data itself counts), kinds of storage, copies at another site."""

    copies: int
    media: int
    offsite: int


class Kept(NamedTuple):
    """One thing that holds the data: the data itself (an empty name), or a copy by its id.

    `is_removable` is None where nobody wrote what kind of copy it is.
    """

    name: str
    place: Labels
    is_removable: bool | None = False


def redundancy(
    source: Labels, backups: list[tuple[Copy, Labels]], copies: int = COPIES, media: int = KINDS
) -> Redundancy:
    """What there is of each. `copies` and `media` are what is asked for; up to there the counts are exact."""
    home, *others = all_kept(source, backups)
    return Redundancy(
        len(independent(home, others, copies)),
        len(on_different_media(home, others, media)),
        sum(apart(k.place, source, "site") for k in others),
    )


def for_small(asked: Redundancy) -> Redundancy:
    """What is asked of a company of ten people or fewer."""
    return Redundancy(min(asked.copies, SMALL), 1, min(asked.offsite, 1))


def all_kept(source: Labels, backups: Sequence[tuple[Copy, Labels]]) -> tuple[Kept, ...]:
    """The data itself, then its copies."""
    return (Kept("", source), *(Kept(copy.id, place, _is_removable(copy, place)) for copy, place in backups))


def independent(home: Kept, others: Sequence[Kept], asked: int, *, possibly: bool = False) -> tuple[Kept, ...]:
    """The data and copies of which any two are shown to be apart (`possibly`: not shown to be together)."""
    return _together(home, others, asked, _may_be_independent if possibly else _are_independent)


def on_different_media(home: Kept, others: Sequence[Kept], asked: int, *, possibly: bool = False) -> tuple[Kept, ...]:
    """Copies, the data included, of which any two are on other media or in other hands: another kind of storage."""
    related = _may_be_other_media if possibly else _are_other_media
    with_home = _together(home, others, asked, related)
    if len(with_home) >= asked or len(others) < asked:
        return with_home
    # the data itself need not be one of them: two copies may differ although neither is shown to differ from it
    found = (_together(first, others[n:], asked, related) for n, first in enumerate(others, 1))
    return max((with_home, *found), key=len)


def _is_removable(copy: Copy, place: Labels) -> bool | None:
    if place.offline or copy.kind in REMOVABLE:
        return True
    return None if copy.kind == "unstated" else False


def _together(
    first: Kept, others: Sequence[Kept], asked: int, related: Callable[[Kept, Kept], bool]
) -> tuple[Kept, ...]:
    """A largest set with `first` in which all are related to each other; beyond `asked` it may be smaller."""
    found = _grown([first], others, related)
    if len(found) < asked:
        found = max(found, _searched([first], others, min(asked, _EXACT), related), key=len)
    return tuple(found)


def _grown(chosen: list[Kept], others: Sequence[Kept], related: Callable[[Kept, Kept], bool]) -> list[Kept]:
    chosen = list(chosen)
    for other in others:
        for one in chosen:
            if not related(other, one):
                break
        else:
            chosen.append(other)
    return chosen


def _searched(
    chosen: list[Kept], others: Sequence[Kept], asked: int, related: Callable[[Kept, Kept], bool]
) -> list[Kept]:
    if len(chosen) >= asked:
        return _grown(chosen, others, related)
    best = chosen
    for number, other in enumerate(others):
        if all(related(other, one) for one in chosen):
            found = _searched([*chosen, other], others[number + 1 :], asked, related)
            best = max(best, found, key=len)
            if len(best) >= asked:
                break
    return best


def _are_independent(a: Kept, b: Kept) -> bool:
    return not same(a.place, b.place, "storage") and _any_apart(a.place, b.place, _DOMAINS)


def _any_apart(a: Labels, b: Labels, labels: Sequence[Label]) -> bool:
    # asked for every pair of copies in every lint: a loop costs half of what a generator does
    for label in labels:  # noqa: SIM110
        if apart(a, b, label):
            return True
    return False


def _may_be_independent(a: Kept, b: Kept) -> bool:
    return not same(a.place, b.place, "storage") and not all(same(a.place, b.place, label) for label in _DOMAINS)


def _are_other_media(a: Kept, b: Kept) -> bool:
    if a.is_removable is not None and b.is_removable is not None and a.is_removable != b.is_removable:
        return True
    return _any_apart(a.place, b.place, HANDS)


def _may_be_other_media(a: Kept, b: Kept) -> bool:
    return a.is_removable != b.is_removable or not all(same(a.place, b.place, label) for label in HANDS)
