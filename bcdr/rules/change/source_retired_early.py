"""The old system goes before the new one has shown that it has everything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.change import Change
from bcdr.rules.phrase import count
from bcdr.rules.rule import Days, rule


@rule(
    std="E E W -",
    micro="E W - -",
    clauses=["iso22301 6.3", "gdpr 32(1)(b)", "gdpr 5(1)(f)", "nis2-ir 4.2.3"],
)
def source_retired_early(change: Change, facts: Facts, *, after: Days = 30) -> Iterator[Deviation]:
    """The old system or copy is removed before the new one was shown complete, or too soon after.

    ## Why
    Some fifty million songs were found damaged after a move to new servers, and there was no other copy
    (incident myspace-2019). An old disk in a drawer for a month would have been one.

    ## Bad
    ```yaml
    changes:
      new-array: {title: move to the new array, kind: decommission, affects: [datastores/ledger], planned: 2026-12-01,
                  old_removed: 2026-12-10, verified_complete: unknown, rollback: back to the old array,
                  no_return_after: removal of the old array, abort_when: counts differ}
    ```

    ## Good
    ```yaml
    changes:
      new-array: {title: move to the new array, kind: decommission, affects: [datastores/ledger], planned: 2026-10-01,
                  old_removed: 2026-12-10, verified_complete: 2026-10-05, rollback: back to the old array,
                  no_return_after: removal of the old array, abort_when: counts differ}
    ```

    ## Clears
    The day on which the new system was shown complete, and a removal that much later.

    ## Choices
    A removal in the past can only be judged by whether completeness was shown at all.

    ## Options
    - after: how long the old one must stay after the new one was shown complete
    """
    removed, shown = change.old_removed, change.verified_complete
    if change.status == "cancelled" or removed is None:
        return
    name = f"the old system of {change.title!r}"
    if shown is None:
        goes = "was" if removed < facts.as_of else "is to be"
        yield Deviation(
            at=change.path,
            message=f"{name} {goes} removed on {removed}, and nobody has shown that the new one holds everything",
            help="compare counts and samples, write `verified_complete`, and keep the old one that long and more",
        )
    elif removed >= facts.as_of and removed - shown < timedelta(days=after):
        gap = (removed - shown).days
        yield Deviation(
            at=change.path,
            message=f"{name} is to be removed on {removed}, "
            + (f"only {count(gap, 'day')} after" if gap >= 0 else "before")
            + f" the new one was shown complete ({shown}); {after} are asked",
            help="keep it longer: what is missing is often noticed at the end of a month",
        )
