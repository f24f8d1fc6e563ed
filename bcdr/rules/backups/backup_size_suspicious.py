"""A backup of the wrong size is often no backup."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.age import day_of
from bcdr.analysis.facts import Facts
from bcdr.analysis.job import SizeDoubt
from bcdr.finding import Deviation
from bcdr.model.datastore import Copy
from bcdr.rules.phrase import size
from bcdr.rules.rule import Factor, rule


@rule(
    std="W W I -",
    micro="W I - -",
    clauses=["gdpr 32(1)(d)", "iso22301 9.1", "iso27001 A.8.13", "nis2-ir 4.2.3", "rule-3-2-1-1-0 0"],
)
def backup_size_suspicious(copy: Copy, facts: Facts, *, floor: Factor = 0.1, drop: Factor = 0.5) -> Iterator[Deviation]:
    """The last backup is empty, far too small, or much smaller than the ones before.

    ## Why
    A university's tape job ran short of capacity and went on reporting success; how little was on the tapes came out
    when the disks were gone (incident kcl-2016).

    ## Bad
    ```yaml
    datastores:
      ledger:
        copies:
          nightly: {last_success: {size: 2MB}}
    ```

    ## Good
    ```yaml
    datastores:
      ledger:
        copies:
          nightly: {last_success: {size: 17GB}}
    ```

    ## Clears
    The reason found and the next run back to normal, or a restore drill after that run.

    ## Choices
    Only kinds that hold everything are compared with the size of the data, and only until a restore has passed since
    the backup was introduced or changed: some data does compress that well. Archived logs are not judged. A drill that
    says from which copy it restored clears that copy only.

    ## Options
    - floor: smallest share of the size of the data that a whole backup may have
    - drop: a backup smaller than this share of the usual size of the ones before is asked about
    """
    store = facts.source(copy)
    doubt = facts.size_doubt(copy, floor, drop) if copy.is_backup else None
    if doubt is None or copy.last_success is None or copy.last_success.size is None:
        return
    done = day_of(copy.last_success.occurred)
    if facts.is_proven(copy, None if doubt is SizeDoubt.SMALL else done):
        return
    name = f"the backup {copy.id} of {store.name_or_id} of {done.isoformat()}"
    now = size(copy.last_success.size)
    if doubt is SizeDoubt.EMPTY:
        message = f"{name} is empty"
    elif doubt is SizeDoubt.SHRUNK:
        message = f"{name} has {now}, the ones before usually had {size(facts.usual_size(copy) or 0)}"
    else:
        message = f"{name} has {now}, the data itself {size(store.size or 0)}"
    yield Deviation(
        at=copy.pointer("last_success", "size"),
        message=message,
        help="look what is missing in it, or restore it once and record the drill",
    )
