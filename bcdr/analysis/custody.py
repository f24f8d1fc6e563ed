"""In whose hands a copy is, and which logins could take it."""

from __future__ import annotations

from enum import Enum

from bcdr.analysis.place import Labels, apart
from bcdr.model.datastore import Copy
from bcdr.model.people import Credential

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


def is_powerful(login: Credential) -> bool:
    """It may change, delete or restore something; or what it may do is not written."""
    return login.can is None or bool(login.can.delete or login.can.restore or login.can.write)
