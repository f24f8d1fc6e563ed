"""The day it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcdr.analysis.age import day_of
from bcdr.analysis.today import today


@pytest.mark.parametrize(
    ("hour", "zone", "day"),
    [
        (22, "UTC", 21),
        (22, "Europe/Berlin", 21),
        (23, "Europe/Berlin", 22),
        (12, "Pacific/Auckland", 22),
        (10, "Pacific/Auckland", 21),
        (2, "America/Los_Angeles", 21),
        (23, "Nowhere/Land", 21),
    ],
)
def test_it_is_the_later_of_the_days_there_and_in_utc(hour: int, zone: str, day: int) -> None:
    assert today(datetime(2026, 11, 21, hour, 30, tzinfo=UTC), zone) == date(2026, 11, day)


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.timezones()),
    st.sampled_from(("UTC", "Europe/Berlin", "Pacific/Kiritimati", "America/Los_Angeles")),
)
def test_what_happened_now_is_not_in_the_future(now: datetime, zone: str) -> None:
    assert max(day_of(now), now.astimezone(ZoneInfo(zone)).date()) <= today(now, zone)
