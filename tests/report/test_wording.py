"""How values read."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from bcdr.model.value import UNBOUNDED, Money
from bcdr.report import wording as w
from bcdr.report.wording import unmarked

H, M = timedelta(hours=1), timedelta(minutes=1)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (15 * M, "15 min"),
        (90 * M, "1 h 30 min"),
        (24 * H, "1 d"),
        (26 * H, "26 h"),
        (26 * H + 40 * M, "26 h 40 min"),
        (48 * H, "2 d"),
        (90 * H, "3 d 18 h"),
        (timedelta(days=14, hours=2, minutes=5), "14 d 2 h 5 min"),
        (timedelta(seconds=4096), "1 h 8 min 16 s"),
        (timedelta(seconds=5), "5 s"),
        (timedelta(), "0"),
        (timedelta(microseconds=80), "under 1 s"),
        (-H, "-1 h"),
        (UNBOUNDED, "unbounded"),
        (None, "not provided"),
    ],
)
def test_durations(value: timedelta | None, text: str) -> None:
    assert w.duration(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (120 * 10**9, "120 GB"),
        (1_500_000, "1.5 MB"),
        (999, "999 B"),
        (0, "0 B"),
        (3 * 10**15, "3 PB"),
        (None, "not provided"),
    ],
)
def test_sizes(value: int | None, text: str) -> None:
    assert w.size(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (timedelta(days=14, hours=2, minutes=5), "14 d 2 h"),
        (26 * H + 40 * M + timedelta(seconds=3), "26 h 40 min"),
        (5 * M, "5 min"),
        (UNBOUNDED, "unbounded"),
    ],
)
def test_durations_in_pictures(value: timedelta, text: str) -> None:
    assert w.leading(value) == text


@pytest.mark.parametrize(("days", "text"), [(3650, "10 y"), (365, "1 y"), (180, "180 d"), (400, "400 d")])
def test_legal_periods(days: int, text: str) -> None:
    assert w.period(timedelta(days=days)) == text


def test_dates_moments_clocks_money_and_flags() -> None:
    assert w.day(date(2026, 3, 2)) == "2026-03-02"
    assert w.day(datetime(2026, 3, 2, 4, 5, tzinfo=UTC)) == "2026-03-02 04:05 UTC"
    assert w.day(datetime(2026, 3, 2, 4, 5, tzinfo=timezone(2 * H))) == "2026-03-02 04:05 UTC+02:00"
    assert w.day(datetime(2026, 3, 2, 4, 5)) == "2026-03-02 04:05"
    assert w.clock(time(9, 5)) == "09:05"
    assert w.money(Money(5000, "EUR")) == "5,000 EUR"
    assert [w.flag(x) for x in (True, False, None)] == ["yes", "no", "not provided"]
    assert w.counted(1, "finding") == "1 finding"
    assert w.counted(1200, "activity", "activities") == "1,200 activities"
    assert w.listed(()) == "not provided"


@pytest.mark.parametrize(
    ("what", "said"), [("status-page", "status page"), ("dns", "DNS"), ("other", "other services"), ("mail", "mail")]
)
def test_what_a_vendor_provides(what: str, said: str) -> None:
    assert w.provided(what) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Start the runbook *work on paper*.", "Start the runbook work on paper."),
        ("**Stop!** Pull the cable", "Stop! Pull the cable"),
        ("Stop writes: `systemctl stop shop`", "Stop writes: systemctl stop shop"),
        ("copy *.log and *.txt", "copy *.log and *.txt"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a*b*c", "a*b*c"),
        ("snake_case_name", "snake_case_name"),
        ("", ""),
    ],
)
def test_a_label_shows_no_marks(text: str, said: str) -> None:
    assert unmarked(text) == said
