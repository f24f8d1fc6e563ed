"""Nobody said how long the service may be down, or how much of its data may be lost."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.service import Service
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="E E W -",
    micro="W W - -",
    clauses=["gdpr 32(1)(c)", "iso22301 8.2.2", "nis2-ir 4.2.2(a)", "nist-800-34 P2", "dora 12(6)"],
    fix="scaffold",
)
def objectives_missing(service: Service, facts: Facts) -> Iterator[Deviation]:
    """The service has no recovery time objective, or no recovery point objective for its data.

    ## Why
    A music site lost twelve years of uploads in a move (incident myspace-2019). Where nobody has decided how much may
    be lost and how long it may take, every backup looks good enough.

    ## Bad
    ```yaml
    services:
      reports: {rto: unknown, rpo: unknown}
    ```

    ## Good
    ```yaml
    services:
      reports: {rto: 7d, rpo: 2d}
    ```

    ## Clears
    Both figures, decided by the owner of the service and approved with the plan.

    ## Choices
    The tier policy (`policy.tiers`) gives defaults. A service without data of its own needs no rpo, nor one whose
    datastores each have an `rpo`.
    """
    missing = ["how long it may be down (rto)"] if facts.rto_of(service) is None else []
    if facts.rpo_of(service) is None:
        bare = [s for s in facts.stores_of(service) if s.class_ != "derived" and s.rpo is None]
        missing += ["how much of its data may be lost (rpo)"] if bare else []
    if missing:
        yield Deviation(
            at=service.path,
            message=f"nobody has decided for {service.name_or_id} {listed(missing)}",
            help="ask the owner how long people can go without it and how many hours of data can be typed in again",
        )
