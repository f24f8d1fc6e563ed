"""Repetition: when a drill that was planned, or that repeats, is due; counted from the last time it was done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from bcdr.analysis.age import after
from bcdr.model.drill import Drill
from bcdr.model.value import UNBOUNDED


class Turn(NamedTuple):
    """The next time of a drill: `drill` is the record that says so, `day` None where it was never done or planned.

    `series` is the same for every record of the drill; it has the id of a record where more than one is planned.
    """

    drill: Drill
    day: date | None
    series: str


def turns(drills: Iterable[Drill], done: Iterable[Drill]) -> Iterator[Turn]:
    """The next turns of all drills: each planned one, and before it what the interval asks for.

    A drill is all records of one type that cover the same objects (or play the same scenario, where they cover none).
    What was planned before its last completion is over. The interval is the one last written: with what is planned,
    else with the newest completion.
    """
    series: dict[str, list[Drill]] = {}
    for drill in drills:
        series.setdefault(series_of(drill), []).append(drill)
    completions: dict[str, list[Drill]] = {}
    for drill in done:
        completions.setdefault(series_of(drill), []).append(drill)
    for key, records in series.items():
        yield from _turns(key, [d for d in records if d.occurred is None], completions.get(key, []))


def series_of(drill: Drill) -> str:
    """What is the same for every record of a drill that repeats."""
    return " ".join((drill.type, *sorted(set(drill.covers) or {f"scenarios/{drill.scenario or ''}"})))


def _turns(key: str, ahead: list[Drill], done: list[Drill]) -> Iterator[Turn]:
    last = max((d.occurred for d in done if d.occurred), default=None)
    newest = sorted(done, key=lambda d: (d.occurred or date.min, d.id), reverse=True)
    planned = [(d.planned, d) for d in ahead if d.planned is not None and (last is None or d.planned > last)]
    planned.sort(key=lambda p: (p[0], p[1].id))
    every = next((d.every for d in (*(d for _, d in planned), *ahead, *newest) if d.every is not None), None)
    again = after(last, every)
    record = next(iter((*ahead, *newest)), None)
    taken = 0
    if record is not None and again is not None and not (planned and planned[0][0] <= again):
        yield Turn(record, again, key)
        taken = 1
    elif record is not None and last is None and not planned and every not in {None, UNBOUNDED}:
        yield Turn(record, None, key)
    for number, (day, drill) in enumerate(planned, taken):
        yield Turn(drill, day, f"{key} {drill.id}" if number else key)
