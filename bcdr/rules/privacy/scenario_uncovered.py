"""A kind of disaster that nobody has thought through."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.coverage import groups_that_apply, groups_without_answer
from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.catalogue import GROUPS, SCENARIOS
from bcdr.model.plan import Plan
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="W I - -",
    micro="I - - -",
    clauses=["gdpr 32(2)", "gdpr 24(1)", "iso22301 8.2.3", "nis2 21(2)(a)", "nist-800-34 P4"],
    fix="scaffold",
)
def scenario_uncovered(plan: Plan, facts: Facts) -> Iterator[Deviation]:
    """One of the six kinds of disaster has no scenario with an owner and a procedure.

    ## Why
    A medical group lost the records of 2,500 patients to criminals; the authority found no record that the risk had
    been looked at (incident centric-health-2019). "That should not really happen" is no plan.

    ## Bad
    ```yaml
    scenarios:
      key-person-loss: {owner: unknown}
    ```

    ## Good
    ```yaml
    scenarios:
      key-person-loss: {owner: managing-director}
    ```

    ## Clears
    At least one scenario of the group with an owner and a runbook.

    ## Choices
    The six groups are site loss, malicious deletion, operator error, loss of a provider or account, a key person gone,
    and a main vendor gone. A group of which every catalogue scenario is ruled out with a reason is left out. A plan
    without any scenario gets one finding.
    """
    if not facts.protects_something:
        return
    asked = groups_that_apply(facts.coverage)
    open_ = [g for g in groups_without_answer(facts.coverage) if g in asked]
    if open_ and not plan.scenarios:
        yield Deviation(
            at=("scenarios",),
            message=f"the plan has no scenario at all: {listed((GROUPS[g].lower() for g in open_), 6)}",
            help="write one of each kind under `scenarios`: who watches over it, and which runbook answers it",
        )
        return
    for group in open_:
        known = [s.id for s in SCENARIOS.values() if s.group == group]
        written = [c.entry for c in facts.coverage if c.group == group and c.entry is not None]
        yield Deviation(
            at=written[0].path if written else ("scenarios",),
            message=f"{GROUPS[group].lower()}: the plan has no scenario for it with an owner and a runbook",
            help=f"write one of {listed(known, last='or')}: who watches over it, and which runbook answers it",
            cause=group,
        )
