"""Nobody has settled beforehand what is said, when, and how people can answer."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.analysis.outward import audiences
from bcdr.finding import Deviation
from bcdr.model.communication import Communication
from bcdr.model.plan import Plan
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="W",
    micro="I",
    clauses=["iso22301 8.4.3", "iso22301 7.4", "nist-csf RC.CO-03", "nist-csf RC.CO-04", "nis2-ir 4.3", "gdpr 34(1)"],
    fix="scaffold",
)
def comms_plan_incomplete(plan: Plan, facts: Facts, *, first: int = 30, every: int = 60) -> Iterator[Deviation]:
    """The communication plan lacks a first notice, a rhythm, a prepared text, or a way back for customers.

    ## Why
    A hosted mail service was down for good; it took four days to name the cause, and customers waited on the telephone
    for hours (incident rackspace-exchange-2022). Words prepared in calm cost ten minutes.

    ## Bad
    ```yaml
    communication: {update_every: unknown, inbound: unknown}
    ```

    ## Good
    ```yaml
    communication: {update_every: 60m, inbound: mobile number on the status page}
    ```

    ## Clears
    All four: `first_notice`, `update_every`, a text under `templates` for each audience that you speak to, and
    `inbound`, a way to reach you that does not need your product or its login.

    ## Choices
    Asked only where people outside use a service. `first` and `every` (minutes) are what is suggested, no limits. Small
    companies may use one text for all. An inward channel that rests on no service of yours counts as the way back.

    ## Options
    - first: minutes until the first notice that the finding suggests
    - every: minutes between updates that it suggests
    """
    if not facts.public_services:
        return
    told = plan.communication or Communication()
    lacks = []
    if told.first_notice is None:
        lacks.append("by when the first notice goes out")
    if told.update_every is None:
        lacks.append("how often news follows")
    ready = {t.audience.casefold() for t in told.templates.values()}
    silent = [a for a in audiences(plan) or ("customers",) if a.casefold() not in ready]
    if silent and not (ready and facts.is_small):
        lacks.append(f"a prepared text for {listed(silent)}")
    inward = (c for c in plan.channels.values() if c.direction == "inward")
    if told.inbound is None and not any(not c.depends_on for c in inward):
        lacks.append("how customers reach you while product and login are down")
    if lacks:
        yield Deviation(
            at=("communication",),
            message=f"the communication plan does not hold {listed(lacks)}",
            help=f"usual are a first notice within {first} minutes, then news every {every} minutes, "
            "with the texts written now",
        )
