"""How the organisation speaks to the outside, and which of its public services a channel falls together with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from bcdr.analysis.place import Labels
from bcdr.model.communication import Channel
from bcdr.model.plan import Plan
from bcdr.model.service import Service

OWN = "self"
PUBLISHING = frozenset({"status-page", "social", "website"})
"""Kinds that speak to the outside unless they say otherwise."""
STATUS = frozenset({"status-page", "social", "website", "portal", "chat", "phone", "voice"})
"""Kinds where customers can look or call to learn what is wrong."""


class Shared(NamedTuple):
    """What a channel has in common with a public service: the kind of failure domain and its value."""

    what: str
    value: str
    service: Service


def is_outward(channel: Channel) -> bool:
    """Speaks to people outside the organisation."""
    return channel.direction == "outward" or (channel.direction is None and channel.kind in PUBLISHING)


def is_status(channel: Channel) -> bool:
    """A place where customers learn that something is wrong."""
    return is_outward(channel) and channel.kind in STATUS


def by_domain(
    services: Iterable[Service], labels: Callable[[Service], tuple[Labels, ...]]
) -> Mapping[tuple[str, str], Service]:
    """The first public service in each failure domain. `own` holds those whose site nobody recorded."""
    found: dict[tuple[str, str], Service] = {}
    for service in services:
        for place in labels(service):
            for key in _domains(place):
                found.setdefault(key, service)
            if place.provider == OWN:
                found.setdefault(("own", ""), service)
                if place.site is None:
                    found.setdefault(("own", "no site"), service)
        if service.dns_zone:
            found.setdefault(("DNS zone", service.dns_zone), service)
        for zone in (service.parts.dns if service.parts is not None else None) or ():
            found.setdefault(("DNS zone", f"datastores/{zone}"), service)
    return found


def _domains(place: Labels) -> Iterator[tuple[str, str]]:
    if place.site is not None:
        yield "site", place.site
    if place.account is not None:
        yield "account", place.account
    if place.admin is not None:
        yield "administration", place.admin
    if place.provider is not None and place.provider != OWN:
        yield "provider", place.provider


def shared(
    channel: Channel, at: Labels, domains: Mapping[tuple[str, str], Service], rests_on: Iterable[str]
) -> tuple[Shared, ...]:
    """Everything that `channel`, lying at `at` and resting on `rests_on`, has in common with public services."""
    found = [Shared(*key, domains[key]) for key in _domains(at) if key in domains]
    if at.provider == OWN and not found:
        # an own provider is no closer than the same building, unless nobody knows in which building it is
        service = domains.get(("own", "") if at.site is None else ("own", "no site"))
        if service is not None:
            found.append(Shared("provider", OWN, service))
    zones = [("DNS zone", zone) for zone in (*_zones(channel), *rests_on)]
    found += [Shared(*key, domains[key]) for key in zones if key in domains]
    return tuple(found)


def _zones(channel: Channel) -> Iterator[str]:
    """The zone of the channel's name and those above it: they fall together."""
    name = channel.dns_zone
    if name is None and channel.url is not None:
        name = channel.url.partition("://")[2].partition("/")[0].partition(":")[0]
    while name and "." in name:
        yield name
        name = name.partition(".")[2]


def audiences(plan: Plan) -> tuple[str, ...]:
    """Audiences of the outward channels, each once."""
    return tuple(dict.fromkeys(c.audience for c in plan.channels.values() if is_outward(c)))
