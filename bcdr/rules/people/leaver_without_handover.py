"""Somebody goes, and what this person knows goes too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.duty import RECOVERY
from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.people import Person
from bcdr.rules.phrase import listed
from bcdr.rules.rule import Days, rule


@rule(
    std="W",
    micro="W",
    clauses=["iso22301 7.2", "iso22301 7.5", "nis2 21(2)(i)", "gdpr 32(1)(b)"],
)
def leaver_without_handover(person: Person, facts: Facts, *, period: Days = 30) -> Iterator[Deviation]:
    """A person whom a recovery needs leaves soon, or has left, and no handover is recorded.

    ## Why
    Router settings that one engineer knew, and nobody else, were the weak spot of a whole city when he was suddenly
    out of reach (incident sf-fiberwan-2008). A handover takes a morning while the person is still here.

    ## Bad
    ```yaml
    people:
      jonas: {leaves_on: 2026-11-30}
    ```

    ## Good
    ```yaml
    people:
      jonas: {leaves_on: 2026-11-30, handover: {to: petra, occurred: 2026-11-12, note: restore led by the successor}}
    ```

    ## Clears
    A handover with its date; a drill led by the successor shows that it worked.

    ## Choices
    On a recovery path are holders and deputies of roles, holders of credentials and keys, and the owners and doers of
    runbooks. Who has left and has no duty in the plan any more is not asked about.

    ## Options
    - period: how long before the last day a handover must be dated
    """
    duties = [d for d in facts.duties(person) if d.kind in RECOVERY]
    leaves = person.leaves_on
    going = not facts.is_active(person) or (leaves is not None and leaves - facts.as_of <= timedelta(days=period))
    done = person.handover.occurred if person.handover is not None else None
    if not duties or not going or (done is not None and done <= facts.as_of):
        return
    things = dict.fromkeys(d.of.rpartition("/")[2] for d in duties)
    when = "has left" if not facts.is_active(person) else f"leaves on {leaves}"
    yield Deviation(
        at=person.path,
        message=f"{person.name} {when} and has handed nothing over: {listed(things, 3)}",
        help="hand over to a successor, let the successor lead a drill, and record `handover` with its date",
    )
