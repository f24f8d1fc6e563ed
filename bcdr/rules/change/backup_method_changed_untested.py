"""The backup is made in another way now, and nobody has restored from it since."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.datastore import Copy
from bcdr.rules.rule import rule


@rule(
    std="E E W I",
    micro="E W I -",
    clauses=["gdpr 32(1)(d)", "iso22301 6.3", "iso22301 8.5", "iso27001 A.8.13", "nis2-ir 4.2.6", "cis 11.5"],
)
def backup_method_changed_untested(copy: Copy, facts: Facts) -> Iterator[Deviation]:
    """Method, tool, target or owner of a backup changed after the last restore from it that passed.

    ## Why
    A travel community copied its database in a new way for some weeks. The new way left out tables, which was noticed
    when the disks died: the gap between two methods is where data falls through (incident couchsurfing-2006).

    ## Bad
    ```yaml
    datastores:
      ledger:
        copies:
          nightly: {changed: 2026-10-01}
    ```

    ## Good
    ```yaml
    datastores:
      ledger:
        copies:
          nightly: {changed: 2026-09-01}
    ```

    ## Clears
    A passed restore from this copy after the day of the change.

    ## Choices
    A restore on the day of the change counts: it belongs to the change. A drill that does not say from which copy it
    restored counts for all; one from a copy that is made of this one, or builds on it, counts as well. Where the record
    of the last one shows what has changed since, that drill itself is reported. The target has
    changed also when a major change of the place where the copy lies was done. Derived data is left out.
    """
    store = facts.source(copy)
    changed = facts.remade(copy)
    if not copy.is_backup or store.class_ == "derived" or changed is None:
        return
    if facts.voided_restore_from(copy):
        return
    last = facts.last_passed_restore_from(copy)
    if last is not None and last.occurred is not None and last.occurred >= changed:
        return
    since = (
        f"the last restore from it that worked is older ({last.occurred})" if last else "nobody has restored from it"
    )
    yield Deviation(
        at=copy.pointer("changed") if copy.changed == changed else copy.path,
        message=f"the backup {copy.id} of {store.name_or_id} is made in another way since {changed}, and {since}",
        help="restore from it once onto a clean place, compare everything that should be there, and record the drill",
    )
