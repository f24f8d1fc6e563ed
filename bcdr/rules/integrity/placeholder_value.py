"""A skeleton that passes for a plan."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.plan import Plan
from bcdr.model.record import Entry
from bcdr.rules.phrase import field_name
from bcdr.rules.rule import rule


@rule(
    std="W",
    micro="W",
    clauses=["gdpr 5(2)", "iso22301 7.5", "nist-csf ID.IM-04"],
)
def placeholder_value(entry: Entry | Plan, facts: Facts) -> Iterator[Deviation]:
    """A value is still to be filled in.

    ## Why
    After a burnt data centre, documents turned out to say what somebody had meant to do (incident ovh-sbg2-2021). A
    gap that is marked and forgotten looks like an answer to everybody who reads fast.

    ## Bad
    ```yaml
    runbooks:
      restore-reports: {rollback: "TODO: ask Jonas"}
    ```

    ## Good
    ```yaml
    runbooks:
      restore-reports: {rollback: keep the old volume for 14 days}
    ```

    ## Clears
    The real value; or `unknown`, which stays visible as a question.

    ## Choices
    Looked for are TODO, TBD, TBC and FIXME, xxx, example.org and its sisters, lorem ipsum, and texts of nothing but
    dots or question marks. Notes and descriptions may hold remarks of this kind.
    """
    for at, word in facts.placeholders(entry):
        name = "the plan" if isinstance(entry, Plan) else entry.name_or_id
        yield Deviation(
            at=at,
            message=f"{name}: {field_name(at)} is not filled in, it says {word}",
            help="write the real value, or unknown if nobody knows it yet",
            cause="/".join(str(p) for p in at),
        )
