"""Contracts with processors, and certificates that stand for measures."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.audit import Audit
from bcdr.frameworks.article28 import duty_items, frame_items
from bcdr.report.check.check import Gap, check


@check("medium", ["gdpr 28(3)"], "art32")
def processor_contract_gap(audit: Audit) -> Iterator[Gap]:
    """The contract with a processor does not show every point of Art. 28(3).

    ## Why
    Seven facts and eight duties belong into the contract. What it does not say about security, deletion and audits
    nobody can demand on the day of a loss.

    ## Clears
    `processor.contract_items` of the vendor says yes to each of the fifteen points, after somebody read the contract.
    """
    items = [i.id for i in (*frame_items(), *duty_items())]
    for vendor in audit.facts.plan.vendors.values():
        if vendor.processor is None:
            continue
        given = {k for k, v in vendor.processor.contract_items.items() if v}
        absent = [i.replace("_", " ") for i in items if i not in given]
        if absent:
            yield Gap(
                vendor,
                vendor.pointer("processor", "contract_items"),
                f"{vendor.name_or_id}: {len(absent)} of {len(items)} contract points of Art. 28(3) not shown",
                "add them to the contract: " + ", ".join(absent),
            )


@check("low", ["gdpr 32(3)"], "art32")
def certificate_claim_unscoped(audit: Audit) -> Iterator[Gap]:
    """A certificate is claimed without what it covers, or without the day on which it ends.

    ## Why
    A certificate is an element of proof only for what it covers, and only while it is valid.

    ## Clears
    `scope` and `valid_until` of the certificate, as they stand on it.
    """
    for one in audit.facts.plan.certificates.values():
        missing = [name for name in ("scope", "valid_until") if not one.__dict__[name]]
        if missing:
            words = " and ".join(f"`{name}`" for name in missing)
            yield Gap(one, one.path, f"{one.title}: {words} not stated", "copy both from the certificate")
