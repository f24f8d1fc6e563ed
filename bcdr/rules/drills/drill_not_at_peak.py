"""What takes over on a quiet Sunday may fall on a busy Monday."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.analysis.standby import PEAK
from bcdr.finding import Deviation
from bcdr.model.service import Service
from bcdr.rules.rule import rule


@rule(
    std="W I - -",
    micro="-",
    clauses=["gdpr 32(1)(b)", "gdpr 32(1)(d)", "iso22301 8.5", "soc2 A1.1", "nist-csf PR.IR-04", "dora 25"],
)
def drill_not_at_peak(service: Service, facts: Facts) -> Iterator[Deviation]:
    """Nobody has shown that the service bears its heaviest load where it would run after a disaster.

    ## Why
    A build service moved its database to a smaller machine to save money. All was well on a quiet weekend; at the next
    peak the database could not keep up, and one server after the other fell (incident buildkite-2016).

    ## Bad
    ```yaml
    drills:
      restore-orders: {load: steady}
      restore-customers: {load: steady}
      restore-platform: {load: steady}
    ```

    ## Good
    ```yaml
    drills:
      restore-orders: {load: peak}
      restore-customers: {load: steady}
      restore-platform: {load: steady}
    ```

    ## Clears
    A drill with `load: peak` or `simulated-peak`; or the stated capacity of the standby, at least as much as the peak.

    ## Choices
    Asked are services with a standby or with failovers on record, and those of tier 1 for which a place to restore
    onto is known. A drill of the service, of its data, or of the place where it stands or would stand counts, whatever
    its result. A stated capacity below the stated peak is reported even after such a drill: one of the two is wrong.
    """
    standby, peak = service.standby, service.peak
    capacity = standby.capacity if standby is not None else None
    load = peak.load if peak is not None else None
    if capacity is not None and load is not None:
        if capacity < load:
            unit = f" {peak.unit}" if peak is not None and peak.unit else ""
            yield Deviation(
                at=service.pointer("standby", "capacity"),
                message=f"the standby of {service.name_or_id} bears {capacity}{unit}, "
                f"but the heaviest load is {load}{unit}",
                help="enlarge the standby, or write down how it grows before it takes over and show it in a drill",
                cause="capacity",
                numbers={"capacity": str(capacity), "peak": str(load)},
            )
        return
    if not facts.claims_standby(service) and not (facts.tier(service) == 1 and facts.has_target(service)):
        return
    done = facts.loads(service)
    if any(d.load in PEAK for d in done):
        return
    tried = [d for d in done if d.load == "steady"]
    yield Deviation(
        at=service.pointer("standby") if standby is not None else service.path,
        message=f"{service.name_or_id} was tried at steady load only (last on {tried[-1].occurred}): "
        "nobody knows whether it bears its heaviest hour elsewhere"
        if tried
        else f"no drill has shown that {service.name_or_id} bears its heaviest hour where it runs after a disaster",
        help="repeat the drill at the busiest time or with simulated load, and record its `load`",
        cause="load",
    )
