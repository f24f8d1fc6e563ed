"""What everybody must pass before anything can be recovered: directories, logins, name service."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from enum import Enum

from bcdr.analysis.isolation import is_undeletable
from bcdr.analysis.place import Labels, apart
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.people import Credential
from bcdr.model.service import Service
from bcdr.model.vendor import Vendor

CRITICAL = 2
"""Up to this tier a service that cannot be found by its name is an emergency."""
NAMES = frozenset({"dns", "domain"})
GATES = frozenset({*NAMES, "login"})
"""What a vendor provides that is a gate to everything else; one that provides more is a host like any other."""


class Gate(Enum):
    """What a datastore is to a recovery."""

    DIRECTORY = "directory"
    ZONE = "zone"


def gates(
    stores: Iterable[Datastore],
    users: Callable[[Datastore], Iterable[Service]],
    tier: Callable[[Datastore], int],
    provider: Callable[[Datastore], Vendor | None],
) -> Mapping[str, Gate]:
    """By id the stores that recovery must pass: every directory, and the zones of public or critical services.

    A zone is what a service names as its part `dns`, or a store at a vendor that provides nothing but names. What is
    derived can be made again and is left out.
    """
    found: dict[str, Gate] = {}
    for store in stores:
        if store.class_ == "derived":
            continue
        vendor = provider(store)
        only = frozenset(vendor.provides) if vendor is not None else frozenset()
        if store.class_ == "identity" or (only and only <= GATES and "login" in only):
            found[store.id] = Gate.DIRECTORY
        elif _is_zone(store, users, only) and (tier(store) <= CRITICAL or any(u.public for u in users(store))):
            found[store.id] = Gate.ZONE
    return found


def _is_zone(store: Datastore, users: Callable[[Datastore], Iterable[Service]], provides: frozenset[str]) -> bool:
    named = any(u.parts is not None and store.id in (u.parts.dns or ()) for u in users(store))
    return named or bool(provides and provides <= NAMES)


def is_outside(copy: Copy, place: Labels, source: Labels) -> bool:
    """Whoever administers the source cannot reach the copy: offline, locked, or under another administration.

    Where an admin plane is not recorded, another account or provider stands for it.
    """
    if is_undeletable(copy, place):
        return True
    if place.admin is not None and source.admin is not None:
        return place.admin != source.admin
    return apart(place, source, "account") or apart(place, source, "provider")


def has_emergency_login(through: Collection[str], credentials: Iterable[Credential]) -> bool:
    """People have an emergency login that does not go through any of these login services and vendors."""
    return any(c.environment == "emergency" and c.human and c.login_via not in through for c in credentials)
