"""The clock of a drill: from the events to the moments of its record, and to measured times."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import NamedTuple

from bcdr.drill.course import Course
from bcdr.drill.event import DONE, Story
from bcdr.model.exercise import MEANINGS


class Timeline(NamedTuple):
    """The moments of a drill; None is not known or did not happen."""

    lost: datetime
    detected: datetime | None
    declared: datetime | None
    restore_started: datetime | None
    restored: datetime | None
    verified: datetime | None
    accepted: datetime | None


class Measured(NamedTuple):
    """What may be called measured: None where the type does not measure it, or where it is not known."""

    rto: timedelta | None
    rpo: timedelta | None


def timeline(course: Course, story: Story) -> Timeline:
    """Declared is the end of the first step that decides, restored that of the last that restores.

    Restored and verified are reached only when every step of that kind is done. Accepted is what the owner said, after
    all of it.
    """
    restores = tuple(leg.id for leg in course.legs if leg.step.kind == "restore")
    verifies = tuple(leg.id for leg in course.legs if leg.step.kind == "verify")
    decides = next((leg.id for leg in course.legs if leg.step.kind == "decide"), None)
    acceptance = story.acceptance()
    begun = [e.at for e in story.events if e.what == "began" and e.step in restores]
    return Timeline(
        story.opening.lost,
        story.opening.detected,
        _done_at(story, (decides,)) if decides is not None else None,
        min(begun, default=None),
        _done_at(story, restores),
        _done_at(story, verifies),
        acceptance.at if acceptance is not None and acceptance.outcome == DONE else None,
    )


def _done_at(story: Story, steps: tuple[str, ...]) -> datetime | None:
    """When the last of the steps was done; None unless all of them are."""
    ends = [story.ended(id_) for id_ in steps]
    times = [e.at for e in ends if e is not None and e.outcome == DONE]
    return max(times) if times and len(times) == len(ends) else None


def measured(course: Course, story: Story) -> Measured:
    """From t0 to the acceptance, and from the state that was restored to t0.

    A type that does not measure gives nothing, and neither does data that did not come back.
    """
    meaning = MEANINGS[course.type]
    clock, point = timeline(course, story), story.point()
    rto = whole(clock.accepted - clock.lost) if clock.accepted is not None else None
    known = point.moment if point is not None else None
    rpo = whole(clock.lost - known) if known is not None and clock.restored is not None else None
    is_possible = rto is None or rto > timedelta()
    return Measured(
        rto if meaning.rto and is_possible and clock.restored is not None else None,
        rpo if meaning.rpo and rpo is not None and rpo >= timedelta() else None,
    )


def whole(span: timedelta) -> timedelta:
    """Up to the next second: no time is made shorter than it was."""
    return timedelta(seconds=math.ceil(span / timedelta(seconds=1)))


def is_point_too_young(story: Story) -> bool:
    """The state that was restored is said to be younger than the loss."""
    point = story.point()
    return point is not None and point.moment is not None and point.moment > story.opening.lost


def written(span: timedelta) -> str:
    """As a plan writes it, to the second: `1h2m3s`."""
    seconds = round(span.total_seconds())
    parts = []
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60), ("s", 1)):
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count}{unit}")
    return "".join(parts) or "0s"
