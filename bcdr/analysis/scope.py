"""What the backups of a datastore hold together, and what none of them does."""

from __future__ import annotations

from bcdr.model.datastore import Copy, Datastore

ALL = "all"
"""The word in `includes` for the whole datastore."""


def outside_backups(store: Datastore) -> tuple[str, ...]:
    """Contents that no backup includes, and exclusions that no other backup makes good; as the author wrote them."""
    backups = [c for c in store.copies.values() if c.is_backup]
    named = {part.casefold(): part for c in backups for part in c.excludes}
    named |= {part.casefold(): part for part in store.contents}
    return tuple(part for folded, part in named.items() if not any(_holds(c, folded) for c in backups))


def is_whole(copy: Copy) -> bool:
    """It includes everything and leaves nothing out."""
    return not copy.excludes and ALL in {i.casefold() for i in copy.includes}


def _holds(copy: Copy, part: str) -> bool:
    if part in {e.casefold() for e in copy.excludes}:
        return False
    included = {i.casefold() for i in copy.includes}
    return ALL in included or part in included
