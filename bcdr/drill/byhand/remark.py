"""What somebody should know of a record before it is written: nothing that forbids it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from bcdr.analysis.facts import Facts
from bcdr.analysis.proof import covered
from bcdr.drill.byhand.reckoning import reckoned
from bcdr.drill.objective import objectives
from bcdr.drill.timeline import written
from bcdr.model.drill import Drill
from bcdr.model.exercise import MEANINGS


def remarks(drill: Drill, facts: Facts, zone: tzinfo) -> Iterator[str]:
    """Sentences, the gravest first."""
    lacks = [name for name in ("occurred", "result") if drill.__dict__[name] is None]
    if lacks:
        yield f"{' and '.join(lacks)} not known: it counts as done only when that is written"
    if drill.result == "passed":
        yield from _doubtful(drill, facts, zone)
    meaning, check = MEANINGS[drill.type], drill.verification
    if meaning.restores and drill.result == "passed" and (check is None or check.found is None):
        yield "nothing says what was compared: a restore without a comparison shows little"
    if drill.led_by is None and not drill.participants:
        yield "nobody is named who took part"
    if not drill.evidence:
        yield "no log, report or minutes: give --evidence FILE, or file one later"


def _doubtful(drill: Drill, facts: Facts, zone: tzinfo) -> Iterator[str]:
    check = drill.verification
    exact = check is not None and check.kind in {"row-count", "checksum", "http-status", "exit-code"}
    if check is not None and exact and None not in (check.expected, check.found) and check.expected != check.found:
        yield f"it is said to have passed, but {check.expected} was expected and {check.found} found"
    found, said = reckoned(drill, zone), drill.measured
    for name, goal in objectives(covered(drill, facts.plan), facts)._asdict().items():
        typed = said.__dict__[name] if said is not None else None
        span = typed if typed is not None else found._asdict()[name]
        if span is not None and goal is not None and span > goal:
            yield f"it is said to have passed, but {written(span)} is longer than the {name} of {written(goal)}"
