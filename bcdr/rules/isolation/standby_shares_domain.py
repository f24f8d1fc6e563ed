"""What takes the first installation takes the second one too."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.service import Service
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule

_SHARED = {"storage": "the storage {}", "site": "the site {}", "admin": "the administration {}"}


@rule(
    std="E W I -",
    micro="I - - -",
    clauses=[
        "gdpr 32(1)(b)",
        "iso22301 8.3.2",
        "iso27001 A.8.14",
        "nis2-ir 4.2.4",
        "nist-800-53-cp CP-7",
    ],
)
def standby_shares_domain(service: Service, facts: Facts) -> Iterator[Deviation]:
    """The standby of the service lies within reach of what takes the service.

    ## Why
    A messenger ran on thirty-two thousand servers in one rented building. Parts of it were doubled, inside that
    building, and the tools for switching over were there as well; recovery took 127 hours (incident kakao-2022).

    ## Bad
    ```yaml
    places:
      second-hall: {within: data-centre, storage: hall-2, admin: hw-second}
    services:
      office:
        standby: {at: second-hall, kind: warm}
    drills:
      restore-customers: {type: full-scale}
    ```

    ## Good
    ```yaml
    places:
      second-hall: {region: eu-north, site: helsinki-1, storage: hall-2, admin: hw-second}
    services:
      office:
        standby: {at: second-hall, kind: warm}
    drills:
      restore-customers: {type: full-scale}
    ```

    ## Clears
    A standby with storage, site and administration of its own, and tools to switch over that stand on neither side.

    ## Choices
    Only what is known to be shared is reported: a standby whose place nobody recorded claims nothing about it. A
    service that does not say where it runs is where its datastores are. Where the storage is shared, the site is not
    mentioned as well. The `target` of a runbook is a place to begin again and is judged by restore-target-missing.
    """
    standby = service.standby
    if standby is None:
        return
    shared = [_SHARED[c.label].format(c.value) for c in facts.shared_with_standby(service)]
    shared += ["the tools that control both"] if standby.shared_control else []
    if shared:
        yield Deviation(
            at=service.pointer("standby"),
            message=f"{service.name_or_id} and its standby share {listed(shared)}: "
            f"what takes {'it' if len(shared) == 1 else 'one of them'} takes both",
            help="move the standby to another site under another administration, with tools of its own",
        )
