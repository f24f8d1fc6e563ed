"""What goes down together with the most critical services, and what would still be there."""

from __future__ import annotations

from collections.abc import Iterable

from bcdr.analysis.place import Labels, apart, same

OWN = "self"
NEEDED = ("plan", "runbooks", "contacts")
"""What of the plan must be readable elsewhere."""


def is_outside(place: Labels, homes: Iterable[Labels]) -> bool:
    """Shown to survive whatever takes any of `homes`: another site, and no shared storage, account or login.

    What is offline has no account. A place of which neither site nor provider is known is shown to be nowhere.
    """
    if place.site is None and place.provider is None:
        return False
    return not any(_falls_with(place, home) for home in homes)


def _falls_with(place: Labels, home: Labels) -> bool:
    if same(place, home, "site") or same(place, home, "storage"):
        return True
    if place.offline:
        return False
    if same(place, home, "account") or same(place, home, "admin"):
        return True
    rented = place.provider not in {None, OWN}
    return rented and same(place, home, "provider") and not apart(place, home, "account")
