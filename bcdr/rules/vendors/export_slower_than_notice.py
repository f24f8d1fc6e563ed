"""The house is sold, and the removal takes longer than the notice."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.rules.phrase import length
from bcdr.rules.rule import rule


@rule(
    std="E W I -",
    micro="W I - -",
    clauses=["gdpr 28(3)(g)", "iso27001 A.5.23", "iso22301 8.3.4", "nis2 21(2)(d)", "nist-csf GV.SC-08"],
)
def export_slower_than_notice(store: Datastore, facts: Facts) -> Iterator[Deviation]:
    """To fetch this data from its vendor takes longer than the vendor has to wait.

    ## Why
    A cloud storage company gave its customers two weeks. Two petabytes at the speed of a good line take most of a year
    (incident nirvanix-2013).

    ## Bad
    ```yaml
    vendors:
      hostworks:
        exit: {throughput: 5kB/s}
    places:
      second-zone: {region: eu-north, site: nuremberg-9, storage: bucket-9, provider: hostworks, account: hw-backup,
                    admin: hw-bucket, basis: contract}
    datastores:
      ledger:
        copies:
          nightly: {at: second-zone}
    ```

    ## Good
    ```yaml
    vendors:
      hostworks:
        exit: {throughput: 5kB/s}
    datastores:
      ledger:
        copies:
          nightly: {at: vault}
    ```

    ## Clears
    A second copy with somebody else, or figures that fit: a faster export, a longer notice.

    ## Choices
    Added up is everything that lies with the vendor, exists nowhere else and cannot be made again, the most critical
    tier first; the first that does not come out in time is reported, once for each vendor. A notice that nobody knows
    counts as 14 days. Where neither speed nor length of the export is known, vendor-without-exit asks for it.
    """
    found = facts.tight_export(store)
    if found is not None:
        name = found.vendor.name_or_id
        notice = found.vendor.contract.notice if found.vendor.contract is not None else None
        yield Deviation(
            at=store.path,
            message=f"until {store.name_or_id} is out of {name}, {length(found.needed)} go by; the notice is "
            + (length(found.notice) if notice is not None else f"not known, {length(found.notice)} at best"),
            help="keep a second copy with somebody else now, or agree a longer notice and try a faster export",
            numbers={"needed": f"{found.needed.days}d", "notice": f"{found.notice.days}d"},
        )
