"""Whether encrypted data could still be opened: where its keys are, and who knows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from typing import NamedTuple

from bcdr.analysis.place import Labels, same
from bcdr.model.datastore import Copy, Datastore, Key
from bcdr.model.record import Pointer

LabelsOf = Callable[[str | None], Labels]
Holders = Callable[[str], tuple[object, ...]]


class KeyRisk(Enum):
    """Why a key may be missing on the day."""

    NOWHERE = "no place is named"
    WITH_DATA = "falls with the data"
    ONE_PERSON = "one person"
    NOBODY = "nobody who is still here"


class KeyAtRisk(NamedTuple):
    """An encrypted thing (a copy, or None for the store itself) whose key is at risk, and where that key is."""

    copy: Copy | None
    risk: KeyRisk
    at: Pointer
    places: tuple[str, ...] = ()


def keys_at_risk(store: Datastore, labels: LabelsOf, holders: Holders) -> Iterator[KeyAtRisk]:
    """Encrypted data of `store` and its backups whose key may be lost together with it, or with one person."""
    home = labels(store.at)
    if store.encryption is not None and store.encryption.at_rest:
        found = _risk(store.encryption.key, store, (home,), labels, holders)
        if found is not None:
            yield KeyAtRisk(None, found, store.pointer("encryption", "key"), _places(store.encryption.key))
    for copy in store.copies.values():
        if copy.is_backup and copy.encrypted is not None and copy.encrypted.applied:
            # a backup is opened where the source is lost, so a key beside the source is gone as well
            found = _risk(copy.encrypted.key, store, (labels(copy.at), home), labels, holders)
            if found is not None:
                yield KeyAtRisk(copy, found, copy.pointer("encrypted", "key"), _places(copy.encrypted.key))


def _risk(
    key: Key | None, store: Datastore, near: tuple[Labels, ...], labels: LabelsOf, holders: Holders
) -> KeyRisk | None:
    places = _places(key)
    if key is None or not places:
        return KeyRisk.NOWHERE
    # each copy of the key is judged against each thing that may be lost: one event must leave one copy
    if any(all(_falls(p, store, lost, labels) for p in places) for lost in near):
        return KeyRisk.WITH_DATA
    people = {p for ref in key.holders for p in holders(ref)}
    if not key.holders or len(people) > 1 or len(set(places)) > 1:
        return None
    return KeyRisk.ONE_PERSON if people else KeyRisk.NOBODY


def _places(key: Key | None) -> tuple[str, ...]:
    """Where the key and its second copy are, as far as that is written."""
    return tuple(p for p in (key.at, key.second_copy) if p is not None) if key is not None else ()


def _falls(place: str, store: Datastore, lost: Labels, labels: LabelsOf) -> bool:
    if place == store.ref:
        return True
    where = labels(place)
    return any(same(where, lost, label) for label in ("storage", "site", "account"))
