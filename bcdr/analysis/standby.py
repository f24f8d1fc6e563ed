"""A second installation: what it has in common with the first one, and which drills have shown that it takes over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bcdr.analysis.place import Label, Labels, same
from bcdr.model.drill import Drill
from bcdr.model.exercise import MEANINGS

PEAK = frozenset({"peak", "simulated-peak"})
"""Loads at which a drill shows what the heaviest hour asks."""

_DOMAINS: tuple[Label, ...] = ("storage", "site", "admin")


class Common(NamedTuple):
    """A failure domain in which both installations lie."""

    label: Label
    value: str


def in_common(homes: Sequence[Labels], standby: Labels) -> tuple[Common, ...]:
    """Storage, site and admin plane that a standby shares with a home; a shared storage says its site as well."""
    found = [Common(label, str(standby.get(label))) for label in _DOMAINS if _any_same(homes, standby, label)]
    return tuple(c for c in found if c.label != "site" or found[0].label != "storage")


def _any_same(homes: Sequence[Labels], standby: Labels, label: Label) -> bool:
    return any(same(home, standby, label) for home in homes)


def takeovers(
    drills: Iterable[Drill], of_service: Iterable[Drill], homes: Iterable[Labels], standby: Labels
) -> Iterator[Drill]:
    """Those of `drills` that took the home of a service away and let it go on elsewhere, whatever the result.

    A drill counts if it names the home among its places, or the service and no place but the standby: the loss of a
    single rack is not the loss of the home.
    """
    own = {drill.id for drill in of_service}
    home = {place for labels in homes for place in labels.places}
    for drill in drills:
        if not MEANINGS[drill.type].removes:
            continue
        named = {ref for ref in drill.covers if ref.startswith("places/")}
        took_home = not named.isdisjoint(home)
        moved = MEANINGS[drill.type].moves and drill.id in own and named <= set(standby.places)
        if took_home or moved:
            yield drill
