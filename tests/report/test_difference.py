"""Differences in words, values as a plan writes them."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from bcdr.analysis.difference import Difference
from bcdr.model.value import UNBOUNDED, Money, Rate, Size, parse_duration, parse_size
from bcdr.report.difference import duration, size, worded, written


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (("services/web-shop", "changed", "rto", timedelta(hours=4), timedelta(hours=8)), "rto of web-shop 4h -> 8h"),
        (("services/till", "changed", "rto", None, timedelta(hours=8)), "rto of till unknown -> 8h"),
        (
            ("datastores/db", "changed", "copies.nightly.keep", timedelta(days=35), timedelta(days=30)),
            "keep of db/nightly 35d -> 30d",
        ),
        (("datastores/db", "changed", "size", 120 * 10**9, None), "size of db 120GB -> unknown"),
        (("datastores/db", "changed", "restore.rate", 80.0 * 2**20, 1e6), "restore.rate of db 80MiB/s -> 1MB/s"),
        (("datastores/db", "changed", "copies.n", None, None), "copies.n of db unknown -> unknown"),
        (("organization", "changed", "people", 3, 4), "organization.people 3 -> 4"),
        (("policy", "changed", "rules.x.limit", "1d", "2d"), "policy.rules.x.limit 1d -> 2d"),
        (("people/ada", "added"), "added: people/ada"),
        (("people/ada", "removed"), "removed: people/ada"),
        (("runbooks/r", "changed", "note", "a" * 80, "b"), "note of r another text"),
        (("runbooks/r", "changed", "note", None, "b" * 80), "note of r written for the first time"),
        (("runbooks/r", "changed", "note", "a" * 80, None), "note of r removed"),
        (("nothing/here", "changed", "no.such", "a", "b"), "no.such of here a -> b"),
    ],
)
def test_a_line(found: tuple[Any, ...], line: str) -> None:
    assert worded([Difference(*found)]) == (line,)


def test_objects_of_one_id_are_told_apart() -> None:
    found = [Difference(f"{kind}/shop", "changed", "note", "a", "b") for kind in ("services", "datastores")]
    assert worded(found) == ("note of services/shop a -> b", "note of datastores/shop a -> b")


@pytest.mark.parametrize(
    ("value", "hint", "text"),
    [
        (True, None, "yes"),
        (False, None, "no"),
        (1, None, "1"),
        (0.5, None, "0.5"),
        (120 * 10**9, Size | None, "120GB"),
        (80.0 * 2**20, Rate | None, "80MiB/s"),
        (Money(5000, "EUR"), None, "5000 EUR"),
        (date(2026, 11, 21), None, "2026-11-21"),
        (time(9, 5), None, "09:05:00"),
        (("a", "b"), None, "[a, b]"),
        ({"a": None}, None, "{a: unknown}"),
    ],
)
def test_values_as_a_plan_writes_them(value: Any, hint: Any, text: str) -> None:
    assert written(value, hint) == text


@pytest.mark.parametrize("text", ["15m", "4h", "1h30m", "2d", "1d1h", "250ms", "30s", "unbounded", "0s"])
def test_durations_are_read_back(text: str) -> None:
    assert duration(parse_duration(text)) == text


def test_unbounded_is_a_word() -> None:
    assert duration(UNBOUNDED) == "unbounded"


@pytest.mark.parametrize("text", ["120GB", "400GiB", "80MiB", "1.5TB", "999B", "1kB", "0B"])
def test_sizes_are_read_back(text: str) -> None:
    assert size(parse_size(text)) == text
