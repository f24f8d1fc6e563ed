"""How responders reach each other, and whether that way falls together with what they have to repair."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from bcdr.analysis.outward import Shared, by_domain, shared
from bcdr.analysis.place import Labels
from bcdr.model.communication import Channel
from bcdr.model.plan import Plan
from bcdr.model.service import Service

RESPONDING = frozenset({"chat", "voice", "mail", "paging"})
"""Kinds of channel that run on somebody's machines whatever the plan says; a list of numbers need not."""
_INSIDE = frozenset({"responders", "staff"})


def is_internal(channel: Channel) -> bool:
    """Speaks to the people who work here."""
    return channel.direction == "internal" or (channel.direction is None and channel.audience.casefold() in _INSIDE)


def can_fail(channel: Channel) -> bool:
    """It runs on something: of telephones that is so where the plan says on what."""
    if channel.kind == "phone":
        return channel.at is not None or bool(channel.depends_on)
    return channel.kind in RESPONDING


class Critical(NamedTuple):
    """The services of tier 1 with everything that they and their logins cannot do without, and where all that lies."""

    refs: Collection[str]
    first: Service | None
    domains: Mapping[tuple[str, str], Service]


def critical(
    services: Iterable[Service],
    logins: Iterable[str],
    plan: Plan,
    closure: Callable[[Iterable[str]], Collection[str]],
    locations: Callable[[Service], tuple[Labels, ...]],
) -> Critical:
    """`services` are those of tier 1, `logins` what people log in by to work on them."""
    known = list(services)
    refs = closure((*(s.ref for s in known), *logins)) if known else ()
    below = (e for r in refs if isinstance(e := plan.find(r), Service) and e.active)
    whole = tuple(dict.fromkeys((*known, *below)))
    return Critical(refs, known[0] if known else None, by_domain(whole, locations))


def falls_with(
    channel: Channel, at: Labels, rests_on: Iterable[str], plan: Plan, known: Critical
) -> tuple[Shared, ...]:
    """What the channel has in common with the services of tier 1; what both rest on comes first."""
    if known.first is None:
        return ()
    # what lies behind the first common need falls with it anyway
    both = (*rests_on, f"vendors/{at.provider}")
    ref = next((r for r in both if r in known.refs and r.startswith(("services/", "vendors/"))), None)
    own = shared(channel, at, known.domains, rests_on)
    entry = plan.find(ref)
    if entry is None:
        return own
    return (Shared("need", entry.name_or_id, entry if isinstance(entry, Service) else known.first), *own)
