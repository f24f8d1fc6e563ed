"""Scalars: what people write, what it becomes, and what is refused with a sentence."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from cronsim import CronSim
from pydantic_core import PydanticCustomError

from bcdr.model import calendar, marker
from bcdr.model import value as v

DURATIONS = {
    "15m": timedelta(minutes=15),
    "4h": timedelta(hours=4),
    "1h30m": timedelta(hours=1, minutes=30),
    "2d": timedelta(days=2),
    "1w": timedelta(weeks=1),
    "PT4H": timedelta(hours=4),
    "P1DT2H30M": timedelta(days=1, hours=2, minutes=30),
    "1.5h": timedelta(minutes=90),
    "0s": timedelta(),
    "unbounded": v.UNBOUNDED,
}


@pytest.mark.parametrize(("text", "expected"), DURATIONS.items())
def test_durations_people_write(text: str, expected: timedelta) -> None:
    assert v.parse_duration(text) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("4", "has no unit"),
        ("4 months", "vary in length"),
        ("1y", "vary in length"),
        ("soon", "^$"),
        ("", "^$"),
        ("P", "^$"),
        ("4h later", "^$"),
        ("99999999999d", "longer than time"),
        ("P99999999999D", "longer than time"),
    ],
)
def test_a_duration_that_is_none_is_refused_with_its_reason(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        v.parse_duration(text)


SHA256 = marker.HexMarker("", r"^[0-9a-fA-F]{64}$")
SCALARS = [
    (SHA256, "0f" * 32, "0f" * 32),
    (SHA256, "0F" * 31 + "aB", "0f" * 31 + "ab"),
    (v.PeriodMarker(), "10y", timedelta(days=3650)),
    (v.PeriodMarker(), "6mo", timedelta(days=180)),
    (v.PeriodMarker(), "35d", timedelta(days=35)),
    (v.SizeMarker(), "310GB", 310 * 10**9),
    (v.SizeMarker(), "400 GiB", 400 * 2**30),
    (v.RateMarker(), "80MiB/s", 80 * 2**20),
    (v.RateMarker(), "3GB/month", 3e9 / 2592000),
    (v.MoneyMarker(), "5000 EUR", v.Money(5000, "EUR")),
    (calendar.DayMarker(), "2024-02-29", date(2024, 2, 29)),
    (calendar.DayOrNeverMarker(), "never", "never"),
    (calendar.MomentMarker(), "2026-03-02", date(2026, 3, 2)),
    (calendar.MomentMarker(), "2026-03-02T04:00:00Z", datetime(2026, 3, 2, 4, tzinfo=UTC)),
    (calendar.ClockMarker(), "9:05", time(9, 5)),
    (calendar.MonthDayMarker(), "02-29", (2, 29)),
    (marker.FlagMarker(), "Yes", True),
    (marker.FlagMarker(), "no", False),
    (marker.WholeMarker(1, 4), "4", 4),
    (marker.NumberMarker(), "-12.5", -12.5),
    (calendar.CronMarker(), "0  2 * * *", "0 2 * * *"),
]


@pytest.mark.parametrize(("form", "text", "expected"), SCALARS, ids=lambda x: str(x)[:24])
def test_scalars_become_values(form: marker.Marker, text: str, expected: object) -> None:
    assert form(text) == expected


REFUSED = [
    (v.SizeMarker(), "12", "size"),
    (v.SizeMarker(), "12 XB", "size"),
    (v.RateMarker(), "80MiB", "rate"),
    (v.MoneyMarker(), "EUR 5", "amount"),
    (calendar.DayMarker(), "2026-02-30", "there is no day"),
    (calendar.DayMarker(), "02.03.2026", "date"),
    (calendar.MomentMarker(), "2026-03-02T04:00:00", "no offset"),
    (calendar.ClockMarker(), "25:00", "there is no time"),
    (marker.FlagMarker(), "maybe", "yes or no"),
    (marker.WholeMarker(1, 4), "5", "outside"),
    (marker.WholeMarker(1, 4), "four", "whole number"),
    (calendar.CronMarker(), "every day", "cron"),
    (calendar.CronMarker(), "99 2 * * *", "cron"),
    (v.DURATION, ["4h"], "duration"),
]


@pytest.mark.parametrize(("form", "text", "why"), REFUSED, ids=lambda x: str(x)[:24])
def test_scalars_that_do_not_fit_say_what_was_expected(form: marker.Marker, text: object, why: str) -> None:
    with pytest.raises(PydanticCustomError) as problem:
        form(text)
    assert why in problem.value.message()


FIELDS = ["0", "5", "07", "23", "24", "59", "60", "*", "7", "8", "*/4", "*/15", "*/40", "0,12", "3,3", "23,1,7", "1,24"]


@pytest.mark.parametrize("weekday", FIELDS)
@pytest.mark.parametrize("hour", FIELDS)
@pytest.mark.parametrize("minute", FIELDS)
def test_an_ordinary_schedule_is_one_that_cronsim_accepts(minute: str, hour: str, weekday: str) -> None:
    text = f"{minute} {hour} * * {weekday}"
    if calendar._ORDINARY_CRON.fullmatch(text):
        CronSim(text, datetime(2024, 1, 1, tzinfo=UTC))
