"""A scenario to be thought through."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.coverage import groups_that_apply, groups_without_answer
from bcdr.analysis.facts import Facts
from bcdr.finding import Finding
from bcdr.fix.blank import blank, blanks
from bcdr.source.edit import Add, Edit, Noted

_FIRST = {
    "site": "datacentre-fire",
    "malicious": "ransomware",
    "operator": "accidental-deletion",
    "provider": "cloud-account-closure",
    "person": "key-person-loss",
    "vendor": "saas-vendor-failure",
}
"""The commonest scenario of each group."""
_OWNER = {"owner": "who watches over it"}


def scenario_uncovered(finding: Finding, facts: Facts) -> Iterator[Edit]:
    """The commonest scenario of the group, without owner and runbook; or the open owner of one that is written.

    That something can happen here, who watches over it and what is done are for people to say. Nothing is ruled out.
    """
    plan = facts.plan
    asked = set(groups_that_apply(facts.coverage))
    open_groups = [g for g in groups_without_answer(facts.coverage) if g in asked]
    for group in [finding.cause] if finding.cause else open_groups:
        written = [
            c.entry for c in facts.coverage if c.group == group and c.entry is not None and c.entry.id in plan.scenarios
        ]
        if not written:
            skeleton = {
                "applicable": blank("yes, or no with a reason"),
                "owner": blank(_OWNER["owner"]),
                "runbooks": Noted([], "TODO: what to do"),
            }
            yield Add(("scenarios",), {_FIRST[group]: skeleton})
        elif written[0].owner is None and (missing := blanks(written[0], _OWNER)):
            yield Add(written[0].path, missing)
