"""One signature, one outage, one bankruptcy, and nearly everything is gone."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.vendor import Vendor
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule

MANY = 3


@rule(
    std="W",
    micro="-",
    clauses=["gdpr 32(2)", "iso27001 A.5.21", "iso22301 8.2.3", "nis2 21(2)(d)", "nist-csf GV.OC-05"],
)
def vendor_concentration(vendor: Vendor, facts: Facts) -> Iterator[Deviation]:
    """One vendor holds three or more of the supports on which a recovery stands.

    ## Why
    One mistyped command took the storage of a cloud region away, and with it the services, the copies and the status
    pages of many of its customers at once (incident aws-s3-2017).

    ## Bad
    ```yaml
    vendors:
      hostworks: {provides: [hosting, dns, login]}
    ```

    ## Good
    ```yaml
    vendors:
      hostworks: {provides: [hosting, dns, login]}
    risks:
      all-at-hostworks: {title: Hostworks fails, affects: [vendors/hostworks], treatment: accept,
        accepted: {by: managing-director, occurred: 2026-06-01, valid_until: 2027-06-01, reason: two vendors cost more}}
    ```

    ## Clears
    Some of it elsewhere; or a risk that names the vendor under `affects`, accepted by its owner with an end.

    ## Choices
    The six are what runs (services or data that lie there), backups, DNS or domain, login, status page, and the chat of
    responders. What `provides` says counts, and so does what lies there. Vendors of one group are counted singly: their
    accounts and machines are apart until the plan shows otherwise.
    """
    held = facts.supports(vendor)
    if len(held) >= MANY and not facts.is_risk_accepted(vendor):
        yield Deviation(
            at=vendor.path,
            message=f"{vendor.name_or_id} holds {listed((_WORDS[s] for s in held), 6)} at once",
            help="move one or two of them to somebody else, first of all the status page and a copy of the data",
            numbers={"supports": str(len(held))},
        )


_WORDS = {
    "primary": "what runs",
    "backup": "backups",
    "names": "the names (DNS or domain)",
    "login": "the login",
    "status": "the status page",
    "chat": "the responders' chat",
}
