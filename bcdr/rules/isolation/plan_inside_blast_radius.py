"""The plan is kept inside what it is meant to recover."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.blast import NEEDED
from bcdr.analysis.facts import Facts
from bcdr.analysis.limit import PLAN_KEPT
from bcdr.finding import Deviation
from bcdr.model.plan import Plan
from bcdr.rules.phrase import count, listed
from bcdr.rules.rule import Days, rule


@rule(
    std="E",
    micro="W",
    clauses=["gdpr 32(1)(c)", "iso22301 7.5", "iso22301 8.4.4", "nis2-ir 4.1.2", "nist-800-34 P7"],
    fix="auto",
)
def plan_inside_blast_radius(plan: Plan, facts: Facts, *, max_age: Days = PLAN_KEPT.days) -> Iterator[Deviation]:
    """No current copy of plan, runbooks and contacts lies outside what the plan must recover.

    ## Why
    When a network took itself down, tools, chat and door badges went with it, and with them the way to read what to do
    (incident facebook-bgp-2021). A plan that burns with the office helps nobody.

    ## Bad
    ```yaml
    kept:
      print: {at: data-centre}
    ```

    ## Good
    ```yaml
    kept:
      print: {at: home-safe, as: print, occurred: 2026-11-01, includes: [plan, runbooks, contacts]}
    ```

    ## Clears
    A dated copy of plan, runbooks and contact list in print or with another provider: `bcdr build` makes the bundle.

    ## Choices
    Taken down is whatever the most critical services and their data share: site, storage, account, login. Several
    copies may make up the three parts together.

    ## Options
    - max_age: how old a printed or exported copy of the plan may be
    """
    if not facts.protects_something:
        return
    fresh = [k for k in plan.kept.values() if k.always_current or facts.age(k.occurred) <= timedelta(days=max_age)]
    safe = [k for k in fresh if facts.is_outside_blast(k.at)]
    missing = [n for n in NEEDED if not any(n in k.includes for k in safe)]
    if not missing:
        return
    stale = [k for k in plan.kept.values() if k not in fresh and facts.is_outside_blast(k.at)]
    inside = [k for k in plan.kept.values() if not facts.is_outside_blast(k.at)]
    if not plan.kept:
        why = "no copy of it is kept anywhere else"
    elif stale:
        old = f"is older than {count(max_age, 'day')}" if stale[0].occurred else "bears no date"
        why = f"the copy {stale[0].id} {old}"
    elif inside:
        why = f"the copy {inside[0].id} lies in {facts.name_of(inside[0].at)}, which falls with what it must recover"
    else:
        why = "the copies elsewhere do not hold it" if fresh else f"no copy is dated within {count(max_age, 'day')}"
    yield Deviation(
        at=plan.pointer("kept"),
        message=f"on the worst day nobody can read the {listed(missing)}: {why}",
        help="print it or put it on a stick, keep it at another site, and note the day under `kept`",
    )
