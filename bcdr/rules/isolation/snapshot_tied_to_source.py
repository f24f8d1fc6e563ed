"""Backups that vanish together with the machine or volume they were taken of."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.rules.phrase import named
from bcdr.rules.rule import rule


@rule(
    std="E E W I",
    micro="E W I -",
    clauses=["gdpr 32(1)(b)", "gdpr 32(1)(c)", "iso27001 A.8.13", "cis 11.4", "ncsc-cloud-backup 1"],
    against=["account", "datastores"],
)
def snapshot_tied_to_source(store: Datastore, facts: Facts) -> Iterator[Deviation]:
    """Every backup of the datastore is deleted together with the resource that it protects.

    ## Why
    An author deleted the wrong cloud server. The provider's snapshots went with it, as they always do; he was saved by
    a daily copy that he kept somewhere else (incident oded-blog-2017).

    ## Bad
    ```yaml
    places:
      snapshots: {region: eu-north, site: nuremberg-2, storage: volume-3, provider: hostworks, basis: contract}
    datastores:
      ledger:
        tier: 4
        copies:
          nightly: {kind: snapshot, at: snapshots, deleted_with_source: yes, immutable: unknown}
    ```

    ## Good
    ```yaml
    datastores:
      ledger:
        copies:
          nightly: {kind: snapshot, deleted_with_source: no}
    ```

    ## Clears
    One backup that stays when the source is deleted: copied out, under another account, or on a medium of your own.

    ## Choices
    A snapshot that was copied to another account or provider is not tied to its source, whatever it is called.
    """
    backups = facts.relied_on(store)
    if backups and all(c.deleted_with_source and not facts.is_elsewhere(store, c) for c in backups):
        names = named("backup", (c.id for c in backups))
        yield Deviation(
            at=store.pointer("copies"),
            message=f"deleting {store.name_or_id} deletes its {names} with it",
            help="copy one backup out of its reach: another account, another provider, or a disk of your own",
        )
