"""What has changed since a drill, and for which of its objects it therefore no longer counts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal, NamedTuple

from bcdr.analysis.exercised import SCHEME, behind, entry_of, of_field, of_whole, read
from bcdr.analysis.proof import covered
from bcdr.analysis.substance import Part, substance
from bcdr.model.datastore import Datastore
from bcdr.model.drill import Drill
from bcdr.model.exercise import MEANINGS
from bcdr.model.place import Place
from bcdr.model.plan import Plan
from bcdr.model.service import Service


class Difference(NamedTuple):
    """An object that is not what it was, and the field that differs.

    `field` is empty where only the whole can be compared, or where the object is no longer in the plan: `is_gone`.
    """

    ref: str
    field: str = ""
    is_gone: bool = False


class Memory:
    """The parts of the objects of one plan, each asked for once."""

    def __init__(self, plan: Plan) -> None:
        """Nothing is asked yet."""
        self.plan = plan
        self._parts: dict[str, tuple[Part, ...] | None] = {}
        self._digests: dict[str, Mapping[str, str]] = {}

    def parts(self, ref: str) -> tuple[Part, ...] | None:
        """The parts of an object, None if there is no such object."""
        if ref not in self._parts:
            entry = entry_of(self.plan, ref)
            self._parts[ref] = substance(entry, self.plan) if entry is not None else None
        return self._parts[ref]

    def digests(self, ref: str) -> Mapping[str, str]:
        """The digests of those parts that are written, by name."""
        if ref not in self._digests:
            self._digests[ref] = {p.name: of_field(p) for p in self.parts(ref) or () if p.value is not None}
        return self._digests[ref]


def voided(drill: Drill, memory: Memory) -> Mapping[str, tuple[Difference, ...]]:
    """By reference, the objects for which the drill no longer counts, and why; nothing where its record has no digests.

    An object is not judged by what nobody wrote down: without a digest of its own nothing is said of it, and digests of
    a version that this program does not know are left alone.
    """
    if not drill.digests:
        return {}
    changed = {ref: found for ref in drill.digests if (found := differences(ref, drill.digests[ref], memory))}
    if not changed:
        return {}
    return {ref: found for ref in covered(drill, memory.plan) if (found := _against(ref, drill, changed, memory.plan))}


def shown_by(drill: Drill, gone: Collection[str], plan: Plan) -> Literal["restore", "failover", "part"]:
    """What it showed of those that it no longer counts for: a restore, a failover, or only a part of the way."""
    meaning = MEANINGS[drill.type]
    lost = [plan.find(ref) for ref in gone]
    if meaning.restores and any(
        isinstance(e, Service) or (isinstance(e, Datastore) and e.class_ != "derived") for e in lost
    ):
        return "restore"
    return "failover" if meaning.moves and any(isinstance(e, (Service, Place)) for e in lost) else "part"


def _against(
    ref: str, drill: Drill, changed: Mapping[str, tuple[Difference, ...]], plan: Plan
) -> tuple[Difference, ...]:
    needed = behind(ref, drill, plan)
    # a copy that is no longer in the plan can be found below its store only
    below = (r for r in changed if r not in needed and r.partition("/copies/")[0] in needed and "/copies/" in r)
    return tuple(c for r in (*needed, *below) for c in changed.get(r, ()))


def differences(ref: str, digest: str, memory: Memory) -> tuple[Difference, ...]:
    """In what an object differs from its digest, in the order of its fields.

    What was not known then and is known now is learned, not changed.
    """
    parts = memory.parts(ref)
    if parts is None:
        return (Difference(ref, is_gone=True),)
    then = read(digest)
    if then.scheme == 0:
        return () if of_whole(parts) == then.whole else (Difference(ref),)
    if then.scheme != SCHEME:
        return ()
    now = memory.digests(ref)
    open_ = {p.name for p in parts if p.is_open}
    names = (*(n for n in then.fields if n not in now), *now)
    return tuple(
        Difference(ref, name)
        for name in names
        if then.fields.get(name) != now.get(name) and not (name in open_ and name not in then.fields)
    )
