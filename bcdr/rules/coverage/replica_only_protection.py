"""Every copy follows the source, so every mistake reaches every copy."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.analysis.isolation import Rung
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="E E W I",
    micro="E E W -",
    clauses=["gdpr 32(1)(c)", "gdpr 5(1)(f)", "iso22301 8.3.2", "iso27001 A.8.13", "cis 11.2", "rule-3-2-1-1-0 3"],
    against=["datastores", "software", "hostile:account", "hostile:admin", "hostile:credentials", "hostile:people"],
)
def replica_only_protection(store: Datastore, facts: Facts) -> Iterator[Deviation]:
    """All copies of this datastore are live: none of them remembers yesterday.

    ## Why
    A bookmark service kept its half terabyte in step on two servers. When the file system of the first went bad, the
    second took over the damage within seconds, and there was no older state anywhere (incident magnolia-2009).
    Replicas, mirrors, RAID and clusters keep a service running; they do not bring back what was deleted.

    ## Bad
    ```yaml
    datastores:
      ledger:
        copies:
          nightly: {kind: replica}
    ```

    ## Good
    ```yaml
    datastores:
      ledger:
        copies:
          standby: {kind: replica, at: main-volume}
          nightly: {kind: dump}
    ```

    ## Clears
    One backup that keeps earlier states and does not follow deletions: a dump, a snapshot elsewhere, versions.
    """
    if store.class_ == "derived" or facts.rung(store) is not Rung.LIVE_ONLY:
        return
    live = [f"{c.id} ({c.kind})" for c in facts.live_copies(store)]
    yield Deviation(
        at=store.pointer("copies"),
        message=f"{store.name_or_id} is copied only by {listed(live)}: "
        f"whatever is deleted or damaged in the original is gone from {'it' if len(live) == 1 else 'them'} at once",
        help="add one backup that keeps earlier states, such as a nightly dump at another site",
    )
