"""Entering data a second time: from paper, or from whoever sent it and can send it again."""

from __future__ import annotations

from datetime import date, timedelta

from bcdr.model.datastore import Datastore


def reaches(store: Datastore, as_of: date) -> timedelta:
    """How far back lost data can be entered again; nothing where that was never tried, or nobody wrote how far."""
    again = store.reentry
    if again is None or again.keeps is None or again.tried is None or again.tried > as_of:
        return timedelta()
    return again.keeps


def after_reentry(loss: timedelta, reached: timedelta) -> timedelta:
    """What stays lost: nothing when the other source reaches back to the state that was restored, else all of it.

    A source that reaches back less far leaves a hole before it, so it earns no credit.
    """
    return timedelta() if reached >= loss else loss
