"""The time that was promised is shorter than the restore itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.model.service import Service
from bcdr.rules.phrase import beyond, length, listed
from bcdr.rules.rule import Factor, rule

_MB = 1e6


@rule(
    std="E W I -",
    micro="W I - -",
    clauses=["gdpr 32(1)(c)", "iso22301 8.3.3", "iso22301 8.4.5", "nis2-ir 4.2.2(a)", "dora 12(6)"],
    against=["delay"],
)
def rto_not_feasible(service: Service, facts: Facts, *, rate: Factor = 50.0) -> Iterator[Deviation]:
    """By the plan's own figures the recovery takes longer than the recovery time objective, and nobody measured it.

    ## Why
    A drawing service had a good backup of last night. Restoring so large a database took about three days, which the
    size and the speed would have told beforehand (incident gliffy-2016).

    ## Bad
    ```yaml
    services:
      reports: {rto: 3h}
    drills:
      restore-ledger: {measured: unknown, evidence: restore-log, type: system-restore, covers: [datastores/ledger]}
      restore-customers: {covers: [datastores/customers, services/shop, services/office, runbooks/restore-office]}
    ```

    ## Good
    ```yaml
    services:
      reports: {rto: 12h}
    ```

    ## Clears
    A measured drill within the objective, a faster way, or an objective that its owner raises.

    ## Choices
    Where no rate was measured, `rate` MB/s is assumed. One step lower: neither a measurement nor the figures for an
    estimate are recorded; a service without data of its own, or with derived data alone, is not asked for them. The
    estimated rebuild of derived data and the number of pieces of a step count. With `rto_clock: declaration` the times
    to notice and to decide do not count.

    ## Options
    - rate: MB/s assumed where no rate of restoring was measured
    """
    rto = facts.rto_of(service)
    if rto is None or facts.measurement(service) is not None:
        return
    found = facts.recovery(service, rate * _MB)
    if found.estimate is None:
        if all(s.class_ == "derived" for s in facts.stores_of(service)):
            return
        yield Deviation(
            at=service.pointer("rto"),
            message=f"nobody knows whether {service.name_or_id} can be back within {length(rto)}: "
            f"it was never measured, and the plan does not state {listed(_missing(found.missing, facts), most=3)}",
            help="restore it once and note the time; until then record size and restore rate of the data",
            cause="unknown",
            lower=True,
        )
    elif found.counted_estimate is not None and found.counted_estimate > rto:
        bare = _bare((p.of for p in found.path), facts)
        parts = [f"{length(p.value)} for {p.name!r}" for p in sorted(found.path, key=lambda p: p.value, reverse=True)]
        yield Deviation(
            at=service.pointer("rto"),
            message=f"{service.name_or_id} may be down for {length(rto)}, but by the plan's own figures it takes "
            f"{beyond(found.counted_estimate, rto)}{_since(service)}: {listed(parts, most=3)}{bare}",
            help="measure it in a drill; if it is true, find a faster way or let the owner raise the rto",
            numbers={"estimate": length(found.counted_estimate), "rto": length(rto)},
        )


def _bare(refs: Iterable[str], facts: Facts) -> str:
    stores = (e for e in map(facts.plan.find, dict.fromkeys(refs)) if isinstance(e, Datastore))
    bare = [s.name_or_id for s in stores if s.class_ != "derived" and not facts.backups(s)]
    return f"; and of {listed(bare, most=3)} there is no backup to restore from" if bare else ""


def _since(service: Service) -> str:
    return " from the declaration" if service.rto_clock == "declaration" else ""


def _missing(missing: tuple[str, ...], facts: Facts) -> list[str]:
    sizes = [m.removeprefix("size of ") for m in missing if m.startswith("size of ")]
    return [f"the size of {facts.name_of(ref)}" for ref in sizes] or list(missing)
