"""What falls together, and what a copy is worth at first sight, in the words of a map."""

from __future__ import annotations

from collections.abc import Mapping

from bcdr.analysis.facts import Facts
from bcdr.analysis.place import Labels
from bcdr.model.datastore import BACKUP_KINDS, Copy
from bcdr.model.place import Place
from bcdr.report.drawing.topology import Sort

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


def site_names(facts: Facts) -> dict[str, str]:
    """For each site the name of its outermost place, where there is only one, with the provider if it has another name."""
    found: dict[str, list[Place]] = {}
    for place in facts.plan.places.values():
        site = facts.labels(place.ref).site
        outer = facts.labels(f"places/{place.within}").site if place.within else None
        if site and site != outer:
            found.setdefault(site, []).append(place)
    return {
        site: _with_provider(facts, places[0].name_or_id if len(places) == 1 else site, places)
        for site, places in found.items()
    }


def _with_provider(facts: Facts, name: str, places: list[Place]) -> str:
    providers = {facts.labels(p.ref).provider for p in places}
    provider = providers.pop() if len(providers) == 1 else None
    if provider is None or provider == "self":
        return name
    known = (provider, facts.vendor_name(provider))
    first = {word.casefold() for said in known for word in said.replace("-", " ").split()[:1]}
    return name if first & set(name.casefold().replace(",", " ").split()) else f"{name} ({facts.vendor_name(provider)})"


def sort_of(facts: Facts, copy: Copy) -> Sort:
    """What a copy is worth at first sight."""
    if copy.is_live:
        return "live"
    if copy.kind not in BACKUP_KINDS:
        return "unstated"
    if facts.labels(copy).offline:
        return "offline"
    return "locked" if facts.is_undeletable(copy) else "backup"
