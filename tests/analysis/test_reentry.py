"""Entering data a second time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bcdr.analysis.reentry import after_reentry, reaches
from bcdr.model.datastore import Datastore, Reentry
from bcdr.model.value import UNBOUNDED

DAY = timedelta(days=1)
TODAY = date(2026, 11, 21)
NOTHING = timedelta()


@pytest.mark.parametrize(
    ("keeps", "tried", "reached"),
    [
        (30 * DAY, date(2026, 10, 1), 30 * DAY),
        (30 * DAY, TODAY, 30 * DAY),
        (30 * DAY, date(2026, 12, 1), NOTHING),
        (30 * DAY, None, NOTHING),
        (None, date(2026, 10, 1), NOTHING),
    ],
)
def test_another_source_counts_once_it_was_tried(keeps: timedelta, tried: date | None, reached: timedelta) -> None:
    assert reaches(Datastore(reentry=Reentry(from_="paper", keeps=keeps, tried=tried)), TODAY) == reached


def test_a_store_without_another_source() -> None:
    assert reaches(Datastore(), TODAY) == NOTHING


@pytest.mark.parametrize(
    ("loss", "reached", "left"),
    [
        (DAY, 2 * DAY, NOTHING),
        (DAY, DAY, NOTHING),
        (2 * DAY, DAY, 2 * DAY),
        (UNBOUNDED, 999 * DAY, UNBOUNDED),
        (UNBOUNDED, UNBOUNDED, NOTHING),
        (DAY, NOTHING, DAY),
    ],
)
def test_it_helps_when_it_reaches_back_to_what_was_restored(
    loss: timedelta, reached: timedelta, left: timedelta
) -> None:
    assert after_reentry(loss, reached) == left
