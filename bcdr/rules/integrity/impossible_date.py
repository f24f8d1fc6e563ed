"""A day that cannot be true."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.chronology import shown
from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.plan import Plan
from bcdr.model.record import Entry
from bcdr.rules.phrase import field_name
from bcdr.rules.rule import rule


@rule(
    std="E",
    micro="E",
    clauses=["gdpr 5(2)", "iso22301 7.5", "nist-csf ID.IM-04"],
)
def impossible_date(entry: Entry | Plan, facts: Facts) -> Iterator[Deviation]:
    """Something is said to have happened in the future, or before what had to come first.

    ## Why
    A travel community believed in a backup of last night that was a week old (incident couchsurfing-2006). Dates are
    what evidence consists of; one that cannot be true spoils the others.

    ## Bad
    ```yaml
    drills:
      restore-ledger: {recorded: 2026-08-10}
    ```

    ## Good
    ```yaml
    drills:
      restore-ledger: {occurred: 2026-09-10, recorded: 2026-09-11}
    ```

    ## Clears
    The date corrected.

    ## Choices
    Days for plans and deadlines may lie ahead (planned, due, next, ends, valid_until, leaves_on, end_of_support,
    old_removed); every other day is one that has passed. A moment counts as ahead only where it is so in every zone.
    """
    for at, moment in facts.dates_ahead(entry):
        yield Deviation(
            at=at,
            message=f"{_name(entry)}: {field_name(at)} is {shown(moment)}, which lies after {facts.as_of.isoformat()}",
            help="correct the date, or write it as a planned one",
            cause="/".join(str(p) for p in at),
        )
    said = set()
    for found in facts.disorder(entry):
        if found.at in said:
            continue  # one wrong date comes before several others
        said.add(found.at)
        yield Deviation(
            at=found.at,
            message=f"{_name(entry)}: {_plain(found.later)} {found.second} is before "
            f"{_plain(found.earlier)} {found.first}",
            help="correct the one that is wrong",
            cause="/".join(str(p) for p in found.at) + " order",
        )


def _name(entry: Entry | Plan) -> str:
    return "the plan" if isinstance(entry, Plan) else entry.name_or_id


def _plain(field: str) -> str:
    return field.replace("_", " ").replace(".", " ")
