"""Personal data, and nothing to show that it can be brought back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.analysis.limit import RESTORE_SHOWN
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.rules.phrase import count
from bcdr.rules.rule import Days, rule


@rule(
    std="E",
    micro="W",
    clauses=["gdpr 32(1)(c)", "gdpr 32(1)(d)", "gdpr 5(2)"],
    gdpr=True,
)
def availability_evidence_missing(
    store: Datastore, facts: Facts, *, limit: Days = RESTORE_SHOWN.days
) -> Iterator[Deviation]:
    """No restore of this personal data is on record within the year.

    ## Why
    An authority fined a medical group 460,000 EUR; records of about 2,500 patients had been lost for good and could not
    be restored (incident centric-health-2019). Article 32 asks to be able to restore, and to test it regularly.

    ## Bad
    ```yaml
    policy:
      tiers:
        "1": {drill_every: 800d}  # the company's own cadence: longer than a year
    drills:
      restore-customers: {occurred: 2025-06-10, recorded: 2025-06-11}
      tabletop-ransom:
        {type: tabletop, covers: [scenarios/ransomware, runbooks/restore-office], scenario: ransomware,
         occurred: 2026-09-15, led_by: maria, participants: [petra], result: passed, evidence: tabletop-minutes}
    ```

    ## Good
    ```yaml
    drills:
      restore-customers: {occurred: 2026-09-10, recorded: 2026-09-11}
    ```

    ## Clears
    A passed restore of the datastore or of a runbook that recovers it.

    ## Choices
    Derived data is left out: what it is made from must be restorable. Without any backup the rules of coverage speak.

    ## Options
    - limit: longest time since a passed restore of the data
    """
    if store.class_ == "derived" or not facts.has_personal_data(store) or not facts.backups(store):
        return
    last = facts.last_passed_restore(store)
    age = facts.age(last.occurred if last is not None else None)
    if age > timedelta(days=limit):
        void = facts.voided_restore(store)
        if void is not None:
            shown = f"is no longer shown: what the restore of {void.occurred} went by has changed since"
        else:
            shown = "has never been shown" if last is None else f"was last shown {count(age.days, 'day')} ago"
        yield Deviation(
            at=store.path,
            message=f"{store.name_or_id} holds personal data, and that it can be restored {shown}",
            help="restore it, compare the counts, and file the log: this is what an authority asks for first",
        )
