"""A service that everybody needs, and nobody has written how it comes back."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.service import Service
from bcdr.rules.rule import rule


@rule(
    std="E E W -",
    micro="E W - -",
    clauses=["iso22301 8.4.4", "iso22301 8.4.5", "gdpr 32(1)(c)", "nis2-ir 4.1.2", "cis 11.1", "nist-800-34 I3"],
    fix="scaffold",
    against=["any"],
)
def runbook_missing(service: Service, facts: Facts) -> Iterator[Deviation]:
    """No runbook brings this service or its data back.

    ## Why
    A search index with 17 million products was deleted by one wrong request. Nothing had been set up for this store,
    and building it again was expected to take six days (incident elasticsearch-delete).

    ## Bad
    ```yaml
    runbooks:
      restore-reports: {recovers: []}
    ```

    ## Good
    ```yaml
    runbooks:
      restore-reports: {recovers: [datastores/ledger]}
    ```

    ## Clears
    A runbook with owner, needs, steps and times that names the service, or one for each of its truth datastores, under
    `recovers`.

    ## Choices
    A runbook without a step is a title and does not count. For a service that is bought, a runbook that recovers its
    vendor counts. A runbook of the service is taken to include its data.
    """
    if facts.routes(service):
        return
    titles = [b.title for b in facts.runbooks(service)]
    yield Deviation(
        at=service.path,
        message=f"no runbook says how {service.name_or_id} comes back"
        + (f": {titles[0]!r} has no steps" if titles else ""),
        help="write one for a tired stranger: what it needs, the steps, who does them, how long they take",
    )
