"""Who trusts you with their data cannot see what you do for it."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.service import Service, Statement
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="I",
    micro="I",
    clauses=["iso22301 7.4", "gdpr 24(1)", "nist-csf GV.OC-04"],
    fix="scaffold",
)
def resilience_statement_missing(service: Service, facts: Facts) -> Iterator[Deviation]:
    """A service keeps other people's data and publishes nothing on where it lies, how it is backed up, and when tested.

    ## Why
    Thousands kept their bookmarks with a service that was one person with two servers; nothing that they could read
    told them so (incident magnolia-2009).

    ## Bad
    ```yaml
    services:
      shop: {keeps_others_data: yes}
    ```

    ## Good
    ```yaml
    services:
      shop:
        keeps_others_data: yes
        statement: {at: lantern.example/safety, occurred: 2026-09-20,
                    claims: [data in Nuremberg, copies every six hours in Helsinki, restored in September 2026]}
    ```

    ## Clears
    A `statement` with where it is published, when it was last updated, and claims that match the plan.

    ## Choices
    Asked of public services that keep the data of others: marked so, with several tenants, or of an organisation that
    is a custodian. Which claims it makes is not read; whether they go beyond the data is asked by contradictory-claim.
    """
    if not facts.keeps_others_data(service):
        return
    told = service.statement or Statement()
    words = {"at": "where it is published", "occurred": "when it was last updated", "claims": "what it claims"}
    lacks = [said for name, said in words.items() if not told.__dict__[name]]
    if lacks:
        yield Deviation(
            at=service.path if service.statement is None else service.pointer("statement"),
            message=f"people leave their data with {service.name_or_id}, and "
            + (
                "nothing is published on where it lies, how it is backed up and when that was tested"
                if service.statement is None
                else f"of what is published about its safety the plan does not say {listed(lacks)}"
            ),
            help="publish a page that says it, and write `statement` with `at`, `occurred` and `claims`",
        )
