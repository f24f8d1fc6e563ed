"""Nobody has tried whether the people of the plan can be reached."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.analysis.limit import CALL_OUT
from bcdr.finding import Deviation
from bcdr.model.plan import Plan
from bcdr.rules.phrase import count
from bcdr.rules.rule import Days, rule


@rule(
    std="W",
    micro="I",
    clauses=["iso22301 8.4.3", "iso22301 8.5", "nis2 21(2)(j)", "nist-800-34 I2", "iso27001 A.5.24"],
)
def callout_untested(plan: Plan, facts: Facts, *, limit: Days = CALL_OUT.days) -> Iterator[Deviation]:
    """The contact list has not been tried within the year.

    ## Why
    All computers of a district administration were encrypted at once; without mail, its nine hundred people fell back
    on telephone and fax (incident anhalt-bitterfeld-2021). On such a day the list of numbers must be right.

    ## Bad
    ```yaml
    drills:
      call-out: {occurred: 2025-09-15, recorded: 2025-09-15}
    ```

    ## Good
    ```yaml
    drills:
      call-out: {occurred: 2026-09-15, recorded: 2026-09-15}
    ```

    ## Clears
    A drill of type notification-test in which people were really called, without the systems that may be down.

    ## Choices
    An exercise on full scale counts too. A company of one has nobody to call.

    ## Options
    - limit: longest time since people were really called
    """
    if not facts.protects_something or facts.is_one_person:
        return
    last = facts.last_call_out
    age = facts.age(last)
    if age > timedelta(days=limit):
        when = "was never tried" if last is None else f"was last tried {count(age.days, 'day')} ago ({last})"
        yield Deviation(
            at=("drills",),
            message=f"the contact list {when}: nobody knows whether it reaches people when systems are down",
            help="call everybody once from private phones, note who answered and when, and record a notification-test",
        )
