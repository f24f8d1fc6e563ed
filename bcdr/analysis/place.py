"""Where things are: failure-domain labels after inheritance, and whether two of them fall together."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import Literal, NamedTuple

from bcdr.model.place import Place
from bcdr.model.plan import Plan

Label = Literal["storage", "site", "region", "provider", "account", "admin"]
LABELS: tuple[Label, ...] = ("storage", "site", "region", "provider", "account", "admin")


class Labels(NamedTuple):
    """The failure domains of one location. None is unknown, never "somewhere else"."""

    storage: str | None = None
    site: str | None = None
    region: str | None = None
    provider: str | None = None
    account: str | None = None
    admin: str | None = None
    country: str | None = None
    basis: str | None = None
    offline: bool = False
    coordinates: tuple[float, ...] = ()
    places: tuple[str, ...] = ()

    def get(self, label: Label) -> str | None:
        """The value of one label."""
        value: str | None = getattr(self, label)
        return value

    @property
    def domains(self) -> frozenset[str]:
        """Every failure domain as a scenario names it: `site/nuremberg-1`, and the places themselves."""
        return frozenset(self.places).union(f"{name}/{value}" for name in LABELS if (value := self.get(name)))


UNKNOWN = Labels()


def labels_of(plan: Plan, ref: str | None) -> Labels:
    """Labels of the place or vendor that `ref` names; nearest value wins going outward.

    A vendor counts as a place known only by its provider. A cycle of `within` ends the walk.
    """
    if ref is None:
        return UNKNOWN
    kind, _, id_ = ref.partition("/")
    if kind == "vendors":
        return Labels(provider=id_, places=(ref,))
    chain: list[Place] = []
    place = plan.places.get(id_)
    while place is not None and place not in chain:
        chain.append(place)
        place = plan.places.get(place.within) if place.within else None

    def first(name: str) -> str | None:
        return next((v for p in chain if (v := p.__dict__[name]) is not None), None)

    return Labels(
        storage=first("storage"),
        site=first("site"),
        region=first("region"),
        provider=first("provider"),
        account=first("account"),
        admin=first("admin"),
        country=first("country"),
        basis=first("basis"),
        offline=any(p.offline for p in chain),
        coordinates=next((p.coordinates for p in chain if p.coordinates), ()),
        places=tuple(p.ref for p in chain),
    )


def same(a: Labels, b: Labels, label: Label) -> bool:
    """Both carry the label and the values match."""
    value = a.get(label)
    return value is not None and value == b.get(label)


def apart(a: Labels, b: Labels, label: Label) -> bool:
    """Both carry the label and the values differ; false when either is unknown."""
    mine, other = a.get(label), b.get(label)
    return mine is not None and other is not None and mine != other


def distance_km(a: Labels, b: Labels) -> float | None:
    """Great-circle distance in kilometres (haversine, mean radius 6371 km); None without coordinates."""
    if len(a.coordinates) != 2 or len(b.coordinates) != 2:
        return None
    lat1, lon1, lat2, lon2 = map(radians, (*a.coordinates, *b.coordinates))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))
