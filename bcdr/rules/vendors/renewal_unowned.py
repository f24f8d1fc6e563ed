"""Something ends soon and nobody is watching."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.vendor import Renewal, Vendor
from bcdr.rules.phrase import count
from bcdr.rules.rule import Days, rule


@rule(
    std="W",
    micro="W",
    clauses=["iso27001 A.5.20", "iso27001 A.5.22", "nis2 21(2)(d)", "iso22301 8.3.4"],
)
def renewal_unowned(entry: Renewal | Vendor, facts: Facts, *, period: Days = 60) -> Iterator[Deviation]:
    """A contract, domain, certificate or way of paying ends soon, or has ended, and has no owner.

    ## Why
    Two founders were locked out of their cloud account, and with it out of machines, databases and backups (incident
    raisup-digitalocean-2019). An unpaid bill or a lapsed name locks as well, and it gives notice to somebody.

    ## Bad
    ```yaml
    renewals:
      shop-domain: {title: the domain lantern.example, kind: domain, ends: 2026-12-15}
    ```

    ## Good
    ```yaml
    renewals:
      shop-domain: {title: the domain lantern.example, kind: domain, ends: 2026-12-15, owner: it-lead}
    ```

    ## Clears
    An owner; then, in time, the new end.

    ## Choices
    What renews by itself needs an owner too: renewal fails with the card that pays for it. For a contract the owner of
    the vendor counts.

    ## Options
    - period: how long before its end a renewal must have an owner
    """
    ends, owner, what = _end(entry)
    if ends is None or owner is not None or ends - facts.as_of > timedelta(days=period):
        return
    left = (ends - facts.as_of).days
    when = f"ends in {count(left, 'day')} ({ends})" if left >= 0 else f"ended {count(-left, 'day')} ago ({ends})"
    yield Deviation(
        at=entry.path,
        message=f"{what} {when} and nobody looks after it",
        help="name an `owner` who renews it, and put the date into a calendar",
    )


def _end(entry: Renewal | Vendor) -> tuple[date | None, str | None, str]:
    if isinstance(entry, Renewal):
        return entry.ends, entry.owner, entry.title
    contract = entry.contract
    if contract is None:
        return None, None, ""
    return contract.ends, contract.owner or entry.owner, f"the contract with {entry.name_or_id}"
