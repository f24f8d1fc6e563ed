"""The plan points at something that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.change import Change
from bcdr.model.datastore import Copy
from bcdr.model.drill import Drill
from bcdr.model.organization import Waiver
from bcdr.model.plan import Plan
from bcdr.model.runbook import Runbook
from bcdr.rules.rule import rule


@rule(
    std="E",
    micro="E",
    clauses=["gdpr 5(2)", "iso22301 7.5", "nist-csf ID.IM-04"],
)
def broken_reference(entry: Copy | Drill | Change | Runbook | Waiver | Plan, facts: Facts) -> Iterator[Deviation]:
    """The plan names something that it does not define, or defines an id twice.

    ## Why
    When a data centre burnt, some customers found that the backups their papers spoke of were not where the papers
    pointed (incident ovh-sbg2-2021). A plan that points nowhere looks complete and fails on the day.

    ## Bad
    ```yaml
    drills:
      restore-ledger: {recovery_point: {copy: nihgtly}}
    ```

    ## Good
    ```yaml
    drills:
      restore-ledger: {recovery_point: {copy: nightly}}
    ```

    ## Clears
    The id as it is defined, or the missing object written down; of two objects with one id, another id for one of them.

    ## Choices
    References to objects are resolved while the plan is read; as long as one is broken no other rule runs. What remains
    for later are names within an object: copies (of a drill, a change, another copy), steps that come after others, and
    what a waiver is about. A copy may be described in words, which are no id. How somebody is told may be one free
    word: there only what is nearly the id of a channel counts.
    """
    for found in facts.dangling(entry):
        if found.twice:
            said = f"the id {found.id} is given twice; the first one is {found.among}"
            help_ = "give one of them another id, and correct what refers to it"
        else:
            said = f"nothing called {found.id} is defined in {found.among}"
            help_ = (
                f"did you mean {found.nearest}?" if found.nearest else "correct the id, or write down what is missing"
            )
        name = "the plan" if isinstance(entry, Plan) else entry.name_or_id
        yield Deviation(at=found.at, message=f"{name}: {said}", help=help_, cause="/".join(str(p) for p in found.at))
