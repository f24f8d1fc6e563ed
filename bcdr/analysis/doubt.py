"""What is hard to believe in the record of a drill: figures that cannot be, or hardly ever are.

Dates in the wrong order and counts that differ are contradictions of their own and not repeated here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from bcdr.analysis.chronology import restored_copy
from bcdr.analysis.crontab import zone_of
from bcdr.analysis.proof import is_recovery, is_restore
from bcdr.model.datastore import Datastore
from bcdr.model.drill import Drill, Timeline
from bcdr.model.plan import Plan
from bcdr.model.record import Pointer, fields_of
from bcdr.model.value import UNBOUNDED

SHORTEST = timedelta(seconds=10)
"""Nothing whole comes back sooner."""
FASTEST = 5e9
"""Bytes per second that no restore reaches where the plan states no rate: forty gigabits."""
TIMES_THE_RATE = 4
"""So many times the stated rate is more than a good day."""
SLACK = timedelta(minutes=15)
"""Times are rounded when they are written down."""
FIGURES = 3
"""So many equal lengths of time are no chance."""


class Doubt(NamedTuple):
    """Why a record is hard to believe: a kind, where it stands, and the figures in words."""

    kind: str
    at: Pointer
    said: str


def doubts(drill: Drill, plan: Plan, before: Sequence[Drill], late: timedelta) -> Iterator[Doubt]:
    """Everything that is hard to believe of a done drill. `before` are done drills of its kind, oldest first."""
    yield from _haste(drill, plan)
    yield from _point(drill, plan)
    yield from _clock(drill)
    yield from _copied(drill, before)
    yield from _absent(drill, plan)
    yield from _lateness(drill, plan, late)


def _haste(drill: Drill, plan: Plan) -> Iterator[Doubt]:
    if not is_recovery(drill):
        return
    clock = drill.timeline
    began, ended = (clock.restore_started, clock.restored) if clock is not None else (None, None)
    span = between(began, ended)
    if drill.measured is not None and drill.measured.rto is not None and drill.measured.rto < SHORTEST:
        seconds = drill.measured.rto.total_seconds()
        yield Doubt("haste", drill.pointer("measured", "rto"), f"the whole recovery took {seconds:g} seconds")
    if span is None or span < timedelta() or not is_restore(drill):
        return
    most = span + (timedelta(minutes=1) if _is_rough(began) or _is_rough(ended) else timedelta(seconds=1))
    sized = [(s, s.size) for r in drill.covers if isinstance(s := plan.find(r), Datastore) and s.size]
    for store, size in sized:
        copy = restored_copy(drill, plan)
        if store.class_ == "derived" or (copy is not None and copy.kind in {"snapshot", "clone"}):
            continue
        rates = [
            d.rate for d in (store.restore, *(c.restore for c in store.copies.values())) if d is not None and d.rate
        ]
        ceiling = TIMES_THE_RATE * max(rates) if rates else FASTEST
        speed = size / 2 / most.total_seconds()  # it may have grown since, and half of it be empty
        if speed > ceiling:
            stated = f"{max(rates) / 1e6:.0f} MB/s are stated" if rates else "no link carries that"
            yield Doubt(
                "speed",
                drill.pointer("timeline", "restored"),
                f"{store.name_or_id} ({size / 1e9:.0f} GB) was back in {most.total_seconds():.0f} seconds; {stated}",
            )
    if not sized and span == timedelta():
        yield Doubt("haste", drill.pointer("timeline", "restored"), "the restore ended in the moment in which it began")


def _point(drill: Drill, plan: Plan) -> Iterator[Doubt]:
    point = drill.recovery_point.occurred if drill.recovery_point is not None else None
    copy = restored_copy(drill, plan)
    at = drill.pointer("recovery_point", "occurred")
    if point is not None and copy is not None and copy.since is not None and _day(point) < copy.since:
        yield Doubt("before-copy", at, f"the state is of {_day(point)}, and the copy exists since {copy.since}")
    lost = _moment(drill, plan)
    if isinstance(point, datetime) and lost is not None and point - lost > timedelta(minutes=1):
        by = _words(point - lost)
        yield Doubt("younger", at, f"the state that came back is {by} younger than the loss")


def _moment(drill: Drill, plan: Plan) -> datetime | None:
    """When the loss was; a time of day counts where the organisation is."""
    lost = drill.timeline.lost if drill.timeline is not None else None
    if lost is None or isinstance(lost, datetime):
        return lost if lost is not None and lost.tzinfo is not None else None
    if drill.occurred is None or not plan.organization.is_declared("timezone"):
        return None
    return datetime.combine(drill.occurred, lost, tzinfo=zone_of(plan.organization.timezone))


def _clock(drill: Drill) -> Iterator[Doubt]:
    """The measured time against the clock from the loss, or the declaration, to the acceptance."""
    clock, times = drill.timeline, drill.measured
    if clock is None or times is None or times.rto in {None, UNBOUNDED} or not is_recovery(drill):
        return
    spans = [s for s in (between(clock.lost, clock.accepted), between(clock.declared, clock.accepted)) if s is not None]
    slack = max(SLACK, times.rto / 10)
    if spans and all(abs(s - times.rto) > slack for s in spans):
        at = drill.pointer("measured", "rto")
        yield Doubt("clock", at, f"{_words(times.rto)} were measured, but the clock says {_words(spans[0])}")


def _copied(drill: Drill, before: Sequence[Drill]) -> Iterator[Doubt]:
    earlier = next((d for d in reversed(before) if d is not drill), None)
    if earlier is None or drill.measured is None or earlier.measured is None:
        return
    mine, theirs = _lengths(drill.timeline), _lengths(earlier.timeline)
    same = (drill.measured.rto, drill.measured.rpo) == (earlier.measured.rto, earlier.measured.rpo)
    counts = [d.verification.found if d.verification is not None else None for d in (drill, earlier)]
    if same and counts[0] == counts[1] and mine == theirs and sum(1 for span in mine.values() if span) >= FIGURES:
        yield Doubt("copied", drill.pointer("timeline"), f"every figure is that of {earlier.occurred}")


def _lengths(clock: Timeline | None) -> dict[str, timedelta | None]:
    if clock is None:
        return {}
    first = next((clock.__dict__[n] for n in fields_of(Timeline) if clock.__dict__[n] is not None), None)
    return {n: between(first, clock.__dict__[n]) for n in fields_of(Timeline)}


def _absent(drill: Drill, plan: Plan) -> Iterator[Doubt]:
    for id_ in dict.fromkeys((*((drill.led_by,) if drill.led_by else ()), *drill.participants)):
        person = plan.people.get(id_)
        left = person.leaves_on if person is not None else None
        if person is not None and left is not None and drill.occurred is not None and left < drill.occurred:
            at = drill.pointer("led_by" if id_ == drill.led_by else "participants")
            yield Doubt("absent", at, f"{person.name} took part and had left on {left}")


def _lateness(drill: Drill, plan: Plan, late: timedelta) -> Iterator[Doubt]:
    """Written down long after, or shown only by what was filed long after: a first file in time is enough."""
    if drill.occurred is None:
        return
    if drill.recorded is not None and drill.recorded - drill.occurred > late:
        days = (drill.recorded - drill.occurred).days
        yield Doubt("late", drill.pointer("recorded"), f"it was written down {days} days later")
    filed = [plan.evidence[id_] for id_ in drill.evidence if id_ in plan.evidence]
    waits = [e.recorded - _day(e.occurred or drill.occurred) for e in filed if e.recorded is not None]
    if waits and len(waits) == len(filed) and min(waits) > late:
        yield Doubt("filed-late", drill.pointer("evidence"), f"its evidence was filed {min(waits).days} days later")


def between(first: time | datetime | None, later: time | datetime | None) -> timedelta | None:
    """From one moment to another, over midnight too where they are times of day; None where they do not compare."""
    if isinstance(first, datetime) and isinstance(later, datetime):
        return later - first if (first.tzinfo is None) == (later.tzinfo is None) else None
    if isinstance(first, datetime) or isinstance(later, datetime) or first is None or later is None:
        return None
    seconds = (later.hour - first.hour) * 3600 + (later.minute - first.minute) * 60 + later.second - first.second
    return timedelta(seconds=seconds % 86400)


def _is_rough(moment: time | datetime | None) -> bool:
    """Written to the minute."""
    return moment is not None and moment.second == 0


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _words(span: timedelta) -> str:
    minutes = round(span / timedelta(minutes=1))
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"
