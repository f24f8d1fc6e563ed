"""Files of a running database, copied one after the other, are not a database."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.datastore import Copy
from bcdr.rules.rule import rule


@rule(
    std="E E W I",
    micro="E W I -",
    clauses=["gdpr 32(1)(c)", "gdpr 5(1)(f)", "iso27001 A.8.13", "nis2-ir 4.2.3", "cis 11.2"],
)
def unsafe_copy_method(copy: Copy, facts: Facts) -> Iterator[Deviation]:
    """The backup copies the files of a live database.

    ## Why
    A travel community synchronised the raw table files of its running database. What came back after the crash was
    incomplete and did not fit together (incident couchsurfing-2006).

    ## Bad
    ```yaml
    datastores:
      ledger:
        copies:
          nightly: {method: file-copy}
    ```

    ## Good
    ```yaml
    datastores:
      ledger:
        copies:
          nightly: {method: snapshot}
    ```

    ## Clears
    The engine's own dump or backup, a snapshot, or a pause of writes during the copy; proved by a restore.

    ## Choices
    Plain files may be copied as files. Where no engine is recorded it may be a database: one step lower. A versioned
    sync of a database of which no `method` is written copies files like any other sync.
    """
    is_sync = copy.kind == "versioned-sync" and copy.method is None
    if not copy.is_backup or not (copy.method == "file-copy" or is_sync):
        return
    store = facts.source(copy)
    database = facts.is_database(store)
    if database is False or (database is None and is_sync):
        return
    what = store.engine if database else "what may be a database (no `engine` is recorded)"
    doing = f"synchronises the files of {what}, and nothing says that writes are paused or a snapshot is taken"
    yield Deviation(
        at=copy.pointer("kind" if is_sync else "method"),
        message=f"the backup {copy.id} of {store.name_or_id} "
        f"{doing if is_sync else f'copies the files of {what} while it runs'}: such a copy need not fit together",
        help="use the engine's own backup, a snapshot or a pause of writes"
        + ("" if database else "; if these are plain files, record `engine: files`")
        + ("; if it does, write the `method`" if is_sync else ""),
        cause="" if database else "engine-unknown",
        lower=not database,
    )
