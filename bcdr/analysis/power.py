"""Who can destroy what: credentials and admin planes that can delete or overwrite data and its copies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from bcdr.analysis.place import Labels
from bcdr.model.datastore import Copy
from bcdr.model.plan import Plan


class Powers(NamedTuple):
    """For each place, datastore and service the references of the credentials that can delete, or change, it."""

    deleters: Mapping[str, tuple[str, ...]]
    writers: Mapping[str, tuple[str, ...]]

    def over(self, refs: Iterable[str], *, adding_only: bool = False) -> set[str]:
        """Credentials that can destroy something at one of `refs`; where they can only add, writing is harmless."""
        found: set[str] = set()
        for ref in refs:
            found.update(self.deleters.get(ref, ()))
            if not adding_only:
                found.update(self.writers.get(ref, ()))
        return found


def powers(plan: Plan) -> Powers:
    """Rights of all credentials, turned round."""
    deleters: dict[str, tuple[str, ...]] = {}
    writers: dict[str, tuple[str, ...]] = {}
    for credential in plan.credentials.values():
        if credential.can is None:
            continue
        for rights, refs in ((deleters, credential.can.delete), (writers, credential.can.write)):
            for ref in refs:
                rights[ref] = (*rights.get(ref, ()), credential.ref)
    return Powers(deleters, writers)


def over_source(refs: Iterable[str], place: Labels, known: Powers) -> frozenset[str]:
    """Credentials and the admin plane that can destroy the data itself; `refs` are the store and who uses it."""
    plane = {f"admin/{place.admin}"} if place.admin is not None else set()
    return frozenset(known.over((*refs, *place.places)) | plane)


def over_copy(copy: Copy, place: Labels, known: Powers) -> frozenset[str]:
    """Credentials and admin planes that can destroy a copy: those it names, and those with rights on its place."""
    return frozenset(known.over(place.places, adding_only=copy.append_only) | set(copy.deletable_by))
