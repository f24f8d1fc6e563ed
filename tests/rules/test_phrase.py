"""Lists, counts and lengths as people say them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bcdr.model.value import UNBOUNDED
from bcdr.rules.phrase import beyond, count, field_name, length, listed, named, size


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (list("abcde"), "a, b, c, d and e"),
        (list("abcdef"), "a, b, c, d, e and 1 more"),
    ],
)
def test_listed(words: list[str], said: str) -> None:
    assert listed(words) == said


def test_listed_may_say_or() -> None:
    assert listed(["a", "b", "c"], last="or") == "a, b or c"


@pytest.mark.parametrize(("number", "said"), [(0, "0 days"), (1, "1 day"), (2, "2 days")])
def test_count(number: int, said: str) -> None:
    assert count(number, "day") == said


def test_count_knows_odd_plurals() -> None:
    assert count(2, "person", "people") == "2 people"


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=119), "119 minutes"),
        (timedelta(minutes=120), "2 hours"),
        (timedelta(hours=26), "26 hours"),
        (timedelta(hours=71), "71 hours"),
        (timedelta(hours=72, minutes=20), "3 days"),
        (timedelta(hours=24), "24 hours"),
        (timedelta(hours=48), "2 days"),
        (timedelta(hours=48, minutes=30), "48 hours 30 minutes"),
        (timedelta(days=8, hours=12), "8 days 12 hours"),
        (timedelta(days=3), "3 days"),
        (UNBOUNDED, "an unlimited time"),
    ],
)
def test_length(span: timedelta, said: str) -> None:
    assert length(span) == said


def test_named_agrees_in_number() -> None:
    assert [named("backup", ["a"]), named("backup", ["a", "b"])] == ["backup a", "backups a and b"]


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1 kB"),
        (1500, "1.5 kB"),
        (9600, "9.6 kB"),
        (10_400, "10 kB"),
        (2e9, "2 GB"),
        (120.4e9, "120 GB"),
        (3.2e15, "3200 TB"),
    ],
)
def test_size(amount: float, said: str) -> None:
    assert size(amount) == said


def test_field_name_leaves_out_the_object() -> None:
    assert field_name(("people", "maria", "contacts", 0, "kept_in")) == "contacts 1 kept in"
    assert field_name(("communication", "inbound")) == "communication inbound"


@pytest.mark.parametrize(
    ("minutes", "limit", "said"),
    [
        (7 * 1440 + 1, 7 * 1440, "a little more than 7 days"),
        (8 * 1440, 7 * 1440, "8 days"),
        (91, 90, "91 minutes"),
    ],
)
def test_what_exceeds_a_limit_never_reads_like_it(minutes: int, limit: int, said: str) -> None:
    assert beyond(timedelta(minutes=minutes), timedelta(minutes=limit)) == said
