"""In whose hands a copy is."""

from __future__ import annotations

from enum import Enum

from bcdr.analysis.place import Labels, apart
from bcdr.model.datastore import Copy

OWN = "self"
REMOVABLE = frozenset({"tape", "disk-rotation"})


class Away(Enum):
    """How a copy has left the house."""

    VENDOR = "held by a vendor"
    REMOVABLE = "on a removable medium"
    OFF_SITE = "at another site"


def away(copy: Copy, place: Labels, source: Labels) -> Away | None:
    """How the copy has left the house; None when it stays at home."""
    if copy.run_by is not None or place.provider not in {None, OWN}:
        return Away.VENDOR
    if copy.kind in REMOVABLE or place.offline:
        return Away.REMOVABLE
    return Away.OFF_SITE if apart(place, source, "site") else None
