"""Whether there is a clean place to restore a service onto: elsewhere, and ready in time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import timedelta

from bcdr.analysis.place import Labels
from bcdr.model.place import Place
from bcdr.model.runbook import Runbook
from bcdr.model.service import Service


def has_target(
    service: Service,
    runbooks: Iterable[Runbook],
    spare: Iterable[Place],
    sites: Collection[str | None],
    labels: Callable[[str], Labels],
) -> bool:
    """One of the targets of `runbooks`, the standby, or a `spare` place is at none of `sites` and ready within the RTO.

    What is not known, a place or a time, is given the benefit of the doubt: naming the target is what is asked.
    """
    found: list[tuple[str | None, timedelta | None]] = [(p.id, p.lead_time) for p in spare]
    lead_times = {p.id: p.lead_time for p in spare}
    named = [b.target for b in runbooks if b.target is not None and (b.target.what or b.target.at) is not None]
    found += [(t.at, t.lead_time or lead_times.get(t.at or "")) for t in named]
    if service.standby is not None and service.standby.at is not None:
        found.append((service.standby.at, None))
    return any(_is_in_time(service, lead) and _is_elsewhere(at, sites, labels) for at, lead in found)


def _is_in_time(service: Service, lead: timedelta | None) -> bool:
    return lead is None or service.rto is None or lead <= service.rto


def _is_elsewhere(at: str | None, sites: Collection[str | None], labels: Callable[[str], Labels]) -> bool:
    site = labels(f"places/{at}").site if at is not None else None
    return site is None or site not in sites
