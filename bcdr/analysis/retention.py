"""Retention: how far back a copy reaches, and how far it must reach for a state from before the damage to be in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bcdr.analysis.cadence import shortest_span
from bcdr.analysis.job import depth, interval, pace
from bcdr.model.datastore import Copy


def reach(copy: Copy, siblings: Mapping[str, Copy], timezone: str) -> timedelta | None:
    """Age of the oldest recovery point that the copy is sure to hold; None when nobody wrote how long they are kept.

    A number of generations reaches back one longest gap and the shortest time that the other runs take, so that a
    schedule with weekends is not taken for one that runs every three days.
    """
    if copy.keep is not None and (copy.generations is None or copy.generations > 1):
        return copy.keep
    every = interval(copy, siblings, timezone)
    runs = pace(copy, siblings)
    others = None
    if runs is not None and copy.generations is not None:
        others = shortest_span(runs, max(copy.generations - 1, 0), timezone)
    return depth(copy, every, others)


def is_enough(reached: timedelta | None, needed: timedelta) -> bool:
    """Recovery points are known to be kept for as long as it takes."""
    return reached is not None and reached >= needed
