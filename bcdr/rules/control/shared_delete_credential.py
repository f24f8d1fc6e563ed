"""One stolen login is enough to delete the data and everything that would bring it back."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.model.people import Credential
from bcdr.rules.phrase import listed, named
from bcdr.rules.rule import rule

_HELP = (
    "give the backup rights to another login, or keep one copy that nobody can delete: a disk in a drawer or a locked "
    "bucket is enough, and ends no-undeletable-copy and backup-on-prod-admin-plane too"
)


@rule(
    std="E E W I",
    micro="W W I -",
    clauses=["gdpr 32(1)(b)", "nis2-ir 4.2.2(d)", "nis2 21(2)(i)", "cis 11.3", "ncsc-cloud-backup 1"],
    custodian=True,
    against=["hostile:credentials", "hostile:people"],
)
def shared_delete_credential(entry: Credential | Datastore, facts: Facts) -> Iterator[Deviation]:
    """One login can delete the data and every backup of it.

    ## Why
    The console login of a code host could delete everything the company had, and one day somebody else had that login
    (incident codespaces-2014).

    ## Bad
    ```yaml
    credentials:
      cv-admin: {can: {delete: [places/vault, datastores/ledger]}}
    datastores:
      ledger:
        tier: 4
        copies:
          nightly: {immutable: {mode: governance}}
    ```

    ## Good
    ```yaml
    credentials:
      cv-admin: {can: {delete: [places/vault, datastores/ledger]}}
    ```

    ## Clears
    Separate rights, a backup that is fetched by its own side, write-once storage, or one copy that nobody can delete.
    A disk in a drawer or one locked bucket does it, and answers no-undeletable-copy and backup-on-prod-admin-plane too.

    ## Choices
    A login is told once, with all that it can destroy; its tier is the gravest of that. A datastore is told where
    nothing but an admin plane of production stands in `deletable_by`, without a credential for it. Rights come from
    `can` of credentials on the datastore, the services that use it or its places, and from `deletable_by` of
    copies. Writing is as bad as deleting unless the copy is append-only. One step lower: a program's credential can
    overwrite some backup that its own side does not fetch.
    """
    if isinstance(entry, Credential):
        stores = facts.destroyed_by(entry)
        if stores:
            copies = [c.id for s in stores for c in facts.backups(s)]
            yield Deviation(
                at=entry.pointer("can"),
                message=f"with {entry.name_or_id} alone somebody can delete {listed(s.name_or_id for s in stores)} "
                f"and every backup ({listed(dict.fromkeys(copies))})",
                help=_HELP,
                tier=min(facts.store_tier(s) for s in stores),
            )
        return
    backups = facts.relied_on(entry)
    if not backups or any(facts.is_undeletable(c) for c in backups):
        return
    shared = facts.can_destroy_everything(entry)
    planes = [ref.partition("/")[2] for ref in shared if ref.startswith("admin/")]
    if shared:
        if len(planes) == len(shared):
            yield Deviation(
                at=entry.pointer("copies"),
                message=f"with the administration {listed(planes)} alone somebody can delete {entry.name_or_id} and "
                f"its every backup ({listed(c.id for c in backups)})",
                help=_HELP,
            )
        return
    machines = {c: facts.programs_over(c) for c in backups}
    exposed = [c for c in backups if machines[c]]
    if exposed:
        names = listed(dict.fromkeys(m for c in exposed for m in machines[c]))
        yield Deviation(
            at=exposed[0].path,
            message=f"the program login {names} can overwrite the {named('backup', (c.id for c in exposed))} "
            f"of {entry.name_or_id}, so whoever takes over that machine can too",
            help="let the program only add (`append_only`), or let the backup side fetch the data (`pulled`)",
            cause="overwrite",
            lower=True,
        )
