"""The disk that dies takes the data and every backup with it."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.analysis.isolation import Rung
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="E E E W",
    micro="E E W I",
    clauses=["gdpr 32(1)(b)", "gdpr 32(1)(c)", "iso22301 8.3.2", "iso27001 A.8.13", "nis2-ir 4.2.2(c)", "cis 11.4"],
    against=["storage"],
)
def backup_same_storage(store: Datastore, facts: Facts) -> Iterator[Deviation]:
    """Every backup of the datastore lies on the storage that it protects.

    ## Why
    A university kept its snapshots on the storage array they were taken from. A part was exchanged, the array went
    down with everything on it, and the snapshots were as far away as the data (incident kcl-2016).

    ## Bad
    ```yaml
    datastores:
      ledger:
        copies:
          nightly: {at: main-volume}
    ```

    ## Good
    ```yaml
    datastores:
      ledger:
        copies:
          hourly: {kind: snapshot, at: main-volume, every: 1h, keep: 2d, last_success: 2026-11-20,
                   encrypted: {key: {at: office-safe, second_copy: places/home-safe}},
                   monitor: {by: dead-man-switch, alerts: it-lead, notices_missing_run: yes, alarm_tested: 2026-09-01}}
          nightly: {at: vault}
    ```

    ## Clears
    One backup on other storage, best at another site as well.
    """
    if store.class_ != "derived" and facts.rung(store) is Rung.SAME_STORAGE:
        storage = facts.labels(store).storage
        yield Deviation(
            at=store.pointer("copies"),
            message=f"every backup of {store.name_or_id} ({listed(c.id for c in facts.backups(store))}) "
            f"lies on {storage}, the same storage as the data",
            help="send one backup to other storage, best to another site and under another account",
        )
