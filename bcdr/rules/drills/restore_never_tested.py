"""There are backups, and nobody has ever seen one come back."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.rules.rule import rule


@rule(
    std="E E W I",
    micro="E W I -",
    clauses=["gdpr 32(1)(c)", "gdpr 32(1)(d)", "iso22301 8.5", "iso27001 A.8.13", "cis 11.5", "nis2 21(2)(c)"],
    against=["unproven"],
)
def restore_never_tested(store: Datastore, facts: Facts) -> Iterator[Deviation]:
    """No restore of this datastore has ever passed.

    ## Why
    A bookmark service believed in its copies until the day it needed them (incident magnolia-2009). Until a restore
    has been seen to work, the backup does not exist.

    ## Bad
    ```yaml
    drills:
      restore-orders: {type: tabletop, measured: unknown}
    ```

    ## Good
    ```yaml
    drills:
      restore-orders: {type: system-restore}
    ```

    ## Clears
    A drill of a type that restores from copies, with result passed, that covers the datastore or its runbook.

    ## Choices
    Where one passed and what it exercised has changed since, the drill itself is reported.
    """
    if store.class_ == "derived" or not facts.backups(store):
        return
    if not facts.passed_restores(store) and not facts.voided_restore(store):
        tried = len(facts.restores(store))
        yield Deviation(
            at=store.path,
            message=f"no restore of {store.name_or_id} has ever passed"
            + (f", although {tried} {'was' if tried == 1 else 'were'} tried" if tried else ""),
            help="restore it onto a clean place, check the data, and record the drill with its times and evidence",
        )
