"""The plan counts on somebody who has left."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.duty import Duty
from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.people import Person
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="E",
    micro="E",
    clauses=["gdpr 32(1)(b)", "iso22301 7.2", "nis2 21(2)(i)", "nist-800-34 P7", "iso22301 8.6"],
)
def departed_person_referenced(person: Person, facts: Facts) -> Iterator[Deviation]:
    """Somebody who does not work here any more still has duties in the plan.

    ## Why
    A city learned what it means when access rests with somebody who is out of reach (incident sf-fiberwan-2008). A
    name that cannot answer costs the first hour, and rights that were never revoked cost more.

    ## Bad
    ```yaml
    people:
      karl: {name: Karl Roth, active: no, handover: {to: jonas, occurred: 2026-09-30}}
    roles:
      it-lead: {deputies: [karl, petra]}
    ```

    ## Good
    ```yaml
    people:
      karl: {name: Karl Roth, active: no, handover: {to: jonas, occurred: 2026-09-30}}
    roles:
      it-lead: {deputies: [petra]}
    ```

    ## Clears
    Every such reference replaced, and the rights revoked.

    ## Choices
    One finding for each person, with the places. History stays: who led a drill, signed a review or filed a log.
    """
    held = facts.duties(person)
    if not held or facts.is_active(person):
        return
    left = f" on {person.leaves_on}" if person.leaves_on is not None else ""
    yield Deviation(
        at=held[0].at,
        message=f"{person.name} left{left} and the plan still counts on this name: {listed(map(_said, held))}",
        help="name somebody else there, and revoke what this person could open",
    )


def _said(duty: Duty) -> str:
    return f"{_WORDS.get(duty.kind, duty.kind)} of {duty.of.rpartition('/')[2]}"


_WORDS = {
    "member": "member",
    "credential": "holder",
    "key": "key holder",
    "runbook": "owner",
    "step": "a step",
    "alert": "receiver of alarms",
    "account": "administrator of the account",
    "billing": "billing contact",
    "action": "owner of the action",
    "speaker": "voice",
    "decider": "decision",
    "privacy": "data protection",
}
