"""A runbook for the systems of yesterday."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.analysis.limit import RUNBOOK, RUNBOOK_MICRO, RUNBOOK_TIER1
from bcdr.finding import Deviation
from bcdr.model.runbook import Runbook
from bcdr.rules.phrase import count
from bcdr.rules.rule import Days, rule


@rule(
    std="W W I -",
    micro="W I - -",
    clauses=["iso22301 8.6", "iso22301 7.5", "nis2-ir 4.1.4", "nist-csf ID.IM-04", "nist-800-34 P7", "gdpr 32(1)(d)"],
)
def runbook_stale(
    runbook: Runbook,
    facts: Facts,
    *,
    limit: Days = RUNBOOK.days,
    tier1: Days = RUNBOOK_TIER1.days,
    micro: Days = RUNBOOK_MICRO.days,
) -> Iterator[Deviation]:
    """A runbook has not been compared with reality, or not been used, for too long.

    ## Why
    Two core parts of a storage service had to be started from nothing, which nobody had done for years in a region of
    that size; it took hours longer than anybody thought (incident aws-s3-2017).

    ## Bad
    ```yaml
    runbooks:
      restore-shop: {reviewed: 2026-03-01}
    ```

    ## Good
    ```yaml
    runbooks:
      restore-shop: {reviewed: 2026-09-01}
    ```

    ## Clears
    A review with its date; a drill that uses the runbook.

    ## Choices
    Use counts when a drill names the runbook, or when it restored or failed over what the runbook recovers. Use is
    asked for tier 1 and 2 only, and of no small company. One finding at most: age, then change, then use. Runbooks of
    retired objects are left in peace.

    ## Options
    - limit: longest time since the last review, and half of the longest since the last use; tiers 2 to 4
    - tier1: the same for tier 1
    - micro: the same in a company of ten or fewer, every tier
    """
    if facts.is_obsolete(runbook):
        return
    tier = facts.runbook_tier(runbook)
    allowed = facts.review_cadence(runbook, timedelta(days=limit), timedelta(days=tier1), timedelta(days=micro))
    age = facts.age(runbook.reviewed)
    changed = facts.changed(runbook)
    if age > allowed:
        was = "was never reviewed" if runbook.reviewed is None else f"was last reviewed {count(age.days, 'day')} ago"
        yield Deviation(
            at=runbook.path,
            message=f"the runbook {runbook.title!r} {was}; every {count(allowed.days, 'day')} is asked",
            help="walk through it beside the real systems, correct it, and set `reviewed`",
        )
    elif changed is not None and runbook.reviewed is not None and changed > runbook.reviewed:
        yield Deviation(
            at=runbook.path,
            message=f"what {runbook.title!r} recovers changed in earnest on {changed}, "
            f"after the last review of the runbook ({runbook.reviewed})",
            help="compare it with the changed system, and set `reviewed`",
            cause="change",
        )
    elif not facts.is_small and tier <= 2 and facts.age(used := facts.exercised(runbook)) > 2 * allowed:
        when = f"for {count(facts.age(used).days, 'day')}" if used is not None else "so far"
        yield Deviation(
            at=runbook.path,
            message=f"nobody has used the runbook {runbook.title!r} {when}",
            help="restore with it once, step by step, and record the drill",
            cause="unused",
        )
