"""The service promises more than its vendor does."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.service import Service
from bcdr.rules.phrase import length, listed
from bcdr.rules.rule import rule

_NOTHING = "nothing of the kind"


@rule(
    std="E W I -",
    micro="W I - -",
    clauses=["gdpr 28(1)", "gdpr 32(1)(c)", "iso27001 A.5.20", "nis2 21(2)(d)", "nist-csf GV.SC-08", "dora 11(4)"],
)
def vendor_objective_weaker(service: Service, facts: Facts) -> Iterator[Deviation]:
    """A vendor that the service cannot do without promises less than the service does.

    ## Why
    Small companies bought their mail as a service. When it was encrypted, the product was never brought back, and no
    contract had said how soon it would have to be (incident rackspace-exchange-2022).

    ## Bad
    ```yaml
    vendors:
      regista: {contract: {rto: 10d}}
    services:
      reports: {depends_on: [datastores/ledger, vendors/regista]}
    runbooks:
      restore-reports: {needs: [credentials/hw-admin, credentials/cv-admin, vendors/regista]}
    ```

    ## Good
    ```yaml
    vendors:
      regista: {contract: {rto: 10d}}
    services:
      reports: {depends_on: [datastores/ledger, {on: vendors/regista, fallback: send the figures by mail}]}
    runbooks:
      restore-reports: {needs: [credentials/hw-admin, credentials/cv-admin, vendors/regista]}
    ```

    ## Clears
    A figure in the contract that fits, or a way of your own: a fallback, or a runbook that does without the vendor.

    ## Choices
    Looked at are the vendor that runs the service and those it depends on while it runs, also by way of a service that
    has no rto of its own; with one, that service is asked, and objectives-inconsistent compares the two. The vendor's
    rpo matters only where it holds data of which there is no backup in other hands.
    """
    for vendor in facts.vendors_needed(service):
        rto, rpo = facts.rto_of(service), facts.rpo_of(service)
        if facts.has_own_route(service, vendor):
            continue
        contract = vendor.contract
        said: list[tuple[str, str]] = []
        for word, promised, needed in (
            ("be back", contract.rto if contract else None, rto),
            ("lose at most", contract.rpo if contract else None, rpo if facts.holds_alone(service, vendor) else None),
        ):
            if facts.is_weaker(promised, needed) and needed is not None:
                own = f"{word} within {length(needed)}" if word == "be back" else f"{word} {length(needed)}"
                said.append((own, length(promised) if promised is not None else _NOTHING))
        if said:
            yield Deviation(
                at=service.pointer("depends_on") if service.depends_on else service.pointer("vendor"),
                message=f"{service.name_or_id} must {listed(own for own, _ in said)}, "
                f"but {vendor.name_or_id} promises {_promised([theirs for _, theirs in said])}",
                help="agree on figures in the contract and note them, or plan a way without this vendor",
                cause=vendor.id,
            )


def _promised(theirs: list[str]) -> str:
    both = "neither" if len(theirs) > 1 else theirs[0]
    return both if len(set(theirs)) == 1 and theirs[0] == _NOTHING else " and ".join(theirs)
