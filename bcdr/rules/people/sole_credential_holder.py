"""A login that a rescue needs, in one head only."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.people import Credential
from bcdr.rules.rule import rule


@rule(
    std="E E W I",
    micro="W W I -",
    clauses=["gdpr 32(1)(b)", "iso22301 8.3.4", "nis2 21(2)(i)", "nis2-ir 4.2.2(d)", "iso27001 A.5.30"],
    against=["people", "hostile:people"],
)
def sole_credential_holder(credential: Credential, facts: Facts) -> Iterator[Deviation]:
    """Fewer than two people hold a credential that a recovery needs, and no sealed copy exists.

    ## Why
    The only administrator of a city's network kept its passwords to himself, through dispute and arrest; nobody else
    could get in for twelve days (incident sf-fiberwan-2008).

    ## Bad
    ```yaml
    credentials:
      cv-admin: {holders: [jonas], break_glass: unknown}
    ```

    ## Good
    ```yaml
    credentials:
      cv-admin: {holders: [jonas], break_glass: {place: home-safe, checked: 2026-11-01}}
    ```

    ## Clears
    A second active holder, or a sealed copy with its place and the date of the last check.

    ## Choices
    Needed are credentials that a runbook or one of its steps names, and those that can write, delete or restore
    something for which no runbook is written, unless they are for development, tests or everyday work. A credential of
    a machine that is kept somewhere can be fetched there by any administrator. Who stands only in a roster kept
    elsewhere (`holders_in`) is not known here.
    """
    found = facts.bus_factor(credential)
    people = facts.human_holders(credential)
    if found.is_free or found.is_in_roster or len(people) > 1 or not facts.is_needed(credential):
        return
    sealed = credential.break_glass
    who = f"only {people[0].name} holds" if people else "nobody who works here holds"
    half = "" if sealed is None else "; of the sealed copy the place or the date of its last check is missing"
    yield Deviation(
        at=credential.path,
        message=f"{who} {credential.name_or_id}, which a recovery needs" + (half or ", and there is no sealed copy"),
        help="give it to a second person, or seal a copy in a safe elsewhere and write `break_glass: {place, checked}`",
    )
