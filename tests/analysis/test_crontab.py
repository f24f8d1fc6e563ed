"""Gaps of cron schedules: weekends, month ends, pauses and clock changes included."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from cronsim import CronSim
from hypothesis import given, settings
from hypothesis import strategies as st

from bcdr.analysis.crontab import _changes_between, cron_gap, cron_span, zone_of
from bcdr.model.value import UNBOUNDED

H = timedelta(hours=1)
DAY = timedelta(days=1)
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Sydney"]

GAPS = [
    ("0 2 * * *", "UTC", 24 * H),
    ("0 2 * * *", "Europe/Berlin", 25 * H),
    ("*/15 * * * *", "Europe/Berlin", timedelta(minutes=15)),
    ("0 */6 * * *", "UTC", 6 * H),
    ("0 */6 * * *", "Europe/Berlin", 7 * H),
    ("0 6,18 * * *", "UTC", 12 * H),
    ("0 6,9 * * *", "UTC", 21 * H),
    ("0 1,3 * * *", "Europe/Berlin", 22 * H),
    ("0 2 * * 1-5", "UTC", 72 * H),
    ("0 2 * * 1-5", "Europe/Berlin", 73 * H),
    ("0 9-17 * * 1-5", "Europe/Berlin", 65 * H),
    ("*/5 9-17 * * 1-5", "Europe/Berlin", 64 * H + timedelta(minutes=5)),
    ("0 2 * * 0", "UTC", 168 * H),
    ("0 2 1 * *", "UTC", 31 * DAY),
    ("30 1 * * 6", "Europe/Berlin", 169 * H),
    ("0 0-23 * * *", "Europe/Berlin", 2 * H),
    ("0 * * * *", "Australia/Lord_Howe", timedelta(minutes=90)),
    ("0 3 29 2 *", "UTC", 1461 * DAY),
    ("0 3 * * 1#5", "UTC", 119 * DAY),
]


@pytest.mark.parametrize(("cron", "zone", "gap"), GAPS, ids=[f"{g[0]} {g[1]}" for g in GAPS])
def test_longest_gap(cron: str, zone: str, gap: timedelta) -> None:
    assert cron_gap(cron, zone) == gap


def simulated(cron: str, zone: str, span: timedelta) -> timedelta:
    """The longest gap between starts, one by one."""
    first = datetime(2026, 10, 1, tzinfo=zone_of(zone))
    previous, longest = None, timedelta()
    for moment in CronSim(cron, first):
        if moment - first > span:
            return longest
        start = moment.astimezone(UTC)
        longest = max(longest, start - previous) if previous else longest
        previous = start
    return longest


FIELDS = (
    st.sampled_from(["0", "30", "59", "0,30", "*/20", "15-17"]),
    st.sampled_from(["0", "1", "2", "3", "23", "1,3", "9-17", "0,12", "*/6", "*", "2-3"]),
    st.sampled_from(["*", "*", "*", "1", "31", "*/10", "L"]),
    st.sampled_from(["*", "*", "*", "1-11", "2,8"]),
    st.sampled_from(["*", "*", "1-5", "0", "7", "2,4", "6", "MON-FRI"]),
)


@settings(max_examples=20, deadline=None)
@given(fields=st.tuples(*FIELDS), zone=st.sampled_from(ZONES))
def test_the_gap_is_that_of_a_run_by_run_simulation(fields: tuple[str, ...], zone: str) -> None:
    cron = " ".join(fields)
    # from October to April: every clock goes back once
    found = simulated(cron, zone, timedelta(days=200))
    assert cron_gap(cron, zone) >= found
    if fields[2:4] == ("*", "*"):
        assert cron_gap(cron, zone) == found


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("cron", ["0 5 * * 0", "30 2 * * 7", "0 23 * * 6", "59 1 * * 3", "30 2 * * *", "*/30 2 * * *"])
def test_once_a_day_or_week(cron: str, zone: str) -> None:
    assert cron_gap(cron, zone) == simulated(cron, zone, timedelta(days=760))


CHRISTMAS = ((12, 24), (1, 2))
PAUSED = [
    ("0 2 * * *", (CHRISTMAS,), 11 * DAY),
    ("0 2 * * *", (((7, 1), (7, 1)),), 2 * DAY),
    ("0 2 * * *", (((12, 24), (12, 26)), ((12, 27), (1, 2))), 11 * DAY),
    ("0 2 * * *", (((2, 28), (2, 29)),), 3 * DAY),
    ("0 2 1 * *", (((6, 1), (8, 31)),), 123 * DAY),
    ("0 2 * * *", (((1, 1), (12, 31)),), UNBOUNDED),
]


@pytest.mark.parametrize(("cron", "pauses", "gap"), PAUSED)
def test_days_without_a_run_lengthen_the_gap(
    cron: str, pauses: tuple[tuple[tuple[int, int], tuple[int, int]], ...], gap: timedelta
) -> None:
    assert cron_gap(cron, "UTC", pauses) == gap


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("cron", ["0 2 * * *", "0 1,3 * * *", "0 2 * * 1-5", "*/30 2 * * *"])
def test_the_quick_way_and_the_calendar_agree(cron: str, zone: str) -> None:
    # a pause that no schedule meets, since it falls on a day that never comes, sends it through the calendar
    nowhere = (((2, 30), (2, 30)),)
    assert cron_gap(cron, zone, nowhere) == cron_gap(cron, zone)


SPANS = [
    ("0 2 * * *", 4, "UTC", 4 * DAY),
    ("0 2 * * *", 4, "Europe/Berlin", 4 * DAY - H),
    ("0 2 * * 1-5", 4, "UTC", 4 * DAY),
    ("0 2 * * 1-5", 5, "UTC", 7 * DAY),
    ("0 12,21 * * *", 1, "UTC", 9 * H),
    ("0 12,21 * * *", 2, "UTC", DAY),
    ("0 2 1 * *", 1, "UTC", 28 * DAY),
    ("0 2 1 * *", 0, "UTC", timedelta()),
    ("0 2 * * *", 10**12, "UTC", UNBOUNDED),
]


@pytest.mark.parametrize(("cron", "gaps", "zone", "span"), SPANS, ids=[f"{s[0]} {s[1]} {s[2]}" for s in SPANS])
def test_the_shortest_time_that_some_runs_take(cron: str, gaps: int, zone: str, span: timedelta) -> None:
    assert cron_span(cron, gaps, zone) == span


def test_an_unknown_zone_counts_as_utc() -> None:
    assert cron_gap("0 2 * * *", "Mars/Olympus") == 24 * H


def test_two_changes_that_undo_each_other_within_a_span_are_both_found() -> None:
    changes = tuple(_changes_between(date(2026, 1, 1), date(2026, 12, 31), ZoneInfo("Europe/Berlin")))
    assert changes == (date(2026, 3, 29), date(2026, 10, 25))
