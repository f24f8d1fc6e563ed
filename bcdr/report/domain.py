"""What falls together, and what a copy is worth at first sight, in the words of a map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bcdr.analysis.facts import Facts
from bcdr.analysis.place import Labels, apart
from bcdr.model.datastore import BACKUP_KINDS, Copy, Datastore
from bcdr.report.drawing.topology import Sort
from bcdr.report.naming import says

PLACE_NOT_KNOWN = "Place not known"


def domain(labels: Labels) -> str:
    """The narrowest thing known to fall together as a building does: the site, else the provider; empty if unknown."""
    return f"site/{labels.site}" if labels.site else f"provider/{labels.provider}" if labels.provider else ""


def area_name(facts: Facts, key: str, names: Mapping[str, str]) -> str:
    """What people call a failure domain."""
    kind, _, value = key.partition("/")
    if kind == "provider":
        return f"{facts.vendor_name(value)}, site not known"
    return names.get(value, value) if key else PLACE_NOT_KNOWN


def providers(facts: Facts, found: Iterable[Labels], area: str) -> str:
    """Who runs the places, but for the organisation itself and for those whom the name of the area says."""
    named = {p.provider for p in found if p.site and p.provider not in {None, "self"}}
    return ", ".join(name for p in sorted(filter(None, named)) if not says(area, p, name := facts.vendor_name(p)))


def sort_of(facts: Facts, copy: Copy) -> Sort:
    """What a copy is worth at first sight."""
    if copy.is_live:
        return "live"
    if copy.kind not in BACKUP_KINDS:
        return "unstated"
    if facts.labels(copy).offline:
        return "offline"
    return "locked" if facts.is_undeletable(copy) else "backup"


def is_elsewhere(facts: Facts, store: Datastore, copy: Copy) -> bool:
    """The copy is shown to lie at another site than its datastore: both sites are known, and they differ."""
    return apart(facts.labels(store), facts.labels(copy), "site")
