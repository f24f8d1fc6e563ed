"""Many combinations of events as few lines: events that have the same partners stand for each other."""

from __future__ import annotations

from collections.abc import Iterable

Group = frozenset[frozenset[str]]
"""Parts of a combination: one event of each part together makes one of the combinations that the group stands for."""


def grouped(combinations: Iterable[frozenset[str]]) -> tuple[Group, ...]:
    """Groups that together stand for exactly the `combinations`, each of them once."""
    given = tuple(combinations)
    parts = _alike(given)
    groups = {frozenset(parts[event] for event in c) for c in given}
    pairs = [g for g in groups if len(g) == 2]
    return (*(g for g in groups if len(g) != 2), *_merged(pairs))


def _alike(combinations: Iterable[frozenset[str]]) -> dict[str, frozenset[str]]:
    """For each event all those with the same partners. Two of them are never in one combination."""
    partners: dict[str, set[frozenset[str]]] = {}
    for combination in combinations:
        for event in combination:
            partners.setdefault(event, set()).add(combination - {event})
    same: dict[frozenset[frozenset[str]], set[str]] = {}
    for event, rest in partners.items():
        same.setdefault(frozenset(rest), set()).add(event)
    return {event: frozenset(events) for events in same.values() for event in events}


def _merged(pairs: Iterable[Group]) -> Iterable[Group]:
    """Parts with a common partner become one part, as long as nothing is said twice."""
    left = set(pairs)
    while left:
        partners: dict[frozenset[str], set[frozenset[str]]] = {}
        for pair in left:
            for part in pair:
                partners.setdefault(part, set()).update(pair - {part})
        part = max(partners, key=lambda p: (sum(map(len, partners[p])) * len(p), sorted(p)))
        others = partners[part]
        yield frozenset({part, frozenset().union(*others)})
        left -= {frozenset({part, other}) for other in others}
