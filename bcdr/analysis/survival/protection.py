"""Gates of the data: when a datastore is lost for good, and what takes each of its copies."""

from __future__ import annotations

from typing import NamedTuple

from bcdr.analysis import rebuild, scope
from bcdr.analysis.loss import BASES
from bcdr.analysis.survival.domain import Atom, kind_of_atom
from bcdr.analysis.survival.gate import Gate, Part, Why
from bcdr.analysis.survival.ground import Ground
from bcdr.model.datastore import Copy, Datastore, Key


def store_gate(store: Datastore) -> Gate:
    """Lost for good: the data itself, every copy that counts, and what it could be made from again.

    Where no copy holds everything, it is enough that one part cannot be brought back.
    """
    if rebuild.fills_itself(store):
        return Gate(is_any=True, parts=())
    held = groups(store)
    if len(held) == 1 and held[0].is_shown:
        return _all_fall(store, held[0].copies)
    parts = (Part(Why.PART, gate=f"part:{store.ref}#{n}", is_shown=g.is_shown) for n, g in enumerate(held))
    return Gate(is_any=True, parts=tuple(parts))


def part_gate(store: Datastore, number: int) -> Gate:
    """One part of a store, or several that the same copies hold."""
    return _all_fall(store, groups(store)[number].copies)


def _all_fall(store: Datastore, copies: tuple[Copy, ...]) -> Gate:
    # backups first: they share less with the source, so a search for single events is soon over
    others = sorted(copies, key=lambda c: c.is_live)
    parts = [Part(Why.PLACE, gate=f"source:{store.ref}"), *(Part(Why.NEED, gate=c.ref) for c in others)]
    if store.rebuild is not None and store.rebuild.from_:
        parts.append(Part(Why.NEED, gate=f"rebuild:{store.ref}"))
    return Gate(is_any=False, parts=tuple(parts))


def counted(store: Datastore) -> tuple[Copy, ...]:
    """Copies that are still made and of which the plan says what they are."""
    return tuple(c for c in store.copies.values() if c.is_backup or (c.active and c.is_live))


class Group(NamedTuple):
    """Copies that hold the same parts of a store. Not `is_shown`: nobody wrote that there are such parts."""

    copies: tuple[Copy, ...]
    is_shown: bool = True


def holders(store: Datastore) -> tuple[Group, ...]:
    """For each part of the store the copies that hold it; of parts in the same copies only one."""
    copies = counted(store)
    names = scope.parts_of(store)
    if not names:
        return (Group(copies),)
    found = (Group(tuple(c for c in copies if scope.holds(c, n)), n != scope.REST) for n in names)
    return tuple(dict.fromkeys(found))


def groups(store: Datastore) -> tuple[Group, ...]:
    """The same without parts that more copies hold than another: they are not the first to be lost."""
    held = holders(store)
    shown = [set(g.copies) for g in held if g.is_shown]
    return tuple(
        g for g in held if not any(o < set(g.copies) or (o == set(g.copies) and not g.is_shown) for o in shown)
    )


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
    """The copy is gone, or nothing can be brought back from it; one that is no longer made earns no credit."""
    if not (copy.is_backup or (copy.active and copy.is_live)):
        return Gate(is_any=False, parts=())
    parts = [Part(Why.PLACE, ground.losses_of(copy))]
    parts += _live(copy, store, ground) if copy.is_live else _backup(copy, store, ground)
    if copy.encrypted is not None and copy.encrypted.applied:
        parts.append(_key_part(copy.encrypted.key, copy, store, ground))
    at = ground.where(copy)
    if at is not None and ground.readers(at):
        parts.append(Part(Why.CREDENTIAL, gate=f"access:{at}"))
    return Gate(is_any=True, parts=tuple(p for p in parts if p.atoms or p.gate))


def _live(copy: Copy, store: Datastore, ground: Ground) -> list[Part]:
    """A live copy repeats what happens to the source; one that lags on purpose repeats only an intruder's work."""
    repeated = damaging(store, ground)
    parts = [Part(Why.TAKEN, ground.takeovers(ground.where(copy)) | ground.deleters(copy))]
    if copy.deleted_with_source:
        parts.append(_tied(store, ground))
    is_late = ground.lags_enough(copy)
    if is_late is False:
        return [*parts, Part(Why.FOLLOWS, repeated)]
    parts.append(Part(Why.FOLLOWS, ground.destroyers(store)))
    return parts if is_late else [*parts, Part(Why.FOLLOWS, repeated, is_shown=False)]


def _tied(store: Datastore, ground: Ground) -> Part:
    """Whatever deletes the source, the closing of its account included."""
    account = {a for a in ground.losses_of(store) if kind_of_atom(a) == "account"}
    return Part(Why.TIED, ground.destroyers(store) | account | {store.ref})


def _backup(copy: Copy, store: Datastore, ground: Ground) -> list[Part]:
    parts = _deletion(copy, store, ground)
    if copy.deleted_with_source:
        parts.append(_tied(store, ground))
    is_late = ground.is_too_late(copy)
    if is_late is not False:
        parts.append(Part(Why.LATE, damaging(store, ground), is_shown=is_late is True))
    base = _base(copy, store)
    if base is not None:
        parts.append(Part(Why.BASE, gate=base))
    return parts


def _deletion(copy: Copy, store: Datastore, ground: Ground) -> list[Part]:
    """Who can delete the copy. A long enough lock without bypass, or being offline, keeps everybody out."""
    at = ground.where(copy)
    if ground.facts.labels(at).offline:
        return []
    planes, logins, lock = ground.takeovers(at), ground.deleters(copy), copy.immutable
    needed = ground.must_reach(copy) if lock is not None else None
    is_short = lock is None or (needed is not None and lock.for_ < needed)
    if lock is not None and not is_short and lock.mode != "governance" and needed is not None:
        return []
    if lock is not None and not is_short and lock.mode == "governance":
        # who may use the bypass is not written: whoever administers the place can, any other login perhaps
        parts = [Part(Why.TAKEN, planes), Part(Why.TAKEN, logins - planes, is_shown=False)]
    else:
        parts = [Part(Why.TAKEN, planes | logins, is_shown=is_short)]
    if not (logins or copy.pulled or copy.append_only or copy.run_by):
        # production sends it, and nobody wrote who may overwrite what was sent
        parts.append(Part(Why.TAKEN, ground.destroyers(store), is_shown=False))
    return parts


def _base(copy: Copy, store: Datastore) -> str | None:
    """Logs need the backup that they continue: the one they name, else any of its kind."""
    if copy.kind != "log-archive":
        return None
    named = store.copies.get(copy.base) if copy.base is not None else None
    return named.ref if named is not None and named.is_backup else f"base:{copy.ref}"


def base_gate(copy: Copy, store: Datastore) -> Gate:
    """No backup is left on which the logs could build; what they name instead of one is none."""
    if copy.base is not None:
        return Gate(is_any=False, parts=())
    bases = (c for c in store.copies.values() if c.is_backup and c.kind in BASES)
    return Gate(is_any=False, parts=tuple(Part(Why.BASE, gate=c.ref) for c in bases))


def _key_part(key: Key | None, copy: Copy, store: Datastore, ground: Ground) -> Part:
    if key is None or (key.at is None and key.second_copy is None):
        # nobody wrote where the key is: then it may be where the data is
        return Part(Why.KEY, ground.losses_of(store) | ground.destroyers(store), is_shown=False)
    return Part(Why.KEY, gate=f"key:{ground.same_key(copy, key)}")
