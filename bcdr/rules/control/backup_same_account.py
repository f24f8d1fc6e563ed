"""Who takes over, locks or closes the account takes data and backups at once."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.analysis.isolation import Reach
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.rules.phrase import named
from bcdr.rules.rule import rule


@rule(
    std="E E W I",
    micro="W W I -",
    clauses=["gdpr 32(1)(b)", "iso22301 8.3.2", "nis2-ir 4.2.2(d)", "cis 11.3", "cis 11.4", "ncsc-cloud-backup 2"],
    custodian=True,
    against=["account", "hostile:account"],
)
def backup_same_account(store: Datastore, facts: Facts) -> Iterator[Deviation]:
    """No backup of the datastore is shown to be outside the account that holds the data.

    ## Why
    An intruder in the cloud console of a code host deleted machines, snapshots and the "off-site" copies one after the
    other: they were all in the account that he had taken over. The company closed (incident codespaces-2014).

    ## Bad
    ```yaml
    places:
      second-zone: {region: eu-north, site: nuremberg-9, storage: bucket-9, provider: hostworks, account: hw-prod,
                    admin: hw-bucket, basis: contract}
    datastores:
      ledger:
        tier: 4
        copies:
          nightly: {at: second-zone, immutable: {mode: governance}}
    ```

    ## Good
    ```yaml
    places:
      second-zone: {region: eu-north, site: nuremberg-9, storage: bucket-9, provider: hostworks, account: hw-backup,
                    admin: hw-bucket, basis: contract}
    datastores:
      ledger:
        copies:
          nightly: {at: second-zone}
    ```

    ## Clears
    A backup under another account with other administrators; or one that is offline or locked against everybody.

    ## Choices
    A lock in governance mode has a bypass, so it does not count. An account nobody recorded is not treated as separate.
    """
    if store.class_ == "derived":
        return
    reach = facts.reach(store)
    names = named("backup", (c.id for c in facts.backups(store)))
    if reach is Reach.SAME_ACCOUNT:
        yield Deviation(
            at=store.pointer("copies"),
            message=f"{store.name_or_id} and its {names} are in one account, {facts.labels(store).account}: "
            "who gets into it, or locks it, has both",
            help="keep one backup under another account with other administrators, or offline, or locked",
        )
    elif reach is Reach.ACCOUNT_UNKNOWN:
        yield Deviation(
            at=store.pointer("copies"),
            message=f"{store.name_or_id} and its {names} are not shown to be in separate accounts: "
            "the plan does not say which accounts they are in",
            help="record the `account` of both places; if it is the same, move one backup or lock it",
            lower=True,
        )
