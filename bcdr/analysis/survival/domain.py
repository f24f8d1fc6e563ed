"""Failure domains: which events take a location, and what is so little known about it that an event might take it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from bcdr.analysis.place import Labels
from bcdr.analysis.survival.event import HOSTILE
from bcdr.model.plan import Plan

CONTAINERS = {"storage": ("site", "region"), "site": ("region",), "account": ("provider",)}
"""What lies within what: a storage in another site is another storage."""
PHYSICAL = ("site", "region")
"""Labels of what can burn or flood, and then takes everything inside."""


class Unknown(NamedTuple):
    """A label that nobody wrote: the event that takes whatever it is. `within` are the containers that are known."""

    kind: str
    within: tuple[str | None, ...] = ()

    @property
    def label(self) -> str:
        """The label without its hostility."""
        return self.kind.removeprefix(HOSTILE)

    @property
    def containers(self) -> tuple[str, ...]:
        """The labels of what it lies within, in the order of `within`."""
        return CONTAINERS.get(self.label, ())


Atom = str | Unknown
"""What can happen to a thing: a known event, or one of which only the kind is known."""


def kind_of_atom(atom: Atom) -> str:
    """`site` of `site/fsn1` and of an unknown site."""
    return atom.kind if isinstance(atom, Unknown) else atom.partition("/")[0]


class Domains:
    """The failure domains of a plan: which label values there are, and which of them lies within which."""

    def __init__(self, plan: Plan, places: Iterable[Labels]) -> None:
        """Learns from every place which site a storage is in, which region a site, which provider an account."""
        self._groups = {v.id: v.group for v in plan.vendors.values() if v.group and v.group != v.id}
        self._physical = {
            p.ref: tuple(f"{label}/{value}" for label in PHYSICAL if (value := getattr(p, label)) is not None)
            for p in plan.places.values()
        }
        self._container: dict[tuple[str, str], dict[str, str | None]] = {}
        known = tuple(places)
        # what one place says of its site, others of a storage there need not say again: once more until nothing is new
        while True:
            self._learn(known)
            filled = tuple(map(self.filled, known))
            if filled == known:
                break
            known = filled

    def _learn(self, places: tuple[Labels, ...]) -> None:
        for label, containers in CONTAINERS.items():
            for place in places:
                value = _value(place, label)
                if value is not None:
                    mine = self._container.setdefault((label, value), {})
                    for container in containers:
                        _learn(mine, container, _value(place, container))

    def owners(self, vendor: str) -> frozenset[Atom]:
        """Events that take a vendor: its own end, and that of the group it belongs to."""
        group = self._groups.get(vendor)
        return frozenset({f"provider/{vendor}"} | ({f"provider/{group}"} if group is not None else set()))

    def filled(self, place: Labels) -> Labels:
        """The same labels, with the containers that other places of the same storage, site or account state."""
        found = place
        for label in ("storage", "site", "account"):
            value = _value(found, label)
            if value is not None:
                for container, within in self._container.get((label, value), {}).items():
                    if within is not None and _value(found, container) is None:
                        found = found._replace(**{container: within})  # type: ignore[arg-type] # labels of text
        return found

    def losses(self, place: Labels) -> frozenset[Atom]:
        """Events that take everything at a location. What is offline belongs to no account."""
        where = self.filled(place)
        found: set[Atom] = set(where.places)
        # what burns takes what is within it, whatever site that says to be in
        found.update(a for ref in where.places for a in self._physical.get(ref, ()))
        for label in ("storage", "site", "region", "provider", "account"):
            if label == "account" and where.offline:
                continue
            value = _value(where, label)
            found.add(f"{label}/{value}" if value is not None else _unknown(label, label, where))
        return frozenset(found) | (self.owners(where.provider) if where.provider is not None else frozenset())

    def takeovers(self, place: Labels) -> frozenset[Atom]:
        """Hostile accounts and admin planes that can destroy what lies there; none for what is offline."""
        if place.offline:
            return frozenset()
        where = self.filled(place)
        found: set[Atom] = set()
        for label in ("account", "admin"):
            value = _value(where, label)
            kind = f"{HOSTILE}{label}"
            found.add(f"{kind}/{value}" if value is not None else _unknown(kind, label, where))
        return frozenset(found)

    def covers(self, event: Atom, unknown: Unknown) -> bool:
        """The event may be the one that takes the unknown label: of one kind, and not shown to be apart."""
        if isinstance(event, Unknown):
            return event.kind == unknown.kind and all(
                mine == theirs or theirs is None for mine, theirs in zip(event.within, unknown.within, strict=True)
            )
        kind, _, value = event.partition("/")
        if kind != unknown.kind:
            return False
        mine = self._container.get((unknown.label, value), {})
        return not any(
            theirs is not None and mine.get(container) not in {None, theirs}
            for container, theirs in zip(CONTAINERS.get(unknown.label, ()), unknown.within, strict=True)
        )


def _value(place: Labels, label: str) -> str | None:
    value: str | None = getattr(place, label)
    return value


def _unknown(kind: str, label: str, where: Labels) -> Unknown:
    return Unknown(kind, tuple(_value(where, c) for c in CONTAINERS.get(label, ())))


def _learn(known: dict[str, str | None], container: str, value: str | None) -> None:
    """Two different answers are no answer."""
    if value is not None:
        known[container] = value if known.get(container, value) == value else None


def label_values(places: Iterable[Labels]) -> Mapping[str, tuple[str, ...]]:
    """The values of each label, sorted."""
    known = tuple(places)
    return {
        label: tuple(sorted({v for p in known if (v := _value(p, label)) is not None}))
        for label in ("storage", "site", "region", "provider", "account", "admin")
    }
