"""Leftovers that hide gaps."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.datastore import Copy
from bcdr.model.record import Entry
from bcdr.rules.rule import rule

_KINDS = {"roles": "role", "vendors": "vendor", "runbooks": "runbook", "credentials": "login"}


@rule(
    std="I",
    micro="-",
    clauses=["iso22301 7.5", "nist-csf ID.IM-04"],
    fix="auto",
)
def orphan_object(entry: Entry, facts: Facts) -> Iterator[Deviation]:
    """Nothing in the plan refers to this object.

    ## Why
    The only administrator of a city network left behind equipment and passwords that no document led to (incident
    sf-fiberwan-2008). What hangs on nothing is either forgotten or missing somewhere else.

    ## Bad
    ```yaml
    vendors:
      old-host: {name: Former host Ltd, contract: {ends: 2027-12-31, owner: it-lead}}
    ```

    ## Good
    ```yaml
    vendors:
      old-host: {name: Former host Ltd, contract: {ends: 2027-12-31, owner: it-lead}}
    places:
      attic: {region: eu-west, site: attic, provider: old-host, basis: contract}
    ```

    ## Clears
    A reference from where it is used, or its removal.

    ## Choices
    In use is also: a vendor that is the provider of a place, a runbook that recovers something or answers a scenario,
    a role with powers, a login whose rights are written down. A copy of a retired datastore that is still made is left
    over too.
    """
    if isinstance(entry, Copy):
        if facts.is_copy_of_retired(entry):
            store = facts.source(entry)
            yield Deviation(
                at=entry.path,
                message=f"{store.name_or_id} is retired, but its copy {entry.id} is still made",
                help="stop the job and mark the copy `active: no`, or remove it",
            )
    elif facts.is_orphan(entry):
        yield Deviation(
            at=entry.path,
            message=f"nothing in the plan uses the {_KINDS[str(entry.path[0])]} {entry.name_or_id}",
            help="refer to it where it is used, or remove it",
        )
