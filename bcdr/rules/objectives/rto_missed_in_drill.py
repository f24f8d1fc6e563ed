"""It has been measured, and it took too long."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.service import Service
from bcdr.rules.phrase import beyond, length
from bcdr.rules.rule import rule


@rule(
    std="E E W I",
    micro="E W I -",
    clauses=["gdpr 32(1)(c)", "gdpr 32(1)(d)", "iso22301 8.5", "iso22301 8.6", "nis2-ir 4.2.6", "dora 12(6)"],
    against=["delay"],
)
def rto_missed_in_drill(service: Service, facts: Facts) -> Iterator[Deviation]:
    """The last measured recovery took longer than the recovery time objective.

    ## Why
    A shop found out during the outage that making its product index again would take six days
    (incident elasticsearch-delete). A promise that the last test broke is no promise.

    ## Bad
    ```yaml
    drills:
      restore-ledger: {timeline: unknown, measured: {rto: 8d}}
    ```

    ## Good
    ```yaml
    drills:
      restore-ledger: {timeline: unknown, measured: {rto: 6h}}
    ```

    ## Clears
    A newer measurement within the objective, or an objective that its owner raises.

    ## Choices
    The newest measurement counts, whatever the result of the drill, and the measured rebuild of derived data without
    which the service does not run. A dependency with a fallback does not hold the service up. With
    `rto_clock: declaration` the time until the plan was activated does not count, if the drill's `timeline` gives it.
    """
    rto = facts.rto_of(service)
    last = facts.measurement(service)
    if rto is None or last is None:
        return
    is_declared = service.rto_clock == "declaration"
    counted = last.time - last.undeclared if is_declared else last.time
    if counted <= rto:
        return
    since = " from the declaration" if is_declared else ""
    when = f" on {last.day.isoformat()}" if last.day is not None else ""
    yield Deviation(
        at=last.at,
        message=f"{service.name_or_id} may be down for {length(rto)}, but the last time it was measured"
        f" ({last.of.name_or_id}{when}) it took {beyond(counted, rto)}{since}",
        help="make the recovery faster and measure it again, or let the owner raise the rto",
        numbers={"measured": length(counted), "rto": length(rto)},
    )
