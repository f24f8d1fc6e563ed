"""The longest gap between two starts: weekends, month ends and clock changes included."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bcdr.analysis.cadence import _simulated_gap, cron_gap

H = timedelta(hours=1)

GAPS = [
    ("0 2 * * *", "UTC", 24 * H),
    ("0 2 * * *", "Europe/Berlin", 25 * H),
    ("*/15 * * * *", "Europe/Berlin", timedelta(minutes=15)),
    ("0 */6 * * *", "UTC", 6 * H),
    ("0 6,18 * * *", "UTC", 12 * H),
    ("0 6,9 * * *", "UTC", 21 * H),
    ("0 2 * * 1-5", "UTC", 72 * H),
    ("0 2 * * 0", "UTC", 168 * H),
    ("0 2 1 * *", "UTC", 31 * 24 * H),
    ("30 1 * * 6", "Europe/Berlin", 169 * H),
    ("0 9-17 * * *", "UTC", 16 * H),
]


@pytest.mark.parametrize(("cron", "zone", "gap"), GAPS, ids=[f"{g[0]} {g[1]}" for g in GAPS])
def test_longest_gap(cron: str, zone: str, gap: timedelta) -> None:
    assert cron_gap(cron, zone) == gap


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo"])
@pytest.mark.parametrize("cron", ["0 5 * * 0", "30 2 * * 7", "0 23 * * 6", "59 1 * * 3"])
def test_once_a_week_needs_no_simulation(cron: str, zone: str) -> None:
    assert cron_gap(cron, zone) == _simulated_gap(cron, zone)


def test_an_unknown_zone_counts_as_utc() -> None:
    assert cron_gap("0 2 * * *", "Mars/Olympus") == 24 * H
