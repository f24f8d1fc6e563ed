"""Nobody could say where the data or its backup lies, or somebody only believes it."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.analysis.location import Knowledge
from bcdr.finding import Deviation
from bcdr.model.datastore import Copy, Datastore
from bcdr.rules.rule import rule


@rule(
    std="W W I -",
    micro="W I - -",
    clauses=["gdpr 32(1)(b)", "gdpr 28(1)", "iso22301 8.3.2", "nis2-ir 4.2.2(c)", "rule-3-2-1-1-0 1-offsite"],
    against=["not-shown", "storage", "site", "region"],
)
def location_unverified(entry: Datastore | Copy, facts: Facts) -> Iterator[Deviation]:
    """The site of the data or of a backup is unknown or only assumed.

    ## Why
    Customers of a burnt data centre believed that their copies were in another building, because a paragraph of the
    terms sounded like it. One of them had his in the building that burnt (incident ovh-sbg2-2021).

    ## Bad
    ```yaml
    vendors:
      coldvault: {answers: {where_is_the_data: {answer: unknown, asked: 2026-11-01}}}
    places:
      vault: {basis: assumption}
    datastores:
      ledger:
        copies:
          nightly: {at: vault}
    ```

    ## Good
    ```yaml
    vendors:
      coldvault: {answers: {where_is_the_data: {answer: "Helsinki, building 2", basis: contract, occurred: 2026-11-01}}}
    places:
      vault: {basis: assumption}
    ```

    ## Clears
    The `site` of the place, with a `basis`: contract, the vendor's answer, what the vendor publishes, or a visit.

    ## Choices
    The data and each of its backups are told by themselves, since each is cleared by itself; what lies in a place that
    was told already is not told again. A vendor's dated answer to "where is the data" counts for everything that lies
    with this vendor. The organisation knows its own sites. A datastore without any backup is left to the isolation
    ladder, derived data is not asked.
    """
    if not facts.is_first_there(entry):
        return
    known = facts.location(entry)
    if known is Knowledge.KNOWN:
        return
    name = entry.name_or_id
    if isinstance(entry, Copy):
        name = f"the backup {entry.id} of {facts.source(entry).name_or_id}"
    yield Deviation(
        at=entry.pointer("at"),
        message=f"nobody wrote at which site {name} lies"
        if known is Knowledge.UNKNOWN
        else f"where {name} lies is only assumed",
        help="ask the vendor or look, then record the `site` of the place and its `basis`",
    )
