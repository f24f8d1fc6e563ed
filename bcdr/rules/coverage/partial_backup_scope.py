"""The backups leave out something that the datastore holds."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="E W W I",
    micro="W W I -",
    clauses=["gdpr 32(1)(c)", "gdpr 5(1)(f)", "iso22301 8.3.2", "iso27001 A.8.13", "nis2-ir 4.2.2(b)", "cis 11.2"],
    against=["any"],
)
def partial_backup_scope(store: Datastore, facts: Facts) -> Iterator[Deviation]:
    """Part of this datastore is in none of its backups.

    ## Why
    A travel community changed its backup to copying table files. One of the two kinds of tables was never in it, and
    nobody compared, until the database was gone and some 15 of 100 tables with it (incident couchsurfing-2006).

    ## Bad
    ```yaml
    datastores:
      ledger:
        contents: [bookings, attachments]
        copies:
          nightly: {includes: [bookings]}
    ```

    ## Good
    ```yaml
    datastores:
      ledger:
        contents: [bookings, attachments]
        copies:
          nightly: {includes: [bookings, attachments]}
    ```

    ## Clears
    Backups that together include everything under `contents`, shown by a restore of the whole datastore.

    ## Choices
    What one backup leaves out and another one holds is covered. A backup on the storage of the data goes with it, so it
    covers nothing as soon as another one lies elsewhere; if all lie there, backup-same-storage speaks of that.
    Names are compared without regard to case. Engines or kinds of table are parts like any other, once `contents`
    names them.
    """
    backups = facts.backups(store)
    if store.class_ == "derived" or not backups:
        return
    missing = facts.outside_backups(store)
    if missing:
        elsewhere = facts.apart_from_storage(store) or backups
        narrow = next((c for c in elsewhere if c.excludes or c.is_declared("includes")), elsewhere[0])
        yield Deviation(
            at=narrow.pointer("excludes" if narrow.excludes else "includes"),
            message=f"{listed(missing)} of {store.name_or_id} {'is' if len(missing) == 1 else 'are'} in no backup"
            + (" that would outlive its storage" if len(elsewhere) < len(backups) else ""),
            help="let a backup include it, or take it out of `contents` if it need not come back",
        )
