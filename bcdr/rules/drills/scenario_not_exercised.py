"""A kind of disaster that nobody has ever played through."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.coverage import exercised_groups
from bcdr.analysis.facts import Facts
from bcdr.analysis.limit import SCENARIO
from bcdr.finding import Deviation
from bcdr.model.catalogue import GROUPS, SCENARIOS
from bcdr.model.plan import Plan
from bcdr.rules.phrase import length, listed
from bcdr.rules.rule import Days, rule


@rule(
    std="W I - -",
    micro="I - - -",
    clauses=["iso22301 8.5", "gdpr 32(1)(d)", "iso27001 A.5.30", "nis2-ir 4.1.4", "nist-800-34 P6"],
    fix="scaffold",
)
def scenario_not_exercised(plan: Plan, facts: Facts, *, limit: Days = SCENARIO.days) -> Iterator[Deviation]:
    """One of the six kinds of disaster was never exercised, or too long ago.

    ## Why
    An intruder in the control panel of a code-hosting company deleted data, backups and configurations, and the company
    closed (incident codespaces-2014). An hour round a table asks beforehand: what if somebody sits in ours?

    ## Bad
    ```yaml
    drills:
      restore-customers: {scenario: accidental-deletion}
    ```

    ## Good
    ```yaml
    drills:
      restore-customers: {scenario: ransomware}
    ```

    ## Clears
    A drill with a result, a tabletop is enough, that plays a scenario of the group.

    ## Choices
    A group of which the plan says, with a reason, that no scenario can happen here is left out. Where nothing was ever
    exercised, one finding says so.

    ## Options
    - limit: longest time since a scenario of the group was last played
    """
    if not facts.protects_something:
        return
    days = exercised_groups(facts.coverage)
    if days and not any(days.values()):
        yield Deviation(
            at=("scenarios",),
            message=f"none of the kinds of disaster has ever been exercised: {listed(map(_title, days), 6)}",
            help="begin with the likeliest: an hour round a table, recorded as a drill with its `scenario`",
        )
        return
    for group, day in days.items():
        if facts.age(day) > timedelta(days=limit):
            known = [s.id for s in SCENARIOS.values() if s.group == group]
            when = "has never been exercised" if day is None else f"was last exercised {length(facts.age(day))} ago"
            yield Deviation(
                at=("scenarios",),
                message=f"{_title(group)} {when}",
                help=f"play one of {listed(known, last='or')} round a table, and record it as a drill "
                "with its `scenario`",
                cause=group,
            )


def _title(group: str) -> str:
    return GROUPS[group].lower()
