"""Gates of the data: when a datastore is lost for good, and what takes each of its copies."""

from __future__ import annotations

from bcdr.analysis import rebuild, scope
from bcdr.analysis.survival.domain import Atom
from bcdr.analysis.survival.gate import Gate, Part, Why
from bcdr.analysis.survival.ground import Ground
from bcdr.model.datastore import Copy, Datastore, Key
from bcdr.model.value import UNBOUNDED


def store_gate(store: Datastore) -> Gate:
    """Lost for good: the data itself, every copy that counts, and what it could be made from again.

    Where no copy holds everything, it is enough that one part cannot be brought back.
    """
    if rebuild.fills_itself(store):
        return Gate(is_any=True, parts=())
    held = groups(store)
    if len(held) == 1:
        return _all_fall(store, held[0])
    return Gate(is_any=True, parts=tuple(Part(Why.PART, gate=f"part:{store.ref}#{n}") for n in range(len(held))))


def part_gate(store: Datastore, number: int) -> Gate:
    """One part of a store, or several that the same copies hold."""
    return _all_fall(store, groups(store)[number])


def _all_fall(store: Datastore, copies: tuple[Copy, ...]) -> Gate:
    parts = [Part(Why.PLACE, gate=f"source:{store.ref}"), *(Part(Why.NEED, gate=c.ref) for c in copies)]
    if store.rebuild is not None and store.rebuild.from_:
        parts.append(Part(Why.NEED, gate=f"rebuild:{store.ref}"))
    return Gate(is_any=False, parts=tuple(parts))


def counted(store: Datastore) -> tuple[Copy, ...]:
    """Copies that are still made and of which the plan says what they are."""
    return tuple(c for c in store.copies.values() if c.is_backup or (c.active and c.is_live))


def holders(store: Datastore) -> tuple[tuple[Copy, ...], ...]:
    """For each part of the store the copies that hold it; of parts in the same copies only one."""
    copies = counted(store)
    names = scope.parts_of(store)
    if not names:
        return (copies,)
    return tuple(dict.fromkeys(tuple(c for c in copies if c.is_live or scope.holds(c, name)) for name in names))


def groups(store: Datastore) -> tuple[tuple[Copy, ...], ...]:
    """The same without parts that more copies hold than another: they are not the first to be lost."""
    held = holders(store)
    return tuple(g for g in held if not any(set(o) < set(g) for o in held))


def rebuild_gate(store: Datastore, ground: Ground) -> Gate:
    """It cannot be made again: one of its sources is gone for good, or the steps cannot be done."""
    made = store.rebuild
    if made is None:
        return Gate(is_any=False, parts=())
    parts = [Part(Why.NEED, gate=f"datastores/{id_}") for id_ in made.from_]
    if made.runbook is not None and made.runbook in ground.plan.runbooks:
        parts.append(Part(Why.NEED, gate=f"runbooks/{made.runbook}"))
    return Gate(is_any=True, parts=tuple(parts))


def source_gate(store: Datastore, ground: Ground) -> Gate:
    """The live data is gone or wrong."""
    return Gate(
        is_any=True,
        parts=(
            Part(Why.PLACE, ground.losses_of(store)),
            Part(Why.DELETED, frozenset({store.ref})),
            Part(Why.SOFTWARE, _bad_software(store)),
            Part(Why.TAKEN, ground.destroyers(store)),
        ),
    )


def _bad_software(store: Datastore) -> frozenset[Atom]:
    return frozenset({f"software/{store.engine}"} if store.engine else ())


def damaging(store: Datastore, ground: Ground) -> frozenset[Atom]:
    """Events that change or delete the data in place, so that copies which follow do the same."""
    return ground.destroyers(store) | _bad_software(store) | {store.ref}


def copy_gate(copy: Copy, store: Datastore, ground: Ground) -> Gate:
    """The copy is gone, or nothing can be brought back from it."""
    parts = [Part(Why.PLACE, ground.losses_of(copy))]
    parts += _live(copy, store, ground) if copy.is_live else _backup(copy, store, ground)
    if copy.encrypted is not None and copy.encrypted.applied:
        parts.append(_key_part(copy.encrypted.key, copy, store, ground))
    if ground.readers(copy):
        parts.append(Part(Why.CREDENTIAL, gate=f"access:{copy.ref}"))
    return Gate(is_any=True, parts=tuple(p for p in parts if p.atoms or p.gate))


def _live(copy: Copy, store: Datastore, ground: Ground) -> list[Part]:
    """A live copy repeats what happens to the source; one that lags on purpose repeats only an intruder's work."""
    repeated = damaging(store, ground)
    if ground.corruption_loss(copy, store) != UNBOUNDED:
        repeated = ground.destroyers(store)
    return [Part(Why.TAKEN, ground.takeovers(ground.where(copy)) | ground.deleters(copy)), Part(Why.FOLLOWS, repeated)]


def _backup(copy: Copy, store: Datastore, ground: Ground) -> list[Part]:
    parts = _deletion(copy, store, ground)
    if copy.deleted_with_source:
        account = {a for a in ground.losses_of(store) if isinstance(a, str) and a.startswith("account/")}
        parts.append(Part(Why.TIED, ground.destroyers(store) | account | {store.ref}))
    is_late = ground.is_too_late(copy, store)
    if is_late is not False:
        parts.append(Part(Why.LATE, damaging(store, ground), is_shown=is_late is True))
    base = _base(copy, store)
    if base is not None:
        parts.append(Part(Why.BASE, gate=base))
    return parts


def _deletion(copy: Copy, store: Datastore, ground: Ground) -> list[Part]:
    """Who can delete the copy. A long enough lock without bypass, or being offline, keeps everybody out."""
    if ground.facts.labels(ground.where(copy)).offline:
        return []
    planes, logins = ground.takeovers(ground.where(copy)), ground.deleters(copy)
    lock = copy.immutable
    if lock is not None and lock.mode == "governance":
        # who may use the bypass is not written: whoever administers the place can, any other login perhaps
        return [Part(Why.TAKEN, planes), Part(Why.TAKEN, logins - planes, is_shown=False)]
    if lock is not None:
        needed = ground.must_reach(copy, store)
        if needed is not None and lock.for_ >= needed:
            return []
        return [Part(Why.TAKEN, planes | logins, is_shown=needed is not None)]
    parts = [Part(Why.TAKEN, planes | logins)]
    if not (logins or copy.pulled or copy.append_only or copy.run_by):
        # production sends it, and nobody wrote who may overwrite what was sent
        parts.append(Part(Why.TAKEN, ground.destroyers(store), is_shown=False))
    return parts


def _base(copy: Copy, store: Datastore) -> str | None:
    """Logs need the backup that they continue: the one they name, else any of its kind."""
    if copy.kind != "log-archive":
        return None
    if copy.base is not None and copy.base in store.copies:
        return store.copies[copy.base].ref
    return f"base:{copy.ref}"


def base_gate(store: Datastore) -> Gate:
    """No backup is left on which the logs could build."""
    bases = (c for c in store.copies.values() if c.is_backup and c.kind in {"dump", "snapshot", "image", "tape"})
    return Gate(is_any=False, parts=tuple(Part(Why.BASE, gate=c.ref) for c in bases))


def _key_part(key: Key | None, copy: Copy, store: Datastore, ground: Ground) -> Part:
    if key is None or (key.at is None and key.second_copy is None):
        # nobody wrote where the key is: then it may be where the data is
        return Part(Why.KEY, ground.losses_of(store), is_shown=False)
    return Part(Why.KEY, gate=f"key:{copy.ref}")
