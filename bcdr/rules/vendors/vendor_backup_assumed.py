"""Somebody else is believed to make the backup."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.analysis.place import same
from bcdr.analysis.proof import restored_from
from bcdr.finding import Deviation
from bcdr.model.datastore import Copy, Datastore
from bcdr.rules.rule import rule


@rule(
    std="E W I -",
    micro="W I - -",
    clauses=["gdpr 28(1)", "gdpr 32(1)(c)", "iso27001 A.5.20", "iso27001 A.5.23", "nis2 21(2)(d)", "enisa-sme 10"],
    fix="scaffold",
)
def vendor_backup_assumed(entry: Datastore | Copy, facts: Facts) -> Iterator[Deviation]:
    """A backup is the vendor's own, and neither its contract nor a restore of ours shows that it exists.

    ## Why
    A well-read blog relied on its host's daily backup. The job had never been able to copy such machines, nobody was
    told, and on the day the disk failed there was nothing (incident codinghorror-2009).

    ## Bad
    ```yaml
    datastores:
      ledger:
        copies:
          nightly: {run_by: coldvault}
    drills:
      restore-ledger: {recovery_point: {copy: disk}}
    ```

    ## Good
    ```yaml
    datastores:
      ledger:
        copies:
          nightly: {run_by: coldvault}
    drills:
      restore-ledger: {recovery_point: {copy: nightly}}
    ```

    ## Clears
    A clause with place, interval and restore time (`contract.backup`), an own scheduled export, or a passed restore
    from that copy.

    ## Choices
    Where every backup of a datastore is the vendor's, the datastore is reported; where an own one lies beside it on the
    storage of the source, the vendor's copy is. An own scheduled backup on other storage makes this rule silent.
    """
    store = entry if isinstance(entry, Datastore) else facts.plan.datastores[str(entry.path[1])]
    backups = facts.backups(store)
    outside = [c for c in backups if c.run_by is not None]
    own = [c for c in backups if c.run_by is None]
    if not outside or any(_is_independent(c, store, facts) for c in own):
        return
    unproved = [c for c in outside if not _is_proved(c, store, facts)]
    if isinstance(entry, Datastore) and not own and len(unproved) == len(outside):
        who = _vendor(outside[0], facts)
        yield Deviation(
            at=store.path,
            message=f"every backup of {store.name_or_id} is made by {who}, and nothing shows that it exists",
            help="get place, interval and restore time into the contract, export it yourselves on a schedule, "
            "or have one copy restored and check it",
        )
    elif isinstance(entry, Copy) and entry in unproved and (own or len(unproved) < len(outside)):
        yield Deviation(
            at=entry.path,
            message=f"the backup {entry.id} of {store.name_or_id} is made by {_vendor(entry, facts)}, "
            "and nothing shows that it exists",
            help="get place, interval and restore time into the contract, or have it restored once and check it",
        )


def _is_independent(copy: Copy, store: Datastore, facts: Facts) -> bool:
    scheduled = copy.every is not None or copy.cron is not None
    return scheduled and not same(facts.labels(copy), facts.labels(store), "storage")


def _is_proved(copy: Copy, store: Datastore, facts: Facts) -> bool:
    vendor = facts.plan.vendors[str(copy.run_by)]
    clause = vendor.contract.backup if vendor.contract is not None else None
    if clause is not None and None not in {clause.place, clause.every, clause.restore_within}:
        return True
    return any(restored_from(d, copy) for d in facts.passed_restores(store))


def _vendor(copy: Copy, facts: Facts) -> str:
    return facts.plan.vendors[str(copy.run_by)].name_or_id
