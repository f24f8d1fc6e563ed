"""Locked out of one's own machines, with nobody to call."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.analysis.isolation import Reach, Rung
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.model.vendor import Account, Vendor
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule

TOLD = frozenset({Reach.SAME_ACCOUNT, Reach.ACCOUNT_UNKNOWN, Rung.SAME_STORAGE, Rung.SAME_SITE})
"""What other rules say of the same copies."""


@rule(
    std="E W I -",
    micro="W I - -",
    clauses=["gdpr 32(1)(b)", "iso22301 8.3.4", "iso27001 A.5.23", "nis2 21(2)(d)", "nist-csf GV.SC-08"],
    fix="scaffold",
)
def account_loss_unplanned(vendor: Vendor, facts: Facts) -> Iterator[Deviation]:
    """An account that carries services could be lost, and not everything is there to survive that.

    ## Why
    A program of the cloud provider took a burst of work for abuse and locked two founders out; machines, databases and
    backups were all inside (incident raisup-digitalocean-2019).

    ## Bad
    ```yaml
    vendors:
      hostworks: {contacts: [], account: {second_payment: no, escalation: unknown}}
    ```

    ## Good
    ```yaml
    vendors:
      hostworks: {contacts: [], account: {second_payment: yes, escalation: phone with the customer number}}
    ```

    ## Clears
    All four: two active `admins`, a `billing_contact` with a `second_payment`, an `escalation` to a human being, and a
    copy of the data that lies with somebody else.

    ## Choices
    Asked of vendors with whom services or datastores lie; the tier is that of what lies there. A telephone number among
    the vendor's `contacts` is an escalation. A locked copy in the same account is closed with it and does not count, an
    offline one does. Where the copy outside is all that is missing, the closest rule of isolation or control says so
    already; without any backup the rules of coverage do. A company of one is not asked for a second administrator.
    """
    held = facts.lies_with(vendor)
    if not held:
        return
    account = vendor.account or Account()
    lacks = []
    admins = [id_ for id_ in dict.fromkeys(account.admins) if facts.people(f"people/{id_}")]
    if len(admins) < min(2, facts.plan.organization.people or 2):
        lacks.append("second administrator" if admins else "known administrator")
    if account.billing_contact is None:
        lacks.append("contact for bills and warnings")
    if not account.second_payment:
        lacks.append("second way to pay")
    if account.escalation is None and not any(c.kind in {"phone", "mobile"} for c in vendor.contacts):
        lacks.append("way to a human being")
    inside = [e for e in held if isinstance(e, Datastore) and facts.goes_with_its_account(e)]
    if lacks or not all(facts.reach(s) in TOLD or facts.rung(s) in TOLD for s in inside):
        lacks += [f"copy of {listed((s.name_or_id for s in inside), 3)} outside of it"] if inside else []
        yield Deviation(
            at=vendor.path,
            message=f"should the account with {vendor.name_or_id} be closed or taken over, there is no "
            f"{listed(lacks, last='and no')}",
            help="fill in `account`, and keep one copy with somebody else under other logins",
            tier=min(t for e in held if (t := facts.tier(e)) is not None),
        )
