"""A restore of everything does not bring back one customer, and a restore of one does not scale to a thousand."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="W W I -",
    micro="-",
    clauses=["gdpr 32(1)(c)", "iso22301 8.4.5", "iso27001 A.5.30", "nis2-ir 4.2.2(e)", "soc2 CC7.5"],
    fix="scaffold",
)
def restore_granularity_missing(store: Datastore, facts: Facts) -> Iterator[Deviation]:
    """Nobody wrote how to bring back one customer, or many at once, out of this shared datastore.

    ## Why
    A maker of software could restore one customer in two days, or everything. When hundreds were deleted by mistake
    while all others went on working, neither way fitted, and it took two weeks (incident atlassian-2022).

    ## Bad
    ```yaml
    datastores:
      ledger: {multi_tenant: yes, tenants: {one: {runbook: restore-reports, takes: 1h}}}
    ```

    ## Good
    ```yaml
    datastores:
      ledger:
        multi_tenant: yes
        tenants: {one: {runbook: restore-reports, takes: 1h}, many: {runbook: restore-reports, takes: 2d}}
    ```

    ## Clears
    A runbook and its time for one customer and for many, one of the two carried out in a drill.

    ## Choices
    One step lower: both are written, and no drill ever used either of the runbooks. The time may also stand in the
    steps of the runbook. A service that keeps several customers means its source data, unless one of its datastores
    says so itself. Without several customers nothing is asked.
    """
    if not facts.is_shared_by_customers(store):
        return
    one, many = facts.tenant_restores(store)
    lacks = [what for what, found in (("one customer", one), ("many customers at once", many)) if not found.is_written]
    untimed = [w for w, f in (("one customer", one), ("many customers", many)) if f.is_written and not f.is_timed]
    at = store.pointer("tenants") if store.tenants is not None else store.path
    if lacks or untimed:
        said = [f"how to bring back {listed(lacks, last='or')}"] if lacks else []
        said += [f"how long it takes for {listed(untimed, last='or')}"] if untimed else []
        yield Deviation(
            at=at,
            message=f"{store.name_or_id} holds several customers, and nobody wrote {listed(said, last='or')}",
            help="write a runbook with its time for one customer and for many, and try one of them",
        )
    elif not (one.is_tried or many.is_tried):
        yield Deviation(
            at=at,
            message=f"nobody has ever tried to bring back single customers out of {store.name_or_id}",
            help="restore one customer beside the others once, and record the drill with its runbook",
            cause="untried",
            lower=True,
        )
