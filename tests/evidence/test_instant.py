"""Instants: offsets, zones, clock changes, unix seconds, nonsense."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bcdr.evidence.instant import InstantError, unix, written, zone_named

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "zone", "expected", "assumed"),
    [
        ("2031-05-04T01:00:07.123456789+02:00", None, "2031-05-03T23:00:07.123456+00:00", False),
        ("2031-05-04T01:00:07Z", BERLIN, "2031-05-04T01:00:07+00:00", False),
        ("2031-05-04T01:00:07", BERLIN, "2031-05-03T23:00:07+00:00", True),
        ("2031-01-04 01:00", BERLIN, "2031-01-04T00:00:00+00:00", True),
        # shown twice by the clock: the earlier one, so that no backup is made younger than it is
        ("2031-10-26T02:30:00", BERLIN, "2031-10-26T00:30:00+00:00", True),
    ],
)
def test_written(text: str, zone: ZoneInfo | None, expected: str, assumed: bool) -> None:
    assert written(text, zone) == (datetime.fromisoformat(expected), assumed)


def test_a_format_that_writes_utc_without_saying_so() -> None:
    assert written("2031-05-04T01:00:07", None, utc=True) == (datetime(2031, 5, 4, 1, 0, 7, tzinfo=UTC), False)


@pytest.mark.parametrize(
    ("value", "zone", "reason"),
    [
        ("2031-05-04T01:00:07", None, "no offset"),
        ("2031-03-30T02:30:00", BERLIN, "put forward"),
        ("soon", BERLIN, "soon is no time"),
        (None, BERLIN, "one of its runs does not say when it was"),
        ({"a": 1}, BERLIN, "an object is no time"),
        (5, BERLIN, "5 is no time"),
        ("\x1b[31m", BERLIN, "?[31m is no time"),
        ("0001-01-01T00:00:00Z", None, "before every backup"),
        ("1900-01-01T00:00:00", BERLIN, "before every backup"),
    ],
)
def test_what_is_no_instant(value: Any, zone: ZoneInfo | None, reason: str) -> None:
    with pytest.raises(InstantError, match=reason.replace("[", r"\[").replace("?", r"\?")):
        written(value, zone)


@pytest.mark.parametrize("value", [1935622800, 1935622800.0, "1935622800", " 1935622800 "])
def test_unix(value: Any) -> None:
    assert unix(value) == datetime(2031, 5, 4, 1, tzinfo=UTC)


@pytest.mark.parametrize("value", [None, True, "soon", float("inf"), 1e300, 10**30, "9" * 40, -5, 0, 60, [], "²"])
def test_what_is_no_unix_time(value: Any) -> None:
    with pytest.raises(InstantError):
        unix(value)


@pytest.mark.parametrize("name", ["Mars/Base", "", "../etc/passwd", "/etc/localtime"])
def test_zones_that_do_not_exist(name: str) -> None:
    with pytest.raises(InstantError, match="no time zone"):
        zone_named(name)
    assert zone_named("Europe/Berlin") == BERLIN
