"""Nobody has the right to say the words that start a recovery."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.plan import Plan
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule

AUTHORITY = {"declare": "declare a disaster", "fail-over": "fail over", "spend": "spend money"}


@rule(
    std="E",
    micro="W",
    clauses=["iso22301 5.3", "iso22301 8.4.2", "nis2-ir 4.1.2", "nis2-ir 4.3", "nist-800-34 I2", "iso27001 A.5.24"],
    fix="scaffold",
    causes={"communicate": ("W", "I")},
)
def required_role_missing(plan: Plan, facts: Facts) -> Iterator[Deviation]:
    """No role may declare, fail over and spend on a stated trigger, no role owns the backups, or nobody speaks.

    ## Why
    A district's computers were encrypted, and three days passed until a disaster was declared
    (incident anhalt-bitterfeld-2021). Hours go by when nobody knows who may say the word.

    ## Bad
    ```yaml
    roles:
      it-lead: {powers: [fail-over]}
    ```

    ## Good
    ```yaml
    roles:
      it-lead: {powers: [fail-over, own-backups]}
    ```

    ## Clears
    Roles whose `powers` hold declare, fail-over and spend (one role or several), with a trigger; a role with
    own-backups; one with communicate, or a lead of the communication plan, when people outside use a service.

    ## Choices
    The trigger may stand at the role that declares or under `activation`. Authority in free text is not read: only
    `powers` can be checked.
    """
    if not facts.protects_something:
        return
    held = {power for role in plan.roles.values() for power in role.powers}
    lacks = [words for power, words in AUTHORITY.items() if power not in held]
    stated = plan.activation is not None and (plan.activation.criteria or plan.activation.threshold is not None)
    if lacks:
        yield Deviation(
            at=("roles",),
            message=f"no role has the power to {listed(lacks)} when disaster strikes",
            help="write it under the `powers` of a role: declare, fail-over, spend; and its `trigger`",
            cause="authority",
        )
    elif not stated and not any(role.trigger for role in plan.roles.values() if "declare" in role.powers):
        yield Deviation(
            at=("roles",),
            message="a disaster may be declared, but nothing says when: no trigger is written down",
            help="write the `trigger` of the role, such as: tier 1 down for 30 minutes",
            cause="authority",
        )
    if "own-backups" not in held and any(facts.backups(s) for s in facts.stores):
        yield Deviation(
            at=("roles",),
            message="no role owns the backups: nobody has to notice that they fail",
            help="give one role the power own-backups",
            cause="own-backups",
        )
    led = plan.communication is not None and plan.communication.lead is not None
    if "communicate" not in held and not led and facts.public_services:
        yield Deviation(
            at=("roles",),
            message="people outside use your services, and no role speaks to them when these are down",
            help="give one role the power communicate, or name the `lead` of the communication plan",
            cause="communicate",
        )
