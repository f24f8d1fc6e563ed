"""Ids inside an object that nothing defines: those that reading cannot resolve, because they are plain words.

References to collections are resolved while a plan is read. Left are names within an object (copies of one datastore,
steps of one runbook) and names that may also be free text (the copy of a drill, the channel of a notification).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from bcdr.analysis.proof import covered
from bcdr.model.change import Change
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.drill import Drill
from bcdr.model.organization import Waiver
from bcdr.model.plan import Plan
from bcdr.model.record import Entry, Pointer
from bcdr.model.runbook import Runbook

ALIKE = 0.85
"""So much like an existing id must a word be that may be free text, until it counts as a slip of the pen."""


class Dangling(NamedTuple):
    """One id that nothing defines: where it is written, where it should be defined, and the nearest id there.

    `twice` marks an id that two things of one kind carry; then `among` says where the first one is.
    """

    at: Pointer
    id: str
    among: str
    nearest: str = ""
    twice: bool = False


def dangling(entry: Entry | Plan, plan: Plan) -> Iterator[Dangling]:
    """Every such id of an object; of the plan itself those of its notifications."""
    look = _LOOKS.get(type(entry))
    if look is not None:
        yield from look(entry, plan)


def nearest(id_: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The known id most like it, or an empty text."""
    from difflib import get_close_matches  # noqa: PLC0415 - only when an id is broken

    return next(iter(get_close_matches(id_, list(known), n=1, cutoff=cutoff)), "")


def _copy(copy: Copy, plan: Plan) -> Iterator[Dangling]:
    store = plan.datastores[str(copy.path[1])]
    for name, id_ in (("from", copy.from_), ("base", copy.base)):
        if id_ is not None and id_ not in store.copies:
            yield Dangling(copy.pointer(name), id_, f"the copies of {store.name_or_id}", nearest(id_, store.copies))


def _drill(drill: Drill, plan: Plan) -> Iterator[Dangling]:
    if drill.recovery_point is not None:
        at = drill.pointer("recovery_point", "copy")
        yield from _named_copy(drill.recovery_point.copy, at, covered(drill, plan), plan)


def _change(change: Change, plan: Plan) -> Iterator[Dangling]:
    if change.backup_before is not None:
        yield from _named_copy(change.backup_before.copy, change.pointer("backup_before", "copy"), change.affects, plan)


def _named_copy(name: str | None, at: Pointer, refs: Iterable[str], plan: Plan) -> Iterator[Dangling]:
    """`nightly` or `orders-db/nightly`: with a datastore it must be a copy of that, else of any. Words are no id."""
    if name is None or " " in name:
        return
    store_id, slash, copy_id = name.removeprefix("datastores/").rpartition("/")
    store_id = store_id.removesuffix("/copies")
    if slash:
        store = plan.datastores.get(store_id)
        if store is None:
            yield Dangling(at, store_id, "datastores", nearest(store_id, plan.datastores))
        elif copy_id not in store.copies:
            near = nearest(copy_id, store.copies)
            yield Dangling(at, copy_id, f"the copies of {store.name_or_id}", f"{store_id}/{near}" if near else "")
        return
    touched = [s for r in refs if isinstance(s := plan.find(r), Datastore)] or list(plan.datastores.values())
    known = {id_ for s in touched for id_ in s.copies}
    if copy_id not in known and not any(copy_id in s.copies for s in plan.datastores.values()):
        yield Dangling(at, copy_id, "the copies of what it is about", nearest(copy_id, sorted(known)))


def _runbook(book: Runbook, plan: Plan) -> Iterator[Dangling]:  # noqa: ARG001 - one form for all
    places: dict[str, int] = {}
    for number, step in enumerate(book.steps):
        if step.id is not None and step.id in places:
            first = f"step {places[step.id] + 1}"
            yield Dangling(book.pointer("steps", number, "id"), step.id, first, twice=True)
        elif step.id is not None:
            places[step.id] = number
    for number, step in enumerate(book.steps):
        for position, id_ in enumerate(step.after):
            if id_ not in places:
                at = book.pointer("steps", number, "after", position)
                yield Dangling(at, id_, "the steps of this runbook", nearest(id_, places))


def _waiver(waiver: Waiver, plan: Plan) -> Iterator[Dangling]:
    if waiver.on == "plan":
        return
    kind, _, rest = waiver.on.partition("/")
    id_, _, copy = rest.partition("/copies/")
    known = plan.__dict__.get(kind)
    entries = known if isinstance(known, Mapping) else {}
    entry = entries.get(id_)
    if entry is None:
        near = nearest(id_, entries) or nearest(waiver.on, (e.ref for e in plan.entries()))
        near = near if "/" in near or not near else f"{kind}/{near}"
        yield Dangling(waiver.pointer("on"), waiver.on, "this plan", near)
    elif copy and not (isinstance(entry, Datastore) and copy in entry.copies):
        near = nearest(copy, entry.copies) if isinstance(entry, Datastore) else ""
        yield Dangling(waiver.pointer("on"), waiver.on, "this plan", f"{entry.ref}/copies/{near}" if near else "")


def _plan(plan: Plan, _: Plan) -> Iterator[Dangling]:
    for notice in plan.communication.notify.values() if plan.communication is not None else ():
        for name in ("channel", "fallback"):
            id_ = notice.__dict__[name]
            if id_ is not None and id_ not in plan.channels:
                near = nearest(id_, plan.channels, ALIKE)
                if near:
                    yield Dangling(notice.pointer(name), id_, "channels", near)


_LOOKS: dict[type, Callable[[Any, Plan], Iterator[Dangling]]] = {
    Copy: _copy,
    Drill: _drill,
    Change: _change,
    Runbook: _runbook,
    Waiver: _waiver,
    Plan: _plan,
}
