"""How not to lose the account with a vendor."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Finding
from bcdr.fix.blank import blanks
from bcdr.source.edit import Add, Edit, Noted

_QUESTIONS = {
    "billing_contact": "who gets the bills and warnings",
    "escalation": "how to reach a human when the account is locked",
}


def account_loss_unplanned(finding: Finding, facts: Facts) -> Iterator[Edit]:
    """The open lines of the vendor's `account`. A second way to pay is not on file until somebody says so."""
    vendor = facts.plan.vendors.get(finding.object.partition("/")[2])
    if vendor is None:
        return
    account = vendor.account
    open_ = blanks(account, _QUESTIONS)
    if account is None or not account.is_declared("second_payment"):
        open_["second_payment"] = Noted("no", "TODO: yes, once a second way to pay is on file")
    if account is None or not account.is_declared("admins"):
        open_ = {"admins": Noted([], "TODO: at least two people who can administer it"), **open_}
    if open_:
        yield Add((*vendor.path, "account"), open_)
