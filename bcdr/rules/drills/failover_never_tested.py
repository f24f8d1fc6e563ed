"""A standby that never took over is a hope."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.analysis.limit import FAILOVER
from bcdr.finding import Deviation
from bcdr.model.service import Service
from bcdr.rules.phrase import count
from bcdr.rules.rule import Days, rule


@rule(
    std="E W I -",
    micro="W I - -",
    clauses=["gdpr 32(1)(d)", "iso22301 8.5", "iso27001 A.5.30", "nis2-ir 4.1.4", "soc2 A1.3", "dora 11(6)"],
)
def failover_never_tested(service: Service, facts: Facts, *, limit: Days = FAILOVER.days) -> Iterator[Deviation]:
    """The service has a standby, and no failover to it has passed within the year.

    ## Why
    A bank moved five million customers to two new data centres. Only one of them had been tested before the weekend;
    for weeks people could not reach their accounts (incident tsb-2018).

    ## Bad
    ```yaml
    services:
      office: {standby: {at: spare-host}}
    ```

    ## Good
    ```yaml
    services:
      office: {standby: {at: spare-host}}
    drills:
      restore-customers: {type: failover, covers: [services/office, services/shop, runbooks/restore-office]}
      restore-orders: {covers: [datastores/orders-db, datastores/customers]}
    ```

    ## Clears
    A passed failover in which the service really left its home and ran on the standby.

    ## Choices
    A failover or an exercise on full scale that covers the service counts; so does any of them, and a fault injection,
    that names its home among the places that were taken away. One that names another place only, such as a single
    rack, does not. Without a standby nothing is asked. Where what the last one exercised has changed since, that drill
    itself is reported.

    ## Options
    - limit: longest time since the last failover that passed
    """
    if service.standby is None or facts.voided_takeover(service):
        return
    done = facts.takeovers(service)
    last = facts.last_failover(service)
    age = facts.age(last)
    if age <= timedelta(days=limit):
        return
    if last is not None:
        why = f"it last took over {count(age.days, 'day')} ago ({last}); every {count(limit, 'day')} is asked"
    elif done:
        why = f"no attempt to let it take over has passed, the last was on {done[-1].occurred}"
    else:
        why = "nobody has ever let it take over"
    yield Deviation(
        at=service.pointer("standby"),
        message=f"{service.name_or_id} relies on a standby, but {why}",
        help="switch the service over on a quiet day, let it run there, and record the drill with its times",
    )
