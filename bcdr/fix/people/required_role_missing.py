"""Roles that somebody must take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bcdr.analysis.facts import Facts
from bcdr.finding import Finding
from bcdr.fix.blank import blank, blanks
from bcdr.source.edit import Add, Edit, Noted

_TRIGGER = {"trigger": "when it may act, such as: tier 1 down for 30m"}
_ROLES: Mapping[str, tuple[str, str, str, Mapping[str, str]]] = {
    "authority": ("incident-lead", "Incident lead", "declare, fail-over, spend", _TRIGGER),
    "own-backups": ("backup-owner", "Owner of the backups", "own-backups", {}),
    "communicate": ("communications-lead", "Communications lead", "communicate", {}),
}
"""By cause of the finding: id, name, powers, and what else is asked of the role."""


def required_role_missing(finding: Finding, facts: Facts) -> Iterator[Edit]:
    """A role without powers and holder, or the open trigger of the role that may declare.

    A power counts as soon as it is written, so it is only named in the question behind `powers: []`: who may declare a
    disaster and spend money is a decision of the management.
    """
    plan = facts.plan
    id_, name, powers, more = _ROLES[finding.cause]
    declaring = [r for r in plan.roles.values() if "declare" in r.powers]
    held = {power for role in plan.roles.values() for power in role.powers}
    if finding.cause == "authority" and {"declare", "fail-over", "spend"} <= held:
        for role in declaring:
            if open_ := blanks(role, more):
                yield Add(role.path, open_)
        return
    role_ = plan.roles.get(id_)
    if role_ is None:
        yield Add(
            ("roles",),
            {
                id_: {
                    "name": name,
                    "duty": blank("what it does, in a sentence"),
                    "powers": Noted([], f"TODO: {powers}, once somebody with authority has agreed"),
                    **{key: blank(question) for key, question in more.items()},
                    "holder": blank("who holds it"),
                    "deputies": Noted([], "TODO: who steps in"),
                }
            },
            "TODO: fill this role, or give its powers to one that you have and delete it",
        )
    elif open_ := blanks(role_, more):
        yield Add(role_.path, open_)
