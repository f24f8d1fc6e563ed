"""One wrong command, and the newest work of everybody is gone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.model.value import UNBOUNDED
from bcdr.rules.phrase import count, length
from bcdr.rules.rule import Days, rule

_BEARABLE = timedelta(hours=1)
"""A deletion that costs no more than this is mended by a restore."""


@rule(
    std="W W I -",
    micro="I I - -",
    clauses=["gdpr 5(1)(f)", "gdpr 32(1)(b)", "iso27001 A.8.13", "ncsc-cloud-backup 1", "ncsc-cloud-backup 3"],
)
def delete_without_grace(store: Datastore, facts: Facts, *, grace: Days = 7) -> Iterator[Deviation]:
    """What is deleted in this datastore is gone at once.

    ## Why
    A script was given the wrong list and deleted the sites of hundreds of customers for good, in minutes. Bringing them
    back from backups took up to two weeks (incident atlassian-2022). A trash that is emptied late costs a click.

    ## Bad
    ```yaml
    datastores:
      orders-db: {deletion: {grace: 3d}}
    ```

    ## Good
    ```yaml
    datastores:
      orders-db: {deletion: {grace: 7d, how: trash}}
    ```

    ## Clears
    A trash, soft deletion, versions or a delayed purge that keeps deleted data for that time; or a log archive, from
    which the moment before the deletion can be had.

    ## Choices
    Asked of data that people work with (class truth) and of directories (identity); configuration, code and secrets
    change seldom, and derived data is made again. Where the backups lose an hour at most, a restore is grace enough.
    Versions that the storage keeps by itself count as long as they are kept. A trash of which nobody wrote how long it
    keeps is not counted.

    ## Options
    - grace: shortest time for which deleted data must stay within reach
    """
    if store.class_ not in {"truth", "identity"} or facts.has_point_in_time(store):
        return
    kept, loss = facts.grace(store), facts.loss(store)
    if kept >= timedelta(days=grace) or loss.normal <= _BEARABLE:
        return
    if kept:
        what = f"stays within reach for {length(kept)} only"
    elif store.deletion is not None and store.deletion.how:
        what = f"is kept for a time that nobody wrote ({store.deletion.how})"
    else:
        what = "is gone at once"
    if loss.normal != UNBOUNDED:
        back = f"a backup that may be {length(loss.normal)} old"
    else:
        back = "a backup, but nobody can say how old" if loss.unknown else "no backup"
    yield Deviation(
        at=store.pointer("deletion") if store.deletion is not None else store.path,
        message=f"what somebody deletes in {store.name_or_id} {what}, and behind it stands {back}",
        help=f"keep deleted data for {count(grace, 'day')} before it is purged, and write it under `deletion`",
    )
