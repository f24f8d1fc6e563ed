"""There is no copy that an intruder with every password could not delete."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.rules.phrase import count, length
from bcdr.rules.rule import Days, rule


@rule(
    std="E W I -",
    micro="W I - -",
    clauses=["gdpr 32(1)(b)", "nis2-ir 4.2.2(d)", "cis 11.4", "ncsc-cloud-backup 1", "rule-3-2-1-1-0 1-immutable"],
    custodian=True,
    against=["hostile:account", "hostile:admin", "hostile:credentials", "hostile:people"],
)
def no_undeletable_copy(store: Datastore, facts: Facts, *, lock: Days = 14) -> Iterator[Deviation]:
    """No backup is offline, or locked for long enough against its own administrators.

    ## Why
    All sites of a district administration were encrypted, backups included, because the backups could be reached with
    the rights that the attackers had won. A disaster was declared (incident anhalt-bitterfeld-2021).

    ## Bad
    ```yaml
    datastores:
      ledger:
        copies:
          nightly: {immutable: {for: 3d}}
    ```

    ## Good
    ```yaml
    datastores:
      ledger:
        copies:
          nightly: {immutable: {for: 14d}}
    ```

    ## Clears
    A locked bucket whose lock nobody can lift, or an offline medium: one USB disk in a drawer is enough. The same copy
    answers shared-delete-credential and backup-on-prod-admin-plane.

    ## Options
    - lock: how long nobody may be able to delete the copy
    """
    backups = facts.relied_on(store)
    if not backups or any(facts.is_locked_for(c, timedelta(days=lock)) for c in backups):
        return
    locked = [c for c in backups if c.immutable is not None]
    if locked and locked[0].immutable is not None:
        held = locked[0].immutable
        short = f"the lock of {locked[0].id} " + (
            "can be lifted by an administrator" if held.mode == "governance" else f"lasts only {length(held.for_)}"
        )
    else:
        short = "none is offline or locked"
    yield Deviation(
        at=locked[0].pointer("immutable") if locked else store.pointer("copies"),
        message=f"an intruder with administrator rights could delete every backup of {store.name_or_id}: {short}",
        help=f"keep one copy that nobody can delete for {count(lock, 'day')}: a disk in a drawer or a locked bucket "
        "is enough, and ends shared-delete-credential and backup-on-prod-admin-plane too",
    )
