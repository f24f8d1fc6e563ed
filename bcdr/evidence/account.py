"""What an import found and changed, source by source, in sentences for the owner of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from bcdr.evidence.change import Change, moment, size_words
from bcdr.evidence.comparison import contradictions
from bcdr.evidence.fact import Act, Fact, Result
from bcdr.evidence.matching import Match
from bcdr.evidence.series import Series

SWING_DOWN, SWING_UP = 0.5, 3.0
"""A source that fell by half or grew threefold against the usual is worth a look."""


class Line(NamedTuple):
    """A sentence; `is_trouble` when somebody has to do something about it."""

    text: str
    is_trouble: bool = False


def _trouble(text: str) -> Line:
    return Line(text, is_trouble=True)


def of_match(match: Match, change: Change | None, interval: timedelta | None, as_of: date) -> Iterator[Line]:
    """What was found of a copy and what changes in it. `interval` is the longest time between two of its successes."""
    copy = match.copy
    if copy.is_live:
        yield _trouble(f"{copy.id} is a {copy.kind}: it follows every deletion, so no report makes it a backup")
        return
    for series in match.series:
        yield from of_series(series, interval, as_of)
        if series.success is not None:
            yield from map(_trouble, contradictions(copy, series.success))
    for name in match.absent:
        yield _trouble(f"no report speaks of {name}, which is a part of this copy: its last success stays")
    if len(match.series) > 1 and not match.absent:
        yield Line(f"made of {len(match.series)} sources: the copy is as new as the oldest of them")
    yield from _of_change(match, change)


def of_series(series: Series, interval: timedelta | None, as_of: date) -> Iterator[Line]:
    """What the reports say of one series: the newest success, what came after it, and what is odd."""
    newest, success = series.newest, series.success
    if success is not None:
        yield Line(f"newest success {_when(success)}{_size(success)}{_length(success)}")
    elif newest is not None:
        yield _trouble("no run succeeded")
    if newest is not None and newest is not success:
        why = f": {newest.reason}" if newest.reason else ""
        is_over = newest.result is not Result.RUNNING
        yield Line(f"the newest run, {_when(newest)}, is {_ended(newest)}{why}", is_trouble=is_over)
    yield from _oddities(series)
    yield from _age(series, interval, as_of)


def _oddities(series: Series) -> Iterator[Line]:
    success, newest = series.success, series.newest
    for gap in newest.gaps if newest is not None else ():
        yield _trouble(f"not in this backup: {gap}")
    if success is not None and success.zone_assumed:
        yield Line("its times had no offset; the zone is the one that was given")
    if success is not None and success.size_note:
        yield Line(success.size_note)
    full = series.full
    if full is not None and full is not success:
        yield Line(f"the newest full backup, on which it builds, is of {_when(full)}")
    elif full is None and series.is_layered:
        yield _trouble("there is no full backup on which it could build")
    check = series.check
    if check is not None and check.result is not Result.SUCCESS:
        yield _trouble(f"a check found it damaged{_dated(check)}: {check.reason or check.result.value}")
    elif check is not None and check.finished_at is None:
        yield _trouble("a check found no fault, but does not say when it ran: give --occurred")
    elif check is not None:
        yield Line(f"a check found no fault, {_when(check)}")
    if series.restore is not None:
        yield Line(f"a restore ended with {series.restore.result.value}{_dated(series.restore)}: note it as a drill")
    if newest is not None and newest.finished_at is None:
        yield _trouble("the report does not say when it ended: give --occurred")
    if series.ahead:
        several = len(series.ahead) > 1
        runs = f"{len(series.ahead)} runs lie" if several else "one run lies"
        yield _trouble(f"{runs} after the day of this import and {'count' if several else 'counts'} for nothing")
    yield from _swing(series)


def _swing(series: Series) -> Iterator[Line]:
    size = series.size
    before = sorted(series.earlier_sizes()) if size is not None else []
    if size is None or len(before) < 3:
        return
    usual = before[len(before) // 2]
    if usual and (size <= SWING_DOWN * usual or size >= SWING_UP * usual):
        yield _trouble(f"its size is {size_words(size)}, where {size_words(usual)} is usual")


def _age(series: Series, interval: timedelta | None, as_of: date) -> Iterator[Line]:
    at = next((f.finished_at for f in series.facts if f.finished_at is not None), None)
    if at is None or interval is None:
        return
    days = as_of - at.date()
    if days > max(2 * interval, timedelta(days=1)):
        yield _trouble(f"nothing in the reports is newer than {days.days} days")


def _of_change(match: Match, change: Change | None) -> Iterator[Line]:
    copy = match.copy
    if change is None:
        old = copy.last_success
        yield Line("changed: nothing" + (f"; last_success stays {_said(old.occurred)}" if old is not None else ""))
        return
    if change.occurred is not None:
        old = copy.last_success
        before = f" (before: {_said(old.occurred)})" if old is not None else ""
        yield Line(f"changed: last_success is {_said(change.occurred)}{before}")
    elif change.size is not None:
        yield Line(f"changed: its size is {size_words(change.size)}")
    if change.drops_size:
        yield Line("changed: its size is not known any more, because the report does not say it")
    if change.earlier and change.earlier != copy.earlier_sizes:
        yield Line(f"changed: earlier_sizes are {', '.join(map(size_words, change.earlier))}")
    if change.verified:
        yield Line("changed: it was verified")
    elif change.occurred is not None and copy.last_success is not None and copy.last_success.verified:
        yield Line("changed: it is not verified, unlike the one before")


def of_unmatched(series: Series, interval: timedelta | None, as_of: date) -> Iterator[Line]:
    """What is known of a source that no copy names, and what to write."""
    yield from of_series(series, interval, as_of)
    if series.name is None:
        yield _trouble("the report does not say of what it is: name the copy with --copy STORE/COPY")
    else:
        yield _trouble("no copy of the plan names it; write under the copy that it is:")
        yield _trouble(f"  reported_as: [{quoted(series.name)}]")


def quoted(text: str) -> str:
    """The text as YAML reads it back, whatever is in it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _when(fact: Fact) -> str:
    if fact.finished_at is None:
        return "at an unknown time"
    began = ", when it began" if fact.time_is == "start" else ""
    return f"{_said(moment(fact))}{began}"


def _dated(fact: Fact) -> str:
    return f", {_when(fact)}" if fact.finished_at is not None else ""


def _said(at: date | datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC") if isinstance(at, datetime) else at.isoformat()


def _ended(fact: Fact) -> str:
    return {Result.UNKNOWN: "of unknown result", Result.RUNNING: "still running"}.get(fact.result, fact.result.value)


def _size(fact: Fact) -> str:
    parts = []
    if fact.source_bytes is not None:
        parts.append(f"{size_words(fact.source_bytes)} of data")
    if fact.stored_bytes is not None:
        parts.append(f"{size_words(fact.stored_bytes)} stored")
    return ", " + ", ".join(parts) if parts else ""


def _length(fact: Fact) -> str:
    if fact.duration is None or fact.act is not Act.BACKUP:
        return ""
    minutes = round(fact.duration.total_seconds() / 60)
    if not minutes:
        return ", in less than a minute"
    return f", in {minutes // 60}h{minutes % 60:02}m" if minutes >= 60 else f", in {minutes}m"
