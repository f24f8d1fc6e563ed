"""A backup that fails in silence is found out on the day it is needed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.analysis.limit import ALARM
from bcdr.finding import Deviation
from bcdr.model.datastore import Copy
from bcdr.rules.phrase import length, listed
from bcdr.rules.rule import Days, rule


@rule(
    std="E E W I",
    micro="W W I -",
    clauses=["gdpr 32(1)(b)", "gdpr 32(1)(d)", "iso22301 9.1", "iso27001 A.8.13", "ncsc-cloud-backup 5", "cis 11.2"],
)
def backup_unmonitored(copy: Copy, facts: Facts, *, alarm_test: Days = ALARM.days) -> Iterator[Deviation]:
    """Nobody would notice if this backup failed or stopped.

    ## Why
    The backup of a well-known blog had failed every single day, for years; it could not copy that kind of machine, and
    nobody was told (incident codinghorror-2009).

    ## Bad
    ```yaml
    datastores:
      ledger:
        copies:
          nightly: {monitor: {alerts: []}}
    ```

    ## Good
    ```yaml
    datastores:
      ledger:
        copies:
          nightly: {monitor: {alerts: [it-lead], notices_missing_run: yes, alarm_tested: 2026-09-01}}
    ```

    ## Clears
    Something that checks success, a person or role that gets the alarm, and a dated test in which the job did not run.

    ## Choices
    One step lower: the alarm was not tested in time, or stays quiet when the job does not run at all. Versions that
    the storage keeps by itself are no job and need no monitor.

    ## Options
    - alarm_test: longest time since the alarm was last tested
    """
    if not copy.is_backup or facts.is_setting(copy):
        return
    name = f"the backup {copy.id} of {facts.source(copy).name_or_id}"
    monitor = copy.monitor
    if monitor is None:
        yield Deviation(
            at=copy.path,
            message=f"nobody would notice if {name} failed: nothing checks it",
            help="add a `monitor`: what checks success, and whom it alarms when the job fails or does not run",
        )
    elif not any(facts.people(ref) for ref in monitor.alerts):
        names = listed(map(facts.name_of, monitor.alerts))
        whom = f"{names} and reaches nobody who is still here" if monitor.alerts else "nobody"
        yield Deviation(
            at=copy.pointer("monitor", "alerts") if monitor.alerts else copy.pointer("monitor"),
            message=f"if {name} fails, the alarm goes to {whom}",
            help="send the alarm to a role that somebody holds, or to a person who still works here",
        )
    else:
        doubts = [] if monitor.notices_missing_run else ["stays quiet when the job does not run at all"]
        if facts.age(monitor.alarm_tested) > timedelta(days=alarm_test):
            tested = monitor.alarm_tested
            doubts.append(f"was last tested {length(facts.age(tested))} ago" if tested else "has never been tested")
        if doubts:
            yield Deviation(
                at=copy.pointer("monitor"),
                message=f"the alarm of {name} {listed(doubts)}",
                help="stop the job once on purpose, see that the alarm arrives, and note the day as `alarm_tested`",
                cause="alarm",
                lower=True,
            )
