"""Who keeps keys: places where sealed copies, keys and logins of people lie, and vendors that run nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.model.datastore import Key
from bcdr.model.plan import Plan


def keepers(plan: Plan) -> frozenset[str]:
    """References to places where keys are kept and no datastore lies, and to vendors all of whose places are such.

    Tokens of machines do not make a place one that keeps keys: they lie where the machine runs.
    """
    systems = {(store.at or "").removeprefix("places/") for store in plan.datastores.values()}
    places = {id_ for id_ in _kept(plan) if id_ in plan.places and id_ not in systems}
    run = {place.provider for id_, place in plan.places.items() if id_ in places}
    others = {place.provider for id_, place in plan.places.items() if id_ not in places}
    vendors = {id_ for id_ in run - others if id_ in plan.vendors}
    return frozenset({*(f"places/{id_}" for id_ in places), *(f"vendors/{id_}" for id_ in vendors)})


def _kept(plan: Plan) -> Iterator[str]:
    for credential in plan.credentials.values():
        if credential.break_glass is not None and credential.break_glass.place is not None:
            yield credential.break_glass.place
        if credential.human:
            yield (credential.kept_in or "").removeprefix("places/")
    for key in _keys(plan):
        yield from ((ref or "").removeprefix("places/") for ref in (key.at, key.second_copy))


def _keys(plan: Plan) -> Iterator[Key]:
    for store in plan.datastores.values():
        for encrypted in (store.encryption, *(copy.encrypted for copy in store.copies.values())):
            if encrypted is not None and encrypted.key is not None:
                yield encrypted.key
