"""Series: all runs of one source to one destination, newest first. One stale series among many stays visible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import NamedTuple

from bcdr.analysis.job import RECENT
from bcdr.evidence.fact import Act, Fact, Kind, Result, series_key

_PARTS = (Kind.DIFFERENTIAL, Kind.INCREMENTAL)


class Series(NamedTuple):
    """The runs of one `full_name` (None where the report names no source), those with a time newest first.

    Runs after the day of the import are in `ahead` and count for nothing. `others` are the checks and restores among
    the runs; `is_layered` says that some of its backups build on others.
    """

    name: str | None
    facts: tuple[Fact, ...]
    ahead: tuple[Fact, ...] = ()
    others: tuple[Fact, ...] = ()
    is_layered: bool = False

    @property
    def short_name(self) -> str | None:
        """The name without destination."""
        return self.facts[0].name if self.facts else self.ahead[0].name if self.ahead else self.name

    @property
    def newest(self) -> Fact | None:
        """The newest run of a backup, however it ended."""
        return next((f for f in self.facts if f.act is Act.BACKUP), None)

    @property
    def success(self) -> Fact | None:
        """The newest run that succeeded and says when."""
        return next(self.successes(), None)

    def successes(self) -> Iterator[Fact]:
        """Successful runs with a time, newest first."""
        return (f for f in self.facts if f.act is Act.BACKUP and f.result is Result.SUCCESS and f.finished_at)

    @property
    def full(self) -> Fact | None:
        """The newest full backup on which others build; None where there is none, or none builds on another."""
        return next((f for f in self.successes() if f.kind is Kind.FULL), None) if self.is_layered else None

    @property
    def check(self) -> Fact | None:
        """The newest check of the copy."""
        return next((f for f in self.others if f.act is Act.CHECK), None)

    @property
    def restore(self) -> Fact | None:
        """The newest restore."""
        return next((f for f in self.others if f.act is Act.RESTORE), None)

    @property
    def verifier(self) -> Fact | None:
        """What shows that the newest success is sound: itself, or a later check of the whole copy; None if nothing."""
        success, check = self.success, self.check
        if success is None or success.verified is False:
            return None
        if success.verified:
            return success
        if check is None or check.result is not Result.SUCCESS or check.finished_at is None:
            return None
        return check if check.finished_at >= _at(success) else None

    @property
    def size(self) -> int | None:
        """Bytes of the newest success."""
        return _size(self.success) if self.success is not None else None

    def earlier_sizes(self, after: datetime | None = None) -> tuple[int, ...]:
        """Sizes of the successes before the newest, newest first; only those that ended after `after`, if given."""
        found = []
        for fact in islice(self.successes(), 1, None):
            if after is not None and _at(fact) <= after:
                break
            size = _size(fact)
            if size is not None:
                found.append(size)
            if len(found) == RECENT:
                break
        return tuple(found)


def series_of(facts: Iterable[Fact], as_of: date) -> tuple[Series, ...]:
    """The facts by series, in order of names."""
    groups: defaultdict[tuple[str | None, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[series_key(fact)].append(fact)
    found = (_series(own[0].full_name, own, as_of) for own in groups.values())
    named: dict[str | None, list[Series]] = {}
    for series in found:
        named.setdefault(series.name, []).append(series)
    return tuple(merged(named[name]) for name in sorted(named, key=lambda n: n or ""))


def merged(parts: Iterable[Series]) -> Series:
    """One series of all, for a caller who knows that they are of one copy."""
    parts = tuple(parts)
    if len(parts) == 1:
        return parts[0]
    facts = sorted((f for s in parts for f in s.facts), key=_order, reverse=True)
    name = next((s.name for s in parts if s.name is not None), None)
    return _made(name, tuple(facts), tuple(f for s in parts for f in s.ahead))


def _made(name: str | None, facts: tuple[Fact, ...], ahead: tuple[Fact, ...]) -> Series:
    others = tuple(f for f in facts if f.act is not Act.BACKUP)
    return Series(name, facts, ahead, others, any(f.kind in _PARTS for f in facts))


def _series(name: str | None, facts: list[Fact], as_of: date) -> Series:
    # A day is over in the east before it is over in UTC.
    last = datetime.combine(as_of + timedelta(days=2), time(), UTC)
    facts.sort(key=_order, reverse=True)
    timed = next((n for n, f in enumerate(facts) if f.finished_at is not None), len(facts))
    past = next((n for n in range(timed, len(facts)) if _order(facts[n]) < last), len(facts))
    now = facts[:timed] + facts[past:]
    is_of_one = all(f.origin is facts[0].origin for f in now)
    return _made(name, tuple(now) if is_of_one else tuple(_once(now)), tuple(facts[timed:past]))


def _once(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Each run once, newest first: two reports may overlap."""
    seen: set[tuple[object, ...]] = set()
    for fact in facts:
        run = (fact.act, fact.started_at, fact.finished_at, fact.result, fact.kind)
        if fact.finished_at is None or run not in seen:
            seen.add(run)
            yield fact


_NEWEST = datetime.max.replace(tzinfo=UTC)


def _order(fact: Fact) -> datetime:
    # Runs without a time are the newest: they are a message of a run that has just ended, or has not.
    return fact.finished_at or _NEWEST


def _at(fact: Fact) -> datetime:
    if fact.finished_at is None:
        msg = "a success has a time"
        raise ValueError(msg)
    return fact.finished_at


def _size(fact: Fact) -> int | None:
    return fact.source_bytes if fact.source_bytes is not None else fact.stored_bytes
