"""A big change, and nobody has looked at the backup first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.age import day_of
from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.change import BackupBefore, Change
from bcdr.rules.phrase import count
from bcdr.rules.rule import Hours, rule

RISKY = frozenset({"migration", "storage-upgrade", "engine-upgrade", "bulk-deletion"})


@rule(
    std="E E W I",
    micro="E W I -",
    clauses=["iso22301 6.3", "gdpr 32(1)(b)", "gdpr 32(1)(c)", "nist-csf RC.RP-03", "iso27001 A.8.13"],
)
def change_without_verified_backup(change: Change, facts: Facts, *, within: Hours = 24) -> Iterator[Deviation]:
    """A planned migration, upgrade or bulk deletion has no backup taken just before and opened.

    ## Why
    During work on its storage a phone service lost the main and the backup database at once, and its users' contacts
    and pictures with them (incident danger-sidekick-2009).

    ## Bad
    ```yaml
    changes:
      new-database: {title: move to the next database version, kind: engine-upgrade, affects: [datastores/orders-db],
                     planned: 2026-12-01, rollback: start the old version on the old volume,
                     no_return_after: first order on the new version, abort_when: counts differ}
    ```

    ## Good
    ```yaml
    changes:
      new-database: {title: move to the next database version, kind: engine-upgrade, affects: [datastores/orders-db],
                     planned: 2026-12-01, rollback: start the old version on the old volume,
                     no_return_after: first order on the new version, abort_when: counts differ,
                     backup_before: {copy: orders-db/nightly}}
    ```

    ## Clears
    `backup_before`: before the day which copy will be taken, on the day when it was taken and when it was opened.

    ## Choices
    Until the planned day the named copy is enough. From then on the times are asked; days are compared, so a backup of
    the day before counts as within 24 hours. Changes that are done or cancelled are history.

    ## Options
    - within: longest time between the backup and the work
    """
    if change.status != "planned" or change.kind not in RISKY or facts.is_over(change):
        return
    before = change.backup_before or BackupBefore()
    taken = before.occurred
    due = change.planned is not None and change.planned <= facts.as_of
    gap = change.planned - day_of(taken) if change.planned is not None and taken is not None else timedelta()
    if before.copy is None and taken is None:
        said = "lists no backup to be taken and opened just before"
    elif due and taken is None:
        said = f"was due on {change.planned}, and its backup beforehand has no time"
    elif gap > timedelta(hours=within):
        said = f"rests on a backup that is {count(gap.days, 'day')} older than the change itself"
    elif taken is not None and before.opened is None:
        said = "has a backup that nobody has opened"
    else:
        return
    yield Deviation(
        at=change.path,
        message=f"the change {change.title!r} {said}",
        help=f"take a backup at most {within} hours before, open it, and write both times under `backup_before`",
    )
