"""Backups, and nothing clean to put them on."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.plan import Plan
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="E W I -",
    micro="W I - -",
    clauses=["iso22301 8.3.4", "gdpr 32(1)(c)", "nis2-ir 4.2.4", "nist-800-53-cp CP-7", "soc2 A1.2"],
    causes={"tier-1": ("E", "W"), "tier-2": ("W", "I")},
)
def restore_target_missing(plan: Plan, facts: Facts) -> Iterator[Deviation]:
    """For a service of tier 1 or 2 no clean place to restore onto is recorded.

    ## Why
    When all sites of a district had been encrypted there was nothing clean to start on; an emergency infrastructure had
    to be built from nothing within two weeks (incident anhalt-bitterfeld-2021).

    ## Bad
    ```yaml
    places:
      spare-host: {lead_time: unknown}
    runbooks:
      restore-shop: {target: unknown}
      restore-office: {target: unknown}
    ```

    ## Good
    ```yaml
    places:
      spare-host: {lead_time: 2h}
    runbooks:
      restore-shop: {target: unknown}
      restore-office: {target: unknown}
    ```

    ## Clears
    A `target` in a runbook of the service, a standby, or a place with a `lead_time`: at another site, ready within the
    recovery time objective.

    ## Choices
    One finding for each of the two tiers, on the plan, with the services in it. A target that lies at the site of the
    service, or that takes longer to be ready than the service may be down, does not count. A service that is bought
    (`vendor`) needs an exit instead.
    """
    for tier in (1, 2):
        lost = [s for s in facts.services if s.tier == tier and s.vendor is None and not facts.has_target(s)]
        if lost:
            names = listed(s.name_or_id for s in lost)
            whose = "its" if len(lost) == 1 else "their"
            yield Deviation(
                at=("runbooks",),
                message=f"there is no clean place to restore {names} onto in time "
                f"if {whose} site is lost or {whose} systems are broken into",
                help="rent, reserve or promise one: write `target` with place and lead time into the runbook",
                cause=f"tier-{tier}",
            )
