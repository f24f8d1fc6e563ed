"""Personal data in other hands, without the contract that the law asks for."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.vendor import Vendor
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="E",
    micro="E",
    clauses=["gdpr 28(3)", "gdpr 28(9)", "gdpr 28(1)"],
    gdpr=True,
)
def processor_without_dpa(vendor: Vendor, facts: Facts) -> Iterator[Deviation]:
    """A vendor handles personal data and no processing agreement is referenced.

    ## Why
    A password manager's customer vaults were copied from rented cloud storage (incident lastpass-2022). What a vendor
    must do to protect people's data, and to tell you, is only what you agreed in writing.

    ## Bad
    ```yaml
    vendors:
      coldvault:
        processor: {dpa: unknown}
    ```

    ## Good
    ```yaml
    vendors:
      coldvault:
        processor: {dpa: {reference: CV-7 annex B, occurred: 2025-01-15}}
    ```

    ## Clears
    Reference and date of the agreement.

    ## Choices
    A vendor handles personal data when it says so, when the register names it as processor, or when such data or a copy
    of it lies with it or is run by it. One that says `handles_personal_data: no` is believed, such as an owner of
    racks; so is one that decides on its own what it does with the data and is therefore no processor
    (`own_controller: yes`), such as a bank or a carrier. The day of the agreement is a reference too: it can be found.
    """
    shown = facts.processors.get(vendor.id)
    dpa = vendor.processor.dpa if vendor.processor is not None else None
    if not shown or vendor.own_controller or (dpa is not None and (dpa.reference or dpa.occurred)):
        return
    where = [ref for ref in shown if ref != vendor.ref]
    yield Deviation(
        at=vendor.path,
        message=f"{vendor.name_or_id} handles personal data"
        + (f" ({listed(where, 3)})" if where else "")
        + ", and no processing agreement is on record",
        help="conclude the agreement of GDPR Art. 28(3), and write its reference and date under `processor.dpa`",
    )
