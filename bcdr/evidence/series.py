"""Series: all runs of one source to one destination, newest first. One stale series among many stays visible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from bcdr.evidence.fact import Act, Fact, Kind, Result

SIZES = 5
"""So many earlier sizes are kept: as many as say what is usual."""


class Series(NamedTuple):
    """The runs of one `full_name` (None where the report names no source), those with a time newest first.

    Runs after the day of the import are in `ahead` and count for nothing.
    """

    name: str | None
    facts: tuple[Fact, ...]
    ahead: tuple[Fact, ...] = ()

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
        return next((f for f in self.successes()), None)

    def successes(self) -> tuple[Fact, ...]:
        """Successful runs with a time, newest first."""
        return tuple(f for f in self.facts if f.act is Act.BACKUP and f.result is Result.SUCCESS and f.finished_at)

    @property
    def full(self) -> Fact | None:
        """The newest full backup on which the others build; None where the tool does not tell them apart."""
        kinds = {f.kind for f in self.facts}
        if not kinds & {Kind.DIFFERENTIAL, Kind.INCREMENTAL}:
            return None
        return next((f for f in self.successes() if f.kind is Kind.FULL), None)

    @property
    def check(self) -> Fact | None:
        """The newest check of the copy."""
        return next((f for f in self.facts if f.act is Act.CHECK), None)

    @property
    def restore(self) -> Fact | None:
        """The newest restore."""
        return next((f for f in self.facts if f.act is Act.RESTORE), None)

    @property
    def is_verified(self) -> bool:
        """The newest success was checked, by itself or by a later check of the whole copy."""
        success, check = self.success, self.check
        if success is None or success.verified is False:
            return False
        if success.verified:
            return True
        later = check is not None and check.finished_at is not None and check.finished_at >= _at(success)
        return later and check is not None and check.result is Result.SUCCESS

    @property
    def size(self) -> int | None:
        """Bytes of the newest success."""
        return _size(self.success) if self.success is not None else None

    def earlier_sizes(self, after: datetime | None = None) -> tuple[int, ...]:
        """Sizes of the successes before the newest, newest first; only those that ended after `after`, if given."""
        found = []
        for fact in self.successes()[1:]:
            if after is not None and _at(fact) <= after:
                break
            size = _size(fact)
            if size is not None:
                found.append(size)
            if len(found) == SIZES:
                break
        return tuple(found)


def series_of(facts: Iterable[Fact], as_of: date) -> tuple[Series, ...]:
    """The facts by series, in order of names."""
    groups: dict[str | None, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.full_name, []).append(fact)
    return tuple(_series(name, groups[name], as_of) for name in sorted(groups, key=lambda n: n or ""))


def merged(parts: Iterable[Series]) -> Series:
    """One series of all, for a caller who knows that they are of one copy."""
    parts = tuple(parts)
    facts = sorted((f for s in parts for f in s.facts), key=_order, reverse=True)
    name = next((s.name for s in parts if s.name is not None), None)
    return Series(name, tuple(facts), tuple(f for s in parts for f in s.ahead))


def _series(name: str | None, facts: list[Fact], as_of: date) -> Series:
    last = as_of + timedelta(days=1)  # a day is over in the east before it is over in UTC
    ahead = tuple(f for f in facts if f.finished_at is not None and f.finished_at.date() > last)
    now = sorted((f for f in facts if f.finished_at is None or f.finished_at.date() <= last), key=_order, reverse=True)
    return Series(name, tuple(_once(now)), ahead)


def _once(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Each run once, newest first: two reports may overlap."""
    seen: set[tuple[object, ...]] = set()
    for fact in facts:
        run = (fact.act, fact.started_at, fact.finished_at, fact.result, fact.kind)
        if fact.finished_at is None or run not in seen:
            seen.add(run)
            yield fact


def _order(fact: Fact) -> tuple[bool, float]:
    # Runs without a time are the newest: they are a message of a run that has just ended, or has not.
    return fact.finished_at is None, fact.finished_at.timestamp() if fact.finished_at is not None else 0.0


def _at(fact: Fact) -> datetime:
    if fact.finished_at is None:
        msg = "a success has a time"
        raise ValueError(msg)
    return fact.finished_at


def _size(fact: Fact) -> int | None:
    return fact.source_bytes if fact.source_bytes is not None else fact.stored_bytes
