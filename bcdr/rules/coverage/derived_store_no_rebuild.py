"""Data that can be made again, if anybody knew how, from what, and in what time."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="E E W -",
    micro="E W I -",
    clauses=["gdpr 32(1)(c)", "iso22301 8.4.5", "iso27001 A.5.30", "nist-800-53-cp CP-10"],
    fix="scaffold",
    against=["any"],
)
def derived_store_no_rebuild(store: Datastore, facts: Facts) -> Iterator[Deviation]:
    """The datastore has no backup, and nobody has shown that it can be made again.

    ## Why
    A shop's product index was "only a read model". One mistaken request deleted 17 million entries, and making them
    again from upstream was going to take six days (incident elasticsearch-delete). What can be rebuilt is safe only if
    somebody wrote down how, the source is safe, and the time is known.

    ## Bad
    ```yaml
    datastores:
      search-index:
        rebuild: {measured: unknown}
    ```

    ## Good
    ```yaml
    datastores:
      search-index:
        rebuild: {from: orders-db, runbook: rebuild-index, measured: 50m}
    ```

    ## Clears
    A rebuild that was carried out and timed, with a runbook and a source that has a backup; or a backup of its own.

    ## Choices
    A passed and timed restore drill of the datastore counts as well. A derived source without a backup is followed to
    what it is made from itself. A cache that fills itself says so with `rebuild: {from: ..., duration: 0s}`; then no
    runbook and no measurement is asked. Whether the measured time is short enough is judged by rto-missed-in-drill.
    """
    if store.class_ != "derived" or facts.backups(store):
        return
    lacks = [*_procedure(store, facts), *_source(store, facts)]
    if lacks:
        yield Deviation(
            at=store.pointer("rebuild") if store.rebuild else store.path,
            message=f"{store.name_or_id} has no backup and relies on being made again, but {listed(lacks)}",
            help="write the rebuild as a runbook, carry it out once and note the time under `rebuild`; or add a backup",
        )


def _procedure(store: Datastore, facts: Facts) -> Iterator[str]:
    if facts.fills_itself(store):
        return
    rebuild = store.rebuild
    if not (rebuild and rebuild.runbook) and not facts.runbooks(store):
        yield "no runbook says how"
    timed = any(d.measured and d.measured.rto for d in facts.passed_restores(store))
    if not (rebuild and rebuild.measured) and not timed:
        yield "nobody has measured how long it takes"


def _source(store: Datastore, facts: Facts) -> Iterator[str]:
    sources = facts.rebuild_sources(store)
    if not sources:
        yield "nothing says from what"
    retired = [s.name_or_id for s in sources if not s.active]
    if retired:
        yield f"its source {listed(retired)} is no longer in use"
    unsafe = [s.name_or_id for s in sources if s.active and not facts.backups(s)]
    if unsafe:
        yield f"its source {listed(unsafe)} has no backup itself"
