"""Whoever administers production administers the backups."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.analysis.place import apart, same
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="E W I -",
    micro="I - - -",
    clauses=["gdpr 32(1)(b)", "nis2-ir 4.2.2(d)", "cis 11.4", "ncsc-cloud-backup 1", "nis2 21(2)(i)"],
    against=["hostile:admin"],
)
def backup_on_prod_admin_plane(store: Datastore, facts: Facts) -> Iterator[Deviation]:
    """No backup is shown to be administered from elsewhere than the data.

    ## Why
    Attackers guessed one password at a haulage group and then destroyed servers, backups and the recovery systems: all
    of them trusted the same directory. The company did not survive (incident knp-2023).

    ## Bad
    ```yaml
    places:
      vault: {admin: hw-console}
    datastores:
      ledger:
        copies:
          nightly: {immutable: {mode: governance}}
    waivers:  # without this, no-undeletable-copy would speak as well
      lock: {rule: no-undeletable-copy, on: datastores/ledger, reason: the lock is changed in January, lost: one day,
             alternative: paper vouchers, approved_by: managing-director, occurred: 2026-11-01, valid_until: 2027-01-31}
    ```

    ## Good
    ```yaml
    places:
      vault: {admin: cv-console}
    ```

    ## Clears
    A backup under another directory or console with its own login; or a copy that is offline or locked, such as one
    USB disk in a drawer.
    """
    backups = facts.relied_on(store)
    if not backups or any(facts.is_undeletable(c) for c in backups):
        return
    home = facts.labels(store)
    if any(apart(facts.labels(c), home, "admin") for c in backups):
        return
    together = [c.id for c in backups if same(facts.labels(c), home, "admin")]
    if together:
        are = "is" if len(together) == 1 else "are"
        why = f"{listed(together)} {are} administered from {home.admin}, like the data"
    else:
        why = "nothing says from where data and backups are administered"
    yield Deviation(
        at=store.pointer("copies"),
        message=f"the backups of {store.name_or_id} are not shown to be under another administration: {why}",
        help="record the `admin` of the places, and separate it if it is one; a disk in a drawer or a locked bucket "
        "is enough, and ends no-undeletable-copy and shared-delete-credential too",
    )
