"""A record of a drill that is hard to believe."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.drill import Drill
from bcdr.model.exercise import MEANINGS
from bcdr.rules.rule import Days, rule


@rule(
    std="W",
    micro="I",
    clauses=["gdpr 5(2)", "gdpr 32(1)(d)", "iso22301 8.5", "iso27001 A.5.28"],
)
def drill_implausible(drill: Drill, facts: Facts, *, late: Days = 60) -> Iterator[Deviation]:
    """A figure in the record of a drill is hard to believe.

    ## Why
    A university's tape job was short of capacity and booked its failures as success (incident kcl-2016). A record that
    cannot be true is worse than none: it ends the search.

    ## Bad
    ```yaml
    drills:
      restore-ledger: {recorded: 2026-11-20}
    ```

    ## Good
    ```yaml
    drills:
      restore-ledger: {recorded: 2026-09-11}
    ```

    ## Clears
    The figure corrected from the log, or the drill repeated and recorded on the day.

    ## Choices
    Asked are: a recovery of seconds, a restore faster than four times the stated rate (without one, than 5 GB/s), a
    measured time other than the clock's, a state younger than the loss or older than its copy, every figure like the
    drill before, people who had left, a record written or all its evidence filed long after, and times of a type that
    measures none. A drill that a later one of its kind has replaced is left in peace.

    ## Options
    - late: days after the drill from which its record, or its first evidence, is late
    """
    if not facts.is_done(drill) or (drill.covers and not facts.standing(drill)):
        return
    said = [(d.kind, d.at, d.said) for d in facts.doubts(drill, timedelta(days=late))]
    meaning, times = MEANINGS[drill.type], drill.measured
    for name, counts in (("rto", bool(meaning.rto)), ("rpo", meaning.rpo)):
        if times is not None and times.__dict__[name] is not None and not counts:
            at = drill.pointer("measured", name)
            said.append(("type", at, f"it states a measured {name}, and a {meaning.title.lower()} measures none"))
            break
    seen: set[str] = set()
    for kind, at, words in said:
        if kind not in seen:
            seen.add(kind)
            yield Deviation(
                at=at,
                message=f"the drill {drill.name_or_id} of {drill.occurred} is hard to believe: {words}",
                help="correct it from the log, or repeat the drill and record it on the day",
                cause=kind,
            )
