"""When this old thing dies, nobody can buy, install or repair it any more."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.model.service import Service
from bcdr.rules.rule import rule


@rule(
    std="E W I -",
    micro="W I - -",
    clauses=["gdpr 32(1)(b)", "gdpr 32(1)(c)", "iso22301 8.3.4", "iso22301 8.4.5", "nist-800-34 P3"],
)
def legacy_without_rebuild(entry: Datastore | Service, facts: Facts) -> Iterator[Deviation]:
    """Something out of support is on the way back, and no route around it is recorded.

    ## Why
    Practices that a group had bought still ran on their old servers three years later; what was encrypted there could
    not simply be put on others (incident centric-health-2019).

    ## Bad
    ```yaml
    components:
      old-server: {title: Server of 2014, used_by: [datastores/ledger], end_of_support: 2024-06-30}
    ```

    ## Good
    ```yaml
    components:
      old-server: {title: Server of 2014, used_by: [datastores/ledger], end_of_support: 2024-06-30,
                   rebuild: any rented server with the image of the safe, takes: 4h}
    ```

    ## Clears
    A way to rebuild or replace it (`rebuild`, or a runbook with steps), and how long that takes.

    ## Choices
    Reported on what rests on the component: the datastore or service of the most critical tier, data first, and only
    there. Support that ends today is there until midnight. A route without a length is half a route: one step lower.
    """
    for component in facts.out_of_support(entry):
        way = facts.replacement(component)
        if way.is_written and way.takes is not None:
            continue
        lacks = "how long it takes to replace" if way.is_written else "how to rebuild or replace"
        yield Deviation(
            at=component.path,
            message=f"{entry.name_or_id} rests on {component.title!r}, out of support since "
            f"{component.end_of_support}, and it is not written {lacks} it",
            help="write `rebuild` (another machine, another program, the maker's last image) and `takes`",
            cause=component.id,
            lower=way.is_written,
        )
