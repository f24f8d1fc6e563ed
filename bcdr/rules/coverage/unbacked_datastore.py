"""No copy of any kind is declared for data that cannot be rebuilt."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.analysis.isolation import Rung
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.rules.rule import rule


@rule(
    std="E E W I",
    micro="E E W -",
    clauses=["gdpr 32(1)(c)", "gdpr 5(1)(f)", "iso22301 8.3.2", "iso27001 A.8.13", "cis 11.2", "nis2 21(2)(c)"],
    fix="scaffold",
    against=["any"],
)
def unbacked_datastore(store: Datastore, facts: Facts) -> Iterator[Deviation]:
    """No copy of this datastore exists.

    ## Why
    A hosting company deleted customers' servers with a clean-up script; for most there was no copy, and the data was
    gone (incident 123reg-2016). What has no copy is lost with its first disk, its first mistake, its first thief.

    ## Bad
    ```yaml
    datastores:
      ledger:
        class: truth
        at: main-volume
        copies: {}
    ```

    ## Good
    ```yaml
    datastores:
      ledger:
        class: derived
        at: main-volume
        rebuild: {from: [orders-db], runbook: rebuild-index, duration: 1h, measured: 50m}
    ```

    ## Clears
    An active backup with a schedule and a place, or a valid waiver that says where the data would come from.

    ## Choices
    One step lower: a copy is mentioned, but of unstated kind. What nobody wrote down is not taken for a backup.
    """
    if store.class_ == "derived" or facts.rung(store) is not Rung.UNBACKED:
        return
    mentioned = [c for c in store.copies.values() if c.active]
    if mentioned:
        yield Deviation(
            at=mentioned[0].path,
            message=f"a copy of {store.name_or_id} is mentioned, but nobody wrote what it is, where it lies and when "
            "it is made: nothing shows that it would be there",
            help="write its kind, place and schedule, and restore it once",
            cause="unstated",
            lower=True,
        )
    else:
        yield Deviation(
            at=store.path,
            message=f"{store.name_or_id} has no copy at all: whatever takes it, takes it for good",
            help="add a backup under `copies`, at another site and under another account, and restore it once",
        )
