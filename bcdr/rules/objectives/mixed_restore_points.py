"""Each store comes back as it was, but not as it was at the same moment."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.analysis.usage import strictest
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.model.value import UNBOUNDED
from bcdr.rules.phrase import length
from bcdr.rules.rule import rule


@rule(
    std="W I - -",
    micro="I - - -",
    clauses=["gdpr 32(1)(c)", "gdpr 5(1)(f)", "iso22301 8.4.5", "nist-csf RC.RP-05", "dora 12(7)"],
)
def mixed_restore_points(store: Datastore, facts: Facts) -> Iterator[Deviation]:
    """Datastores that belong together can only be restored to different points in time.

    ## Why
    The database of a build service was emptied and restored; the tokens in people's browsers were not. Some who had
    signed in meanwhile were afterwards taken for other users (incident travisci-2018).

    ## Bad
    ```yaml
    datastores:
      orders-db: {consistency_group: orders}
      search-index: {consistency_group: orders, rebuild: {from: customers}}
    ```

    ## Good
    ```yaml
    datastores:
      orders-db: {consistency_group: orders}
      search-index: {consistency_group: orders, rebuild: {from: orders-db}}
    ```

    ## Clears
    Backups on one schedule, or fine enough for the strictest rpo of the group; or a runbook with a step of kind
    `reconcile`, which says how the stores are made to agree again.

    ## Choices
    A group is the datastores with the same `consistency_group`; its rpo is the strictest of theirs. Two states may lie
    as far apart as the longer of the two intervals. A member without any backup stays as it is when the others go back,
    so it is always too far, unless it is made again from one of them. Each member with a backup is named, since each
    has its own owner and its own runbook.
    """
    found = facts.drift(store)
    if found is None:
        return
    group = facts.consistency_group(store)
    rpo = strictest(facts.rpo(member) for member in group)
    if found.apart != UNBOUNDED and (rpo is None or found.apart <= rpo):
        return
    if facts.is_reconciled(group):
        return
    other = found.other.name_or_id
    if found.is_unbacked:
        why = f"{other} has no backup and stays as it is when {store.name_or_id} goes back"
    elif found.apart == UNBOUNDED:
        why = "nobody wrote when their backups are made"
    else:
        why = f"their backups may lie {length(found.apart)} apart"
        why += f", more than the {length(rpo)} that may be lost" if rpo is not None else ""
    yield Deviation(
        at=store.pointer("consistency_group"),
        message=f"{store.name_or_id} and {other} belong together, but {why}, and no runbook makes them agree again",
        help="put their backups on one schedule, or add a step of kind `reconcile` to the runbook that restores them",
    )
