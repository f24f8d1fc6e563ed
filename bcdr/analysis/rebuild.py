"""Where derived data comes from when it is made again, and whether that would still be there."""

from __future__ import annotations

from datetime import timedelta

from bcdr.model.datastore import Datastore
from bcdr.model.plan import Plan


def fills_itself(store: Datastore) -> bool:
    """A cache: the author says that making it again takes no time, so nobody has to do it."""
    return store.rebuild is not None and store.rebuild.duration == timedelta()


def sources(store: Datastore, plan: Plan) -> tuple[Datastore, ...]:
    """The stores at the root of a rebuild: derived sources without a backup are followed to what they are made from.

    A chain that ends nowhere, or in itself, has no root.
    """
    found: dict[str, Datastore] = {}
    seen = {store.id}
    waiting = list(store.rebuild.from_) if store.rebuild else []
    while waiting:
        id_ = waiting.pop(0)
        source = plan.datastores.get(id_)
        if source is None or id_ in seen:
            continue
        seen.add(id_)
        if source.class_ == "derived" and not _is_backed_up(source):
            waiting += source.rebuild.from_ if source.rebuild else ()
        else:
            found[id_] = source
    return tuple(found.values())


def _is_backed_up(store: Datastore) -> bool:
    return any(c.is_backup for c in store.copies.values())
