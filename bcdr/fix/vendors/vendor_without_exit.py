"""A sheet that says how to leave a vendor."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Finding
from bcdr.fix.blank import blanks
from bcdr.source.edit import Add, Edit

_REPLACEMENT = {"replacement": "where to go instead"}
_EXPORT = {
    "format": "in what form the data comes out",
    "duration": "how long an export takes",
    "tested": "the day on which an export was tried, or never",
}


def vendor_without_exit(finding: Finding, facts: Facts) -> Iterator[Edit]:
    """The open lines of the `exit` sheet. That an export was never tried is not written for you either."""
    vendor = facts.plan.vendors[finding.object.partition("/")[2]]
    holds_data = any(ref.startswith("datastores/") for ref in facts.served_by_vendor(vendor))
    questions = {**_EXPORT, **_REPLACEMENT} if holds_data else _REPLACEMENT
    if vendor.exit is not None and vendor.exit.throughput is not None:
        questions = {k: q for k, q in questions.items() if k != "duration"}
    if open_ := blanks(vendor.exit, questions):
        yield Add((*vendor.path, "exit"), open_)
