"""A drill took place, and little of it is on paper."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.drill import Drill
from bcdr.model.exercise import MEANINGS
from bcdr.rules.phrase import listed
from bcdr.rules.rule import rule


@rule(
    std="W",
    micro="I",
    clauses=["gdpr 5(2)", "gdpr 32(1)(d)", "iso22301 8.5", "iso22301 7.5", "iso27001 A.5.28"],
)
def drill_evidence_missing(drill: Drill, facts: Facts) -> Iterator[Deviation]:
    """A drill has no participants, no measured time, or nothing to show.

    ## Why
    A medical group lost the records of 2,500 patients; the authority fined it and noted what could not be shown on
    paper (incident centric-health-2019). A drill without names, times and a log is only a memory.

    ## Bad
    ```yaml
    drills:
      restore-ledger: {evidence: []}
    ```

    ## Good
    ```yaml
    drills:
      restore-ledger: {evidence: [restore-log]}
    ```

    ## Clears
    Participants, the measured time (`measured.rto` or a timeline), and a reference to a file, log or minutes.

    ## Choices
    Times are asked of drills that recover something, people of all but automatic integrity checks. A drill that a
    later one of its kind has replaced is left in peace.
    """
    if not facts.is_done(drill) or (drill.covers and not facts.standing(drill)):
        return
    meaning = MEANINGS[drill.type]
    timed = drill.measured is not None and drill.measured.rto is not None
    timed = timed or (drill.timeline is not None and (drill.timeline.restored or drill.timeline.accepted) is not None)
    lacks = []
    if not drill.participants and drill.led_by is None and meaning.rung != "verified":
        lacks.append("who took part")
    if not timed and meaning.recovers:
        lacks.append("how long it took")
    if not drill.evidence:
        lacks.append("a log, report or minutes")
    if lacks:
        yield Deviation(
            at=drill.path,
            message=f"the drill {drill.name_or_id} of {drill.occurred} does not say {listed(lacks)}"
            if lacks != ["a log, report or minutes"]
            else f"the drill {drill.name_or_id} of {drill.occurred} refers to no log, report or minutes",
            help="add what is missing while people still remember, and file the log as evidence",
        )
