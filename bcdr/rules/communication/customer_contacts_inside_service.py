"""The customers are gone from the screen, and so are their addresses."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.addressbook import CURRENT, Book
from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.plan import Plan
from bcdr.rules.rule import rule


@rule(
    std="W",
    micro="I",
    clauses=["gdpr 34(1)", "iso22301 8.4.3", "iso22301 7.4", "nist-800-34 I5"],
    fix="auto",
)
def customer_contacts_inside_service(plan: Plan, facts: Facts) -> Iterator[Deviation]:
    """The only list of customers' contacts is in the system that can be lost.

    ## Why
    A script deleted the sites of 775 customers, and with each site the addresses of its administrators; it took days
    until all of them had been told (incident atlassian-2022).

    ## Bad
    ```yaml
    kept:
      print: {includes: [plan, runbooks, contacts]}
    communication: {customer_contacts: {at: datastores/customers}}
    ```

    ## Good
    ```yaml
    kept:
      print: {includes: [plan, runbooks, contacts]}
    communication: {customer_contacts: {at: places/home-safe, refreshed: 2026-11-01}}
    ```

    ## Clears
    A copy elsewhere (`communication.customer_contacts`, or a kept bundle that holds them), refreshed within 30 days.

    ## Choices
    Asked where people outside use a service that keeps something of them: personal data, or the data of several
    customers. Elsewhere means shown to survive what takes these services: another site, storage, account and login. An
    old or undated list elsewhere still reaches most people: one step lower.
    """
    found = facts.customer_contacts
    if found is None or found is Book.ELSEWHERE:
        return
    said = {
        Book.OLD: f"lies elsewhere, but was not refreshed within {CURRENT.days} days",
        Book.INSIDE: "lies where it can be lost together with the service",
        Book.NONE: "is not known to exist outside of the service itself",
    }
    yield Deviation(
        at=("communication", "customer_contacts") if found is not Book.NONE else ("communication",),
        message=f"the list by which you would reach your customers {said[found]}",
        help="export names and addresses every month to a place of its own, and write place and day under "
        "`communication.customer_contacts`",
        lower=found is Book.OLD,
    )
