"""Something went wrong here, and the plan is the same as before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.analysis.limit import INCIDENT_REVIEW
from bcdr.finding import Deviation
from bcdr.model.drill import Incident
from bcdr.rules.phrase import length
from bcdr.rules.rule import Days, rule


@rule(
    std="W",
    micro="W",
    clauses=["gdpr 32(1)(d)", "gdpr 24(1)", "iso22301 10.1", "iso27001 A.5.27", "nis2-ir 3.6", "nist-csf ID.IM-03"],
)
def lesson_not_absorbed(
    incident: Incident, facts: Facts, *, within: Days = INCIDENT_REVIEW.days
) -> Iterator[Deviation]:
    """An incident of our own was not reviewed, or its review changed nothing.

    ## Why
    A hosting company wrote down after an outage what it would do better next time: another place for the status page,
    one account to speak from (incident mediatemple-2009). The outage was paid for; the lesson is all it leaves.

    ## Bad
    ```yaml
    incidents:
      disk-full: {title: Disk full, occurred: 2026-10-01, ended: 2026-10-01, reviewed: 2026-10-08}
    ```

    ## Good
    ```yaml
    incidents:
      disk-full: {title: Disk full, occurred: 2026-10-01, ended: 2026-10-01, reviewed: 2026-10-08,
                  changed: [runbooks/restore-reports]}
    ```

    ## Clears
    A dated review that changed a runbook, a risk or something else in the plan, or that led to an action.

    ## Choices
    A review may take until `activation.review_within` after the end of the incident, else the option.

    ## Options
    - within: how soon after its end an incident is reviewed
    """
    begun = incident.ended or incident.detected or incident.occurred
    allowed = facts.review_within or timedelta(days=within)
    if incident.reviewed is None:
        if begun is not None and facts.age(begun) <= allowed:
            return
        yield Deviation(
            at=incident.path,
            message=f"the incident '{incident.title}' was never reviewed"
            + (f", {length(facts.age(begun))} after it was over" if begun is not None else ""),
            help="sit down with those who were there, write down causes and lessons, and note the day as `reviewed`",
            cause="unreviewed",
        )
    elif not facts.has_consequences(incident):
        yield Deviation(
            at=incident.pointer("reviewed"),
            message=f"the review of '{incident.title}' on {incident.reviewed.isoformat()} changed nothing in this plan",
            help="link what it changed under `changed`, or the actions that came of it",
            cause="unchanged",
        )
