"""A plan on paper that nobody has tried in any form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.analysis.limit import ANY_DRILL
from bcdr.finding import Deviation
from bcdr.model.plan import Plan
from bcdr.rules.phrase import count
from bcdr.rules.rule import Days, rule


@rule(
    std="E",
    micro="W",
    clauses=["gdpr 32(1)(d)", "iso22301 8.5", "iso27001 A.5.29", "nis2-ir 4.1.4", "nist-800-34 P6", "soc2 A1.3"],
)
def plan_never_exercised(plan: Plan, facts: Facts, *, limit: Days = ANY_DRILL.days) -> Iterator[Deviation]:
    """No drill of any kind took place within the year.

    ## Why
    A messaging company had a manual for the loss of its data centre and had never worked through it; when the building
    burnt, recovery took 127 hours (incident kakao-2022). A plan is learned by doing it once.

    ## Bad
    ```yaml
    policy:
      rules:
        plan-never-exercised: {limit: 30d}  # this company wants an exercise every month; its newest is from September
    ```

    ## Good
    ```yaml
    policy:
      rules:
        plan-never-exercised: {limit: 90d}
    ```

    ## Clears
    Any drill with a result, from a tabletop to a full restore.

    ## Options
    - limit: longest time since the last drill of any kind
    """
    last = facts.done_drills[-1].occurred if facts.done_drills else None
    age = facts.age(last)
    if facts.protects_something and age > timedelta(days=limit):
        yield Deviation(
            at=("drills",),
            message="nobody has ever exercised this plan"
            if last is None
            else f"the newest drill is {count(age.days, 'day')} old ({last.isoformat()}); one in {limit} days is asked",
            help="start with the cheapest: restore one datastore, or talk one scenario through round a table",
        )
