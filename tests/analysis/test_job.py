"""The jobs behind backups."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bcdr.analysis.job import SizeDoubt, deepest, depth, interval, is_database, is_setting, size_doubt
from bcdr.model.datastore import Copy, Datastore, JobResult
from bcdr.model.value import UNBOUNDED

DAY = timedelta(days=1)


def dump(**values: object) -> Copy:
    return Copy(kind="dump", **values)


@pytest.mark.parametrize(
    ("copy", "every"),
    [
        (dump(every=DAY), DAY),
        (dump(), None),
        (dump(lag=DAY), None),
        (Copy(kind="log-archive", lag=timedelta(minutes=5)), timedelta(minutes=5)),
        (dump(from_="weekly"), 7 * DAY),
        (dump(from_="loop"), None),
        (dump(from_="nobody"), None),
    ],
)
def test_interval(copy: Copy, every: timedelta | None) -> None:
    copy.placed(("datastores", "db", "copies", "this"))
    siblings = {"weekly": dump(every=7 * DAY), "loop": dump(from_="loop")}
    for name, sibling in siblings.items():
        sibling.placed(("datastores", "db", "copies", name))
    assert interval(copy, siblings, "UTC") == every


@pytest.mark.parametrize(
    ("copy", "kept"),
    [
        (dump(keep=30 * DAY), 30 * DAY),
        (dump(keep=30 * DAY, generations=9), 30 * DAY),
        (dump(keep=30 * DAY, generations=1), timedelta()),
        (dump(generations=0), timedelta()),
        (dump(generations=7), 7 * DAY),
        (dump(generations=10**12), UNBOUNDED),
        (dump(), None),
        (Copy(kind="clone"), UNBOUNDED),
        (Copy(kind="clone", generations=1), DAY),
        (Copy(kind="versioned-objects"), UNBOUNDED),
        (Copy(kind="versioned-objects", keep=DAY), DAY),
    ],
)
def test_depth(copy: Copy, kept: timedelta | None) -> None:
    assert depth(copy, DAY) == kept


def test_deepest() -> None:
    assert deepest({"a": None, "b": DAY, "c": 2 * DAY, "d": 2 * DAY}) == "c"
    assert deepest({"a": None, "b": None}) == "a"
    assert deepest({"b": DAY, "a": DAY}) == "a"
    assert deepest({}) is None


@pytest.mark.parametrize(
    ("engine", "is_one"),
    [
        ("postgresql 16", True),
        ("MySQL 8", True),
        ("SQL Server 2022", True),
        ("Microsoft Exchange", True),
        ("files", False),
        ("hosted mail", False),
        (None, None),
    ],
)
def test_database(engine: str | None, is_one: bool | None) -> None:
    assert is_database(Datastore(engine=engine)) is is_one


def test_versions_are_a_setting_unless_scheduled() -> None:
    assert is_setting(Copy(kind="versioned-objects"))
    assert not is_setting(Copy(kind="versioned-objects", every=DAY))
    assert not is_setting(dump())


@pytest.mark.parametrize(
    ("copy", "size", "earlier", "doubt"),
    [
        (dump(), 0, (), SizeDoubt.EMPTY),
        (dump(), 10, (), None),
        (dump(), 9, (), SizeDoubt.SMALL),
        (dump(), 49, (100, 100), SizeDoubt.SHRUNK),
        (dump(), 50, (100, 100), None),
        (dump(), 50, (1, 100, 100, 100, 1, 999), None),
        (dump(excludes=("a",)), 9, (), None),
        (Copy(kind="snapshot"), 9, (), None),
        (Copy(kind="snapshot"), 9, (20,), SizeDoubt.SHRUNK),
        (Copy(kind="log-archive"), 0, (), None),
        (dump(), None, (), None),
    ],
)
def test_size(copy: Copy, size: int | None, earlier: tuple[int, ...], doubt: SizeDoubt | None) -> None:
    done = JobResult(occurred=date(2026, 11, 20), size=size)
    tried = Copy(**{**copy.__dict__, "last_success": done, "earlier_sizes": earlier})
    assert size_doubt(Datastore(size=100), tried, 0.1, 0.5) is doubt
