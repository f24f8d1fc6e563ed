"""A copy that the program at hand cannot read is no copy."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.datastore import Copy
from bcdr.rules.rule import rule


@rule(
    std="W W I -",
    micro="W I - -",
    clauses=["gdpr 32(1)(c)", "gdpr 32(1)(d)", "iso27001 A.8.13", "nis2-ir 4.2.3", "nist-800-53-cp CP-9(1)"],
)
def backup_tool_mismatch(copy: Copy, facts: Facts) -> Iterator[Deviation]:
    """The program that makes the backup is of another release than the data, or nobody keeps what would read it.

    ## Why
    Inside one storage array two controllers ran firmware of different levels. A routine exchange of a part brought the
    array down, and a month of restoring began (incident kcl-2016). What does not fit together shows it on the day it
    must.

    ## Bad
    ```yaml
    datastores:
      orders-db:
        copies:
          disk: {tool: pg_dump 14}
    ```

    ## Good
    ```yaml
    datastores:
      orders-db:
        copies:
          disk: {tool: pg_dump 16}
    ```

    ## Clears
    The same release on both sides, or a restore from this copy that passed since both are what they are.

    ## Choices
    Compared are the major releases written in `engine` and `tool`. A program with a numbering of its own says nothing
    about the engine; a newer dump program counts as well, because what it writes need not load into the older engine.
    A drill that does not say from which copy it restored counts for all. Software that anybody can get any day need not
    be kept: the `reader` of a copy is asked for only where the plan says that it is unknown, and it must not lie on the
    storage of the data.
    """
    if not copy.is_backup:
        return
    store = facts.source(copy)
    name = f"the backup {copy.id} of {store.name_or_id}"
    differing = facts.releases(copy)
    if differing is not None and not facts.is_proven(copy):
        yield Deviation(
            at=copy.pointer("tool"),
            message=f"{name} is made with {copy.tool}, but the data runs on {store.engine}: "
            "nobody has shown that what it writes can be loaded again",
            help="bring both to the same release, or restore from this copy once and record the drill",
            cause="release",
            numbers={"engine": differing[0], "tool": differing[1]},
        )
    if copy.is_said_unknown("reader") or facts.is_reader_lost_with_data(copy):
        where = "lies on the storage of the data itself" if copy.reader else "is kept nowhere that anybody knows"
        yield Deviation(
            at=copy.pointer("reader"),
            message=f"{name} can be read only with software that {where}",
            help="keep the installer and its licence in another place, and write it as `reader`",
            cause="reader",
        )
