"""Lost or locked data is a breach too, and nobody has settled who reports it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.organization import BreachProcedure, DataProtection
from bcdr.model.plan import Plan
from bcdr.rules.phrase import length, listed
from bcdr.rules.rule import Hours, rule


@rule(
    std="E",
    micro="W",
    clauses=["gdpr 33(1)", "gdpr 33(5)", "gdpr 34(1)", "gdpr 4(12)", "nis2-ir 3.5"],
    fix="scaffold",
    gdpr=True,
)
def breach_process_missing(plan: Plan, facts: Facts, *, clock: Hours = 72) -> Iterator[Deviation]:
    """The plan does not say how a personal data breach is handled, or does not count lost data as one.

    ## Why
    After a data centre had burnt, the French authority reminded its customers that destroyed data is a breach to be
    judged, recorded and perhaps reported (incident ovh-sbg2-2021).

    ## Bad
    ```yaml
    organization:
      gdpr:
        breach: {counts_availability_loss: no, register: unknown}
    ```

    ## Good
    ```yaml
    organization:
      gdpr:
        breach: {counts_availability_loss: yes, register: folder in the office safe}
    ```

    ## Clears
    A written procedure that counts loss of availability, who decides, how the authority is reached, and where the
    register of breaches is kept.

    ## Choices
    The clock of 72 hours is the law's; a plan can only get it wrong by promising the authority a later notice. The
    name of the authority counts as a way to reach it, an owner of the procedure as the one who decides.

    ## Options
    - clock: longest promise to the authority that the law leaves room for
    """
    gdpr = plan.organization.gdpr or DataProtection()
    breach = gdpr.breach or BreachProcedure()
    lacks = [] if breach.procedure is not None else ["the written procedure"]
    if not breach.counts_availability_loss:
        lacks.append("that loss of availability counts as a breach")
    if breach.decided_by is None and breach.owner is None:
        lacks.append("who decides")
    if breach.authority_contact is None and gdpr.authority is None:
        lacks.append("how the authority is reached")
    if breach.register is None:
        lacks.append("where the register of breaches is kept")
    if lacks:
        yield Deviation(
            at=("organization", "gdpr", "breach"),
            message=f"for a breach of personal data the plan does not say {listed(lacks)}",
            help="fill in `organization.gdpr.breach`; destroyed or locked data counts, and 72 hours go by fast",
        )
    told = plan.communication.notify.values() if plan.communication is not None else ()
    for notice in told:
        late = notice.within is not None and notice.within > timedelta(hours=clock)
        if late and "data protection" in notice.audience.casefold().replace("-", " "):
            yield Deviation(
                at=notice.path,
                message=f"the plan lets {length(notice.within or timedelta())} go by until the {notice.audience} "
                f"hears of a breach; the law gives {clock} hours",
                help="set `within: 72h` or less, counted from awareness",
                cause="clock",
            )
