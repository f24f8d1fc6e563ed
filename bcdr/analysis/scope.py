"""What the backups of a datastore hold together, and what none of them does."""

from __future__ import annotations

from collections.abc import Sequence

from bcdr.model.datastore import Copy, Datastore

ALL = "all"
"""The word in `includes` for the whole datastore."""
REST = ""
"""Whatever a datastore holds besides the parts that somebody named."""


def outside_backups(store: Datastore, backups: Sequence[Copy]) -> tuple[str, ...]:
    """Contents that none of `backups` includes, and exclusions that none of the others makes good; as written."""
    named = {part.casefold(): part for c in backups for part in c.excludes}
    named |= {part.casefold(): part for part in store.contents}
    return tuple(part for folded, part in named.items() if not any(holds(c, folded) for c in backups))


def parts_of(store: Datastore) -> tuple[str, ...]:
    """Parts that its copies may hold or lack, folded; none where every copy that counts holds everything.

    Where the contents were not written down, `REST` stands for whatever no copy names.
    """
    copies = [c for c in store.copies.values() if c.active and (c.is_backup or c.is_live)]
    if all(is_whole(c) for c in copies):
        return ()
    excluded = [part.casefold() for c in copies for part in c.excludes]
    named = [part.casefold() for part in store.contents]
    if not named:
        included = [part.casefold() for c in copies for part in c.includes if part.casefold() != ALL]
        named = [*included, REST]
    return tuple(dict.fromkeys((*named, *excluded)))


def is_whole(copy: Copy) -> bool:
    """It includes everything and leaves nothing out."""
    return not copy.excludes and ALL in {i.casefold() for i in copy.includes}


def holds(copy: Copy, part: str) -> bool:
    """The copy includes that part, which is folded, and does not leave it out."""
    if part in {e.casefold() for e in copy.excludes}:
        return False
    included = {i.casefold() for i in copy.includes}
    return ALL in included or part in included
