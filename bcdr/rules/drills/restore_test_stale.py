"""The last restore that worked is too long ago, or the data has become another since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.analysis.limit import GROWTH, RESTORE, RESTORE_MICRO, RESTORE_TIER1
from bcdr.finding import Deviation
from bcdr.model.datastore import Datastore
from bcdr.rules.phrase import count
from bcdr.rules.rule import Days, Factor, rule


@rule(
    std="E W W I",
    micro="W W I -",
    clauses=["gdpr 32(1)(d)", "gdpr 32(1)(c)", "iso22301 8.5", "iso27001 A.8.13", "cis 11.5", "nis2-ir 4.2.6"],
)
def restore_test_stale(
    store: Datastore,
    facts: Facts,
    *,
    limit: Days = RESTORE.days,
    tier1: Days = RESTORE_TIER1.days,
    micro: Days = RESTORE_MICRO.days,
    growth: Factor = GROWTH.number,
) -> Iterator[Deviation]:
    """The last passed restore of this datastore is too old to rely on.

    ## Why
    A maker of drawing software had a good nightly backup. When it was needed the database had grown so large that the
    restore ran for days (incident gliffy-2016). A restore proves the data and the machines of its day, not today's.

    ## Bad
    ```yaml
    drills:
      restore-orders: {occurred: 2026-03-10, recorded: 2026-03-11}
    ```

    ## Good
    ```yaml
    drills:
      restore-orders: {occurred: 2026-09-10, recorded: 2026-09-11}
    ```

    ## Clears
    A new passed restore that covers the datastore or a runbook that recovers it.

    ## Choices
    The tier policy of the plan (`policy.tiers`) goes before the options. One finding at most: age first, then a major
    change of the store or of a service that uses it, then growth; age that weighs a step less comes last. An
    ordinary release is no major change. Where what a newer one exercised has changed since, that drill is
    reported.

    ## Options
    - limit: longest time since the last passed restore, tiers 2 to 4
    - tier1: the same for tier 1
    - micro: the same in a company of ten or fewer, every tier
    - growth: growth since that restore from which it no longer counts, as a share of the size then
    """
    last = facts.last_passed_restore(store)
    if store.class_ == "derived" or last is None or last.occurred is None or not facts.backups(store):
        return
    if facts.voided_restore(store):
        return
    allowed = facts.restore_cadence(store, timedelta(days=limit), timedelta(days=tier1), timedelta(days=micro))
    age = facts.age(last.occurred)
    changed = facts.changed(store)
    gained = (store.growth or 0) * age.total_seconds()
    has_changed = changed is not None and changed > last.occurred
    has_grown = store.size is not None and gained > growth * (store.size - gained)
    name, day = store.name_or_id, last.occurred.isoformat()
    if age >= 1.5 * allowed or (age > allowed and not (has_changed or has_grown)):
        yield Deviation(
            at=store.path,
            message=f"the last restore of {name} that worked was {count(age.days, 'day')} ago ({day}); "
            f"every {count(allowed.days, 'day')} is asked",
            help="restore it again onto a clean place and record the drill",
            lower=age < 1.5 * allowed,
            numbers={"age": f"{age.days}d", "limit": f"{allowed.days}d"},
        )
    elif changed is not None and has_changed:
        yield Deviation(
            at=store.path,
            message=f"{name} or a service on it changed in earnest on {changed.isoformat()}; "
            f"its last restore that worked is older ({day})",
            help="restore it once as it is now and record the drill",
            cause="change",
        )
    elif has_grown:
        yield Deviation(
            at=store.path,
            message=f"{name} grew by more than {growth:.0%} since its last restore that worked ({day}); "
            "the time measured then no longer holds",
            help="restore it at its present size and record the time",
            cause="growth",
        )
