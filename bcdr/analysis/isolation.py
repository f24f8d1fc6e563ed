"""The isolation ladders: the closest thing that one event takes together with a datastore and all its copies."""

from __future__ import annotations

from enum import Enum

from bcdr.analysis.place import Label, Labels, apart, distance_km, same
from bcdr.model.datastore import Copy


class Rung(Enum):
    """Rungs of the first ladder (where), closest first. Only one applies to a datastore."""

    UNBACKED = "unbacked"
    LIVE_ONLY = "live only"
    SAME_STORAGE = "same storage"
    SAME_SITE = "same site"
    SAME_REGION = "same region"
    CLEAR = "clear"


class Reach(Enum):
    """Rungs of the second ladder (who can reach the copies). Only one applies."""

    SAME_ACCOUNT = "same account"
    ACCOUNT_UNKNOWN = "account unknown"
    SAME_PROVIDER = "same provider"
    CLEAR = "clear"


FAR_KM = 100.0


def rung(source: Labels, live: int, backups: list[Labels], far_km: float = FAR_KM) -> Rung:
    """The closest shared level of a datastore at `source` with all of `backups`; `live` counts its live copies."""
    if not backups:
        return Rung.LIVE_ONLY if live else Rung.UNBACKED
    if all(same(b, source, "storage") for b in backups):
        return Rung.SAME_STORAGE
    if _none_apart(source, backups, "site") and any(same(b, source, "site") for b in backups):
        return Rung.SAME_SITE
    if any(is_far(b, source, far_km) for b in backups):
        return Rung.CLEAR
    return Rung.SAME_REGION


def reach(source: Labels, backups: list[tuple[Copy, Labels]], live: list[Labels]) -> Reach:
    """The closest shared authority over a datastore at `source` and all its `backups`.

    An offline or immutable copy shares no account. Unknown accounts are not treated as separate. A `live` copy with
    another provider outlives the one of the data, though it protects from nobody who gets into an account.
    """
    if not backups:
        return Reach.CLEAR
    labels = [place for _, place in backups]
    if not any(is_undeletable(copy, place) for copy, place in backups):
        separate = any(apart(b, source, "account") or apart(b, source, "provider") for b in labels)
        if not separate and any(same(b, source, "account") for b in labels):
            return Reach.SAME_ACCOUNT
        if not separate and all(b.account is None or source.account is None for b in labels):
            return Reach.ACCOUNT_UNKNOWN
    if source.provider not in {None, "self"} and all(same(b, source, "provider") for b in (*labels, *live)):
        return Reach.SAME_PROVIDER
    return Reach.CLEAR


def is_undeletable(copy: Copy, place: Labels) -> bool:
    """Offline, or locked so that no administrator can lift it (a governance lock has a bypass and does not count)."""
    if place.offline:
        return True
    return copy.immutable is not None and copy.immutable.mode != "governance"


def is_far(place: Labels, source: Labels, far_km: float = FAR_KM) -> bool:
    """In another region, or at least `far_km` away."""
    if apart(place, source, "region"):
        return True
    km = distance_km(place, source)
    return km is not None and km >= far_km


def _none_apart(source: Labels, backups: list[Labels], label: Label) -> bool:
    return not any(apart(b, source, label) for b in backups)
