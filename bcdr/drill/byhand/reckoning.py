"""Measured times, worked out from the clock and the recovery point that people wrote down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta, tzinfo

from bcdr.drill.timeline import Measured, whole, written
from bcdr.model.drill import Drill
from bcdr.model.exercise import MEANINGS

DAY = timedelta(days=1)
EXACT = timedelta(minutes=1)
"""So much may a typed figure differ: clocks are read to the minute."""

Moment = time | datetime


def reckoned(drill: Drill, zone: tzinfo) -> Measured:
    """From lost to accepted, and from the recovery point to lost; None where the clock does not say it.

    A time of day is that of the day of the drill, in the zone of the organisation. A type that does not measure has no
    times, and data that did not come back has no age.
    """
    clock, point, meaning = drill.timeline, drill.recovery_point, MEANINGS[drill.type]
    if clock is None or clock.lost is None:
        return Measured(None, None)
    rto = _between(clock.lost, clock.accepted, drill, zone) if clock.accepted is not None else None
    frozen = point.occurred if point is not None else None
    came_back = (clock.restored or clock.verified or clock.accepted) is not None
    lost = _moment(clock.lost, drill, zone)
    rpo = lost - frozen if isinstance(frozen, datetime) and lost is not None and came_back else None
    return Measured(
        whole(rto) if rto is not None and rto > timedelta() and meaning.rto else None,
        whole(rpo) if rpo is not None and rpo >= timedelta() and meaning.rpo else None,
    )


def contradicted(drill: Drill, zone: tzinfo) -> Iterator[str]:
    """A sentence for each typed figure that the clock denies, and for a state that is younger than the loss."""
    said, found = drill.measured, reckoned(drill, zone)
    clock, point = drill.timeline, drill.recovery_point
    if said is not None and said.rto is not None and found.rto is not None and not _agree(said.rto, found.rto, drill):
        yield f"measured.rto says {written(said.rto)}, but from lost to accepted it is {written(found.rto)}"
    if said is not None and said.rpo is not None and found.rpo is not None and abs(said.rpo - found.rpo) >= EXACT:
        yield f"measured.rpo says {written(said.rpo)}, but from the recovery point to lost it is {written(found.rpo)}"
    lost = _moment(clock.lost, drill, zone) if clock is not None and clock.lost is not None else None
    frozen = point.occurred if point is not None else None
    if lost is not None and isinstance(frozen, datetime) and frozen > lost:
        yield f"the recovery point {frozen.isoformat()} is younger than the loss"


def _agree(said: timedelta, found: timedelta, drill: Drill) -> bool:
    differs = abs(said - found)
    clock = drill.timeline
    if clock is not None and isinstance(clock.lost, time) and isinstance(clock.accepted, time):
        differs %= DAY  # times of day do not say on which day
        differs = min(differs, DAY - differs)
    return differs < EXACT


def _between(first: Moment, last: Moment, drill: Drill, zone: tzinfo) -> timedelta | None:
    if isinstance(first, time) and isinstance(last, time):
        return timedelta(seconds=_seconds(last) - _seconds(first))
    begin, end = _moment(first, drill, zone), _moment(last, drill, zone)
    return end - begin if begin is not None and end is not None else None


def _moment(moment: Moment, drill: Drill, zone: tzinfo) -> datetime | None:
    if isinstance(moment, datetime):
        return moment
    return datetime.combine(drill.occurred, moment, zone) if drill.occurred is not None else None


def _seconds(clock: time) -> int:
    return clock.hour * 3600 + clock.minute * 60 + clock.second
