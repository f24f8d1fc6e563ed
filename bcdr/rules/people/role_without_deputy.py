"""A recovery that stops when one person is on holiday."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.people import Role
from bcdr.rules.rule import rule


@rule(
    std="W",
    micro="I",
    clauses=["gdpr 32(1)(b)", "iso22301 7.2", "iso22301 8.4.2", "nis2-ir 4.1.2", "nist-800-34 I1"],
    against=["people"],
)
def role_without_deputy(role: Role, facts: Facts) -> Iterator[Deviation]:
    """Nobody steps in for the holder of a role that a recovery needs.

    ## Why
    For about twelve days nobody could administer a city's network, because the one man who could would not
    (incident sf-fiberwan-2008). People are ill, on a plane, or gone.

    ## Bad
    ```yaml
    roles:
      incident-lead: {deputies: []}
    ```

    ## Good
    ```yaml
    roles:
      incident-lead: {deputies: [maria]}
    ```

    ## Clears
    An active deputy other than the holder; a trusted person outside the company counts.

    ## Choices
    Asked of roles that declare, fail over or speak, and of those that own, start or act in a runbook of tier 1 or 2
    or hold a credential that it needs. A plan without any runbook cannot say who is dispensable: there every role is
    asked. A company of one is not asked, nor is a role whose holders stand in a roster kept elsewhere (`holders_in`).
    """
    if role.id not in facts.critical_roles or facts.plan.organization.people == 1:
        return
    if facts.deputies(role) or role.holders_in is not None:
        return
    holder = facts.holder(role)
    yield Deviation(
        at=role.path,
        message=f"nobody can step in as {role.name_or_id}"
        + (f" when {holder.name} is away" if holder is not None else ""),
        help="name a deputy and let that person lead one drill; somebody trusted outside the company will do",
    )
