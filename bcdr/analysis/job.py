"""The jobs behind backups: how often each should succeed, how far back it reaches, and whether its size looks right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import Enum

from bcdr.analysis.age import add, times
from bcdr.analysis.cadence import longest_gap
from bcdr.analysis.scope import is_whole
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.value import UNBOUNDED

ENDLESS = frozenset({"clone", "versioned-objects"})
"""Kinds that keep their whole history unless somebody limits it."""
FULL = frozenset({"dump", "image", "tape", "disk-rotation", "export"})
"""Kinds whose recovery points hold everything, so that their size can be compared with that of the source."""
RECENT = 5
"""How many earlier runs say what is usual."""

DATABASES = (
    "postgres", "mysql", "mariadb", "percona", "mongodb", "oracle", "sql server", "mssql", "db2", "sqlite", "redis",
    "valkey", "cassandra", "elasticsearch", "opensearch", "couchdb", "couchbase", "neo4j", "influxdb", "clickhouse",
    "firebird", "informix", "sybase", "hana", "cockroach", "etcd", "ldap", "active directory", "exchange",
)  # fmt: skip
"""Engines that change files behind the back of whoever copies them."""


class SizeDoubt(Enum):
    """Why the size of a recovery point looks wrong."""

    EMPTY = "empty"
    SMALL = "small for its source"
    SHRUNK = "smaller than usual"


def is_setting(copy: Copy) -> bool:
    """Versions that the storage keeps by itself: nothing runs, so nothing can fail to run."""
    return copy.kind == "versioned-objects" and copy.every is None and copy.cron is None


def interval(copy: Copy, siblings: Mapping[str, Copy], timezone: str) -> timedelta | None:
    """Longest time between two successes of a healthy job; a copy of a copy follows its sibling. None if unwritten."""
    runs = pace(copy, siblings)
    if runs is None:
        return None
    gap = longest_gap(runs, timezone)
    return runs.lag if gap is None else gap


def pace(copy: Copy, siblings: Mapping[str, Copy]) -> Copy | None:
    """The copy whose schedule says when this one is made: itself, or the nearest that it is made from. None if none."""
    seen: set[str] = set()
    step: Copy | None = copy
    while step is not None and step.id not in seen:
        seen.add(step.id)
        if step.cron is not None or step.every is not None or (step.kind == "log-archive" and step.lag is not None):
            return step
        step = siblings.get(step.from_) if step.from_ else None
    return None


def depth(copy: Copy, every: timedelta | None, others: timedelta | None = None) -> timedelta | None:
    """Age of the oldest recovery point kept; None when nobody wrote how long they are kept.

    Of a number of generations one counts `every`; the `others` span what the schedule says, else the same each. A
    single one reaches back to nothing: the next run overwrites it.
    """
    if copy.generations is not None and copy.generations <= 1 and copy.kind not in ENDLESS:
        return timedelta()
    if copy.keep is not None:
        return copy.keep
    if copy.generations is not None and every is not None:
        return add(every, times(max(copy.generations - 1, 0), every) if others is None else others)
    return UNBOUNDED if copy.kind in ENDLESS else None


def deepest(depths: Mapping[str, timedelta | None]) -> str | None:
    """Name of the copy that reaches back furthest; an unwritten depth reaches nowhere. Of equals the first by name."""
    known = {name: depths[name] or timedelta() for name in sorted(depths)}
    return max(known, key=lambda name: known[name], default=None)


def is_database(store: Datastore) -> bool | None:
    """The engine is one that must not be copied file by file while it runs; None when no engine is written."""
    if store.engine is None:
        return None
    engine = store.engine.lower()
    return any(name in engine for name in DATABASES)


def size_doubt(store: Datastore, copy: Copy, floor: float, drop: float) -> SizeDoubt | None:
    """What is odd about the size of the last recovery point. Logs are left out: they are small on a quiet night."""
    if copy.last_success is None or copy.last_success.size is None or copy.kind == "log-archive":
        return None
    size = copy.last_success.size
    if size == 0:
        return SizeDoubt.EMPTY
    usual = usual_size(copy)
    if usual is not None and size < drop * usual:
        return SizeDoubt.SHRUNK
    small = store.size is not None and size < floor * store.size
    return SizeDoubt.SMALL if small and copy.kind in FULL and is_whole(copy) else None


def usual_size(copy: Copy) -> float | None:
    """The median of the newest recovery points before the last one; None where none is written."""
    return _median(copy.earlier_sizes[:RECENT])


def _median(sizes: tuple[int, ...]) -> float | None:
    """The middle of some sizes; the library's own costs the whole program a millisecond at every start."""
    if not sizes:
        return None
    ordered, middle = sorted(sizes), len(sizes) // 2
    return ordered[middle] if len(sizes) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
