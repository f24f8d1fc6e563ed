"""What a drill showed is no longer there: it has changed since."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.analysis.voiding import shown_by
from bcdr.finding import Deviation
from bcdr.model.drill import Drill
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule
from bcdr.rules.since import changed


@rule(
    std="E E W I",
    micro="E W I -",
    clauses=["gdpr 32(1)(d)", "gdpr 32(1)(c)", "iso22301 8.5", "iso22301 6.3", "iso27001 A.8.13", "nis2-ir 4.2.6"],
    causes={"failover": ("E W I -", "W I - -"), "part": ("I I - -", "-")},
    against=["unproven"],
)
def drill_voided(drill: Drill, facts: Facts) -> Iterator[Deviation]:
    """What a passed drill exercised has changed since, so the drill no longer counts for it.

    ## Why
    A travel community copied its database in a new way for some weeks, and nobody restored from it. The new way left
    out tables, which was noticed when the disks died (incident couchsurfing-2006). A drill shows what there was that
    day.

    ## Bad
    ```yaml
    drills:
      restore-ledger:
        digests: {datastores/ledger: v1 class=c8d80b980b02 engine=000000000000}  # that day it ran on another engine
    ```

    ## Good
    ```yaml
    drills:
      restore-ledger:
        digests: {datastores/ledger: v1 class=c8d80b980b02 engine=c960f413cc9e}
    ```

    ## Clears
    A new drill that passes. If the plan was wrong and the world did not change, the field as it was.

    ## Choices
    Compared are the digests that `bcdr drill run` and `bcdr drill record` write, field by field. A drill without them
    counts as its record says. What was not known then and is known now is no change; neither are names, notes, owners,
    objectives, sizes, schedules, nor the words of a step. A drill counts on for everything that is as it was. Where
    another drill still shows as much, this is a step lower. A failure is not made good by a change.
    """
    gone = facts.lost(drill)
    if not gone:
        return
    yield Deviation(
        at=drill.pointer("digests"),
        message=f"the drill {drill.name_or_id} of {drill.occurred} no longer counts for "
        f"{listed(map(facts.name_of, gone))}: since then {changed((d for why in gone.values() for d in why), facts)}",
        help="repeat the drill on what there is now, and record it",
        cause=kind if (kind := shown_by(drill, gone, facts.plan)) != "restore" else "",
        tier=min((t for e in map(facts.plan.find, gone) if e and (t := facts.tier(e))), default=None),
        lower=all(facts.is_shown_otherwise(drill, ref) for ref in gone),
    )
