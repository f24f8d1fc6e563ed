"""Ages in whole days of UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from bcdr.analysis.age import add, age, day_of, latest
from bcdr.model.value import UNBOUNDED


def test_a_moment_belongs_to_its_day_in_utc() -> None:
    assert day_of(datetime(2026, 11, 21, 0, 30, tzinfo=timezone(timedelta(hours=1)))) == date(2026, 11, 20)


def test_the_first_and_last_hours_of_the_calendar_have_a_day_too() -> None:
    east, west = timezone(timedelta(hours=14)), timezone(timedelta(hours=-11))
    assert day_of(datetime(1, 1, 1, 2, tzinfo=east)) == date(1, 1, 1)
    assert day_of(datetime(9999, 12, 31, 23, tzinfo=west)) == date(9999, 12, 31)


def test_leap_days_count() -> None:
    assert age(date(2024, 2, 28), date(2024, 3, 1)) == timedelta(days=2)


def test_what_was_never_is_unbounded_ago() -> None:
    assert age(None, date(2026, 1, 1)) == UNBOUNDED


def test_latest_of_dates_and_moments() -> None:
    assert latest(date(2026, 1, 1), None, datetime(2026, 2, 1, tzinfo=UTC)) == datetime(2026, 2, 1, tzinfo=UTC)
    assert latest(None) is None


def test_anything_plus_unbounded_is_unbounded() -> None:
    assert add(timedelta(hours=1), UNBOUNDED) == UNBOUNDED
    assert add() == timedelta()


def test_a_sum_beyond_the_longest_time_there_is_is_unbounded() -> None:
    assert add(timedelta(days=999_999_998), timedelta(days=5)) == UNBOUNDED
