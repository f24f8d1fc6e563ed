"""Objectives that cannot all be kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.age import add
from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.service import Service
from bcdr.rules.phrase import length, listed
from bcdr.rules.rule import rule


@rule(
    std="E W I -",
    micro="W I - -",
    clauses=["gdpr 32(1)(c)", "iso22301 8.2.2", "iso22301 8.3.3", "nist-csf GV.OC-05", "nis2-ir 4.1.3"],
    causes={"beyond-mtpd": ("E", "E")},
)
def objectives_inconsistent(service: Service, facts: Facts) -> Iterator[Deviation]:
    """The objectives of this service contradict each other, or those of a service it needs.

    ## Why
    A messenger promised to be back within the hour. The login that every user has to pass first was given a working
    day, and so nothing came back (incident kakao-2022).

    ## Bad
    ```yaml
    services:
      office: {depends_on: [datastores/customers, {on: services/reports}]}
    ```

    ## Good
    ```yaml
    services:
      office: {depends_on: [datastores/customers, {on: services/reports, fallback: last month's figures on paper}]}
    ```

    ## Clears
    Figures and tiers that agree; or a dependency that is not hard, with its fallback named.

    ## Choices
    An rto beyond the tolerable downtime (mtpd) is always an error. Time to catch up (wrt) counts as well: rto and wrt
    together must fit, at the grade of the tier; with `rto_clock: declaration` the estimated times to notice and to
    decide come on top. Only direct dependencies on other services are compared, each pair once: a tier that a
    datastore has of its own says how grave its loss is, not when it must be back.
    """
    rto = facts.rto_of(service)
    yield from _alone(service, rto)
    said = set()
    for number, dependency in enumerate(service.depends_on):
        needed = facts.plan.find(dependency.on)
        if dependency.fallback or not isinstance(needed, Service) or not needed.active:
            continue
        theirs = facts.rto_of(needed)
        own: list[str] = []
        other: list[str] = []
        if rto is not None and theirs is not None and rto < theirs:
            own.append(f"must be back within {length(rto)}")
            other.append(f"may take {length(theirs)}")
        if service.tier is not None and needed.tier is not None and service.tier < needed.tier:
            own.append(f"is of tier {service.tier}")
            other.append(f"is only of tier {needed.tier}")
        if own and dependency.on not in said:
            said.add(dependency.on)  # one thing may be needed in two ways
            yield Deviation(
                at=service.pointer("depends_on", number),
                message=f"{service.name_or_id} {listed(own)}, but needs {needed.name_or_id}, which {listed(other)}",
                help="let both owners agree on figures, or name the fallback that makes the dependency a soft one",
                cause=dependency.on,
            )


def _alone(service: Service, rto: timedelta | None) -> Iterator[Deviation]:
    mtpd = service.mtpd
    if rto is None or mtpd is None:
        return
    # the mtpd always counts from the disruption
    estimate = service.estimate if service.rto_clock == "declaration" else None
    before = (estimate.detect or timedelta(), estimate.decide or timedelta()) if estimate is not None else ()
    rto = add(*before, rto)
    if rto > mtpd:
        yield Deviation(
            at=service.pointer("rto" if service.rto is not None else "mtpd"),
            message=f"{service.name_or_id} may take {length(rto)} to come back, "
            f"but harm is unbearable after {length(mtpd)}",
            help="let the owner set an rto within the mtpd, and find a way to keep it",
            cause="beyond-mtpd",
        )
    elif service.wrt is not None and add(rto, service.wrt) > mtpd:
        yield Deviation(
            at=service.pointer("wrt"),
            message=f"{service.name_or_id} comes back after {length(rto)} and needs {length(service.wrt)} to catch up, "
            f"but harm is unbearable after {length(mtpd)}",
            help="shorten rto or catching up, so that both together fit into the mtpd",
            cause="catching-up",
        )
