"""Series: newest first whatever the order, one for each source and destination, what counts as verified."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bcdr.evidence.fact import Act, Fact, Kind, Origin, Result
from bcdr.evidence.series import Series, merged, series_of

DAY = date(2031, 5, 10)


def fact(day: int, result: Result = Result.SUCCESS, source: str = "shop", digest: str = "d", **more: Any) -> Fact:
    at = datetime(2031, 5, day, 1, tzinfo=UTC)
    return Fact("restic", source, Origin(digest, at), started_at=at, finished_at=at, result=result, **more)


def only(*facts: Fact) -> Series:
    [found] = series_of(facts, DAY)
    return found


def test_the_order_of_a_report_means_nothing() -> None:
    series = only(fact(3), fact(5), fact(4))
    assert [f.finished_at.day for f in series.facts if f.finished_at] == [5, 4, 3]
    assert series.success is series.newest is series.facts[0]


def test_each_source_is_a_series_and_a_stale_one_stays_visible() -> None:
    found = series_of([fact(9), fact(1, source="old"), fact(8)], DAY)
    assert [(s.name, s.success and s.success.finished_at and s.success.finished_at.day) for s in found] == [
        ("restic:old", 1),
        ("restic:shop", 9),
    ]


@pytest.mark.parametrize("result", [r for r in Result if r is not Result.SUCCESS])
def test_only_a_success_is_the_newest_success(result: Result) -> None:
    series = only(fact(3), fact(5, result))
    assert (series.newest, series.success) == (series.facts[0], series.facts[1])
    assert only(fact(5, result)).success is None


def test_runs_after_the_day_of_the_import_count_for_nothing() -> None:
    series = only(fact(3), fact(11), fact(12))
    assert [f.finished_at.day for f in series.facts if f.finished_at] == [11, 3]
    assert [f.finished_at.day for f in series.ahead if f.finished_at] == [12]


def test_reports_that_overlap_count_each_run_once() -> None:
    assert len(only(fact(3), fact(4), fact(4, digest="e")).facts) == 2


def test_sizes_before_the_newest() -> None:
    series = only(*(fact(d, source_bytes=d * 10) for d in range(1, 9)), fact(9), fact(7, Result.FAILED, source_bytes=1))
    assert (series.size, series.earlier_sizes()) == (None, (80, 70, 60, 50, 40))
    assert series.earlier_sizes(after=datetime(2031, 5, 6, 1, tzinfo=UTC)) == (80, 70)


def check(day: int | None, result: Result = Result.SUCCESS) -> Fact:
    found = fact(day or 1, result, act=Act.CHECK)
    return found if day else found._replace(finished_at=None)


@pytest.mark.parametrize(
    ("facts", "verified"),
    [
        ([fact(3)], False),
        ([fact(3, verified=True)], True),
        ([fact(3, verified=False), check(4)], False),
        ([fact(3), check(4)], True),
        ([fact(3), check(3)], True),
        ([fact(3), check(2)], False),
        ([fact(3), check(None)], False),
        ([fact(3), check(4, Result.FAILED)], False),
        ([fact(3, verified=True), fact(5)], False),
    ],
)
def test_what_verifies_the_newest_success(facts: list[Fact], verified: bool) -> None:
    assert (only(*facts).verifier is not None) is verified


def test_the_full_backup_on_which_others_build() -> None:
    full, diff = fact(3, kind=Kind.FULL), fact(5, kind=Kind.DIFFERENTIAL)
    assert only(full, diff, fact(2, kind=Kind.FULL)).full is full
    assert only(full).full is None
    assert (only(diff).is_layered, only(diff).full) == (True, None)


def test_what_is_known_to_be_of_one_copy_is_one_series() -> None:
    parts = series_of([fact(3), check(None)._replace(source=None), fact(12, source="shop")], DAY)
    found = merged(parts)
    assert (found.name, len(found.facts), len(found.ahead)) == ("restic:shop", 2, 1)
    assert found.check is not None
    assert found.restore is None
