"""The newest backup is older than its schedule allows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.age import day_of, times
from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.datastore import Copy
from bcdr.rules.phrase import length
from bcdr.rules.rule import Factor, rule

_DAY = timedelta(days=1)


@rule(
    std="E E W I",
    micro="E W I -",
    clauses=["gdpr 32(1)(c)", "gdpr 32(1)(d)", "iso22301 9.1", "iso27001 A.8.13", "nis2-ir 4.2.3", "cis 11.2"],
)
def backup_stale(copy: Copy, facts: Facts, *, factor: Factor = 2.0) -> Iterator[Deviation]:
    """The last success of this backup is too long ago, or was never recorded.

    ## Why
    A travel community lost its database and reached for last night's backup. The newest one was a week old
    (incident couchsurfing-2006).

    ## Bad
    ```yaml
    datastores:
      ledger:
        copies:
          nightly: {last_success: {occurred: 2026-11-14}}
    ```

    ## Good
    ```yaml
    datastores:
      ledger:
        copies:
          nightly: {last_success: {occurred: 2026-11-20}}
    ```

    ## Clears
    A newer success, written by the job or by hand with its log as evidence.

    ## Choices
    Days are counted whole, so yesterday is never too old, however short the interval. A backup that was introduced
    less than its interval ago may be without a first success. Without a schedule only a missing success is reported.
    Versions that the storage keeps by itself are no job.

    ## Options
    - factor: so many intervals may pass since the last success
    """
    if not copy.is_backup or facts.is_setting(copy):
        return
    every = facts.interval(copy)
    allowed = max(times(factor, every), _DAY) if every is not None else _DAY
    name = f"the backup {copy.id} of {facts.source(copy).name_or_id}"
    if copy.last_success is None:
        if copy.since is not None and facts.age(copy.since) <= allowed:
            return
        yield Deviation(
            at=copy.path,
            message=f"no success of {name} has ever been recorded",
            help="look whether it runs, and note the newest run under `last_success`, best from the job itself",
            cause="never",
        )
        return
    day = day_of(copy.last_success.occurred)
    age = facts.age(day)
    if every is not None and age > allowed:
        yield Deviation(
            at=copy.pointer("last_success"),
            message=f"{name} last succeeded on {day.isoformat()}, {length(age)} ago, "
            f"but should succeed every {length(every)}",
            help="find out why it stopped; if it runs, let the job write `last_success`",
            numbers={"age": length(age), "interval": length(every)},
        )
