"""There is a way in to this vendor, and none out."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.vendor import Exit, Vendor
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="W W I -",
    micro="I - - -",
    clauses=["gdpr 28(3)(g)", "iso27001 A.5.23", "iso27001 A.5.21", "nis2 21(2)(d)", "nist-csf GV.SC-08"],
    fix="scaffold",
)
def vendor_without_exit(vendor: Vendor, facts: Facts) -> Iterator[Deviation]:
    """Nobody has written how to leave this vendor with all data, or tried it.

    ## Why
    A cloud storage company gave customers two weeks to fetch their data; some held more than their lines could carry
    in that time (incident nirvanix-2013).

    ## Bad
    ```yaml
    vendors:
      hostworks:
        exit: {format: SQL dump and files, throughput: 40MiB/s, replacement: unknown, tested: never}
    ```

    ## Good
    ```yaml
    vendors:
      hostworks:
        exit: {format: SQL dump and files, throughput: 40MiB/s, replacement: any host of virtual servers}
    ```

    ## Clears
    An exit sheet: form of the export, how long it takes, where to go; for tier 1 a day on which it was tried.

    ## Choices
    Asked of vendors that services rest on. Form, length and trial of an export are asked only of those that run or host
    a datastore in use; the others need a replacement. Speed and length say the same, one is enough.
    """
    served = facts.served_by_vendor(vendor)
    if not served:
        return
    way = vendor.exit or Exit()
    lacks = [] if way.replacement is not None else ["where to go instead"]
    untried = False
    if any(ref.startswith("datastores/") for ref in served):
        if way.format is None:
            lacks.append("in what form the data comes out")
        if way.duration is None and way.throughput is None:
            lacks.append("how long that takes")
        untried = facts.tier(vendor) == 1 and way.tested in {None, "never"}
    if lacks or untried:
        said = f"it is not written {listed(lacks)}" if lacks else "the way out was never tried"
        yield Deviation(
            at=vendor.path,
            message=f"if {vendor.name_or_id} closes or throws you out: {said}"
            + (", and the way out was never tried" if lacks and untried else ""),
            help="write the `exit` sheet, and for tier 1 load an export somewhere else once",
        )
