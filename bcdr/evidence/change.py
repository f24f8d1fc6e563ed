"""What a report changes in a copy: the last success, only forward; the sizes before; whether it was verified."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from bcdr.analysis.job import RECENT
from bcdr.evidence.fact import Fact, Result
from bcdr.evidence.matching import Match
from bcdr.evidence.series import Series
from bcdr.model.datastore import Copy
from bcdr.source.edit import Add, Edit, Remove, Set


class Change(NamedTuple):
    """New values for a copy.

    `run` is the run that its last success is now, None where that stays. `occurred` is when it ended, None where only
    more is known of a run that is written already. `check` is the check of another report that verified it.
    """

    copy: Copy
    run: Fact | None
    occurred: datetime | None
    size: int | None
    verified: bool
    check: Fact | None = None
    earlier: tuple[int, ...] = ()

    @property
    def drops_size(self) -> bool:
        """The written size is of another run, and that of this one is not known."""
        old = self.copy.last_success
        return self.occurred is not None and self.size is None and old is not None and old.is_declared("size")

    @property
    def drops_check(self) -> bool:
        """The written check is of another run."""
        old = self.copy.last_success
        return self.occurred is not None and self.check is None and old is not None and old.is_declared("check")

    @property
    def digests(self) -> frozenset[str]:
        """Digests of the reports that it rests on."""
        return frozenset(f.origin.digest for f in (self.run, self.check) if f is not None)


def change(match: Match) -> Change | None:
    """What the reports change in this copy; None when nothing.

    A copy of several series is as new as its oldest one. Nothing moves while a series has no success or a name of the
    copy is absent. A live copy never has a last success: it is no backup.
    """
    copy, series = match.copy, match.series
    if copy.is_live or match.absent or not series:
        return None
    if len(series) == 1 and series[0].success is None:
        return _checked(copy, series[0])
    found = [s.success for s in series if s.success is not None]
    if len(found) < len(series):
        return None
    run = min(found, key=moment)
    at = moment(run)
    verifiers = [s.verifier for s in series]
    verified = None not in verifiers
    check = next((v for v in verifiers if v is not None and v.origin.digest != run.origin.digest), None)
    size = series[0].size if len(series) == 1 else None
    old = copy.last_success
    before = None if old is None else start_of(old.occurred)
    if before is None or at > before:
        earlier = _earlier(copy, series[0]) if len(series) == 1 else ()
        return Change(copy, run, at, size, verified, check if verified else None, earlier)
    if at != before or old is None:
        return _checked(copy, series[0]) if len(series) == 1 else None
    more = old.size is None and size is not None
    proven = verified and not old.verified
    if not more and not proven:
        return None
    by_run = more or check is None
    return Change(copy, run if by_run else None, None, size if more else None, proven, check if proven else None)


def _checked(copy: Copy, series: Series) -> Change | None:
    """A sound check after the last success verifies it."""
    old, check = copy.last_success, series.check
    if old is None or old.verified or check is None or check.result is not Result.SUCCESS or check.finished_at is None:
        return None
    if check.finished_at < start_of(old.occurred):
        return None
    return Change(copy, None, None, None, verified=True, check=check)


def _earlier(copy: Copy, series: Series) -> tuple[int, ...]:
    """Sizes of the runs before, newest first: those of the report since the last success, it, and those before it."""
    old = copy.last_success
    if old is None:
        return (*series.earlier_sizes(), *copy.earlier_sizes)[:RECENT]
    last = (old.size,) if old.size is not None else ()
    return (*series.earlier_sizes(after=start_of(old.occurred)), *last, *copy.earlier_sizes)[:RECENT]


def moment(fact: Fact) -> datetime:
    """When a run ended, in whole seconds, as a plan writes it."""
    if fact.finished_at is None:
        msg = "the run has no time"
        raise ValueError(msg)
    return fact.finished_at.replace(microsecond=0)


def start_of(occurred: date | datetime) -> datetime:
    """The instant, or the first of a day in UTC."""
    return occurred if isinstance(occurred, datetime) else datetime.combine(occurred, time(), UTC)


def edits(found: Change, ids: Mapping[str, str]) -> tuple[Edit, ...]:
    """The edits that write the change; `ids` are those of the reports as evidence, by digest."""
    copy, old = found.copy, found.copy.last_success
    values: dict[str, Any] = {}
    if found.occurred is not None:
        values["occurred"] = found.occurred.isoformat()
    if found.size is not None:
        values["size"] = size_words(found.size)
    if found.verified or (found.occurred is not None and old is not None and old.verified):
        values["verified"] = "yes" if found.verified else "no"
    if found.run is not None:
        values["evidence"] = ids[found.run.origin.digest]
    if found.check is not None:
        values["check"] = ids[found.check.origin.digest]
    at = copy.pointer("last_success")
    made: list[Edit] = []
    if old is None:
        made.append(Add(at, values) if copy.is_declared("last_success") else Add(copy.path, {"last_success": values}))
    else:
        new = {k: v for k, v in values.items() if not old.is_declared(k)}
        made += [Add(at, new)] if new else []
        made += [Set((*at, k), v) for k, v in values.items() if k not in new]
        made += [Remove((*at, "size"))] if found.drops_size else []
        made += [Remove((*at, "check"))] if found.drops_check else []
    if found.earlier and found.earlier != copy.earlier_sizes:
        sizes = [size_words(n) for n in found.earlier]
        place = copy.pointer("earlier_sizes")
        made.append(
            Set(place, sizes) if copy.is_declared("earlier_sizes") else Add(copy.path, {"earlier_sizes": sizes})
        )
    return tuple(made)


def size_words(size: int) -> str:
    """`41.3GB`: decimal units, three digits, as a plan writes sizes."""
    amount, unit = float(size), "B"
    for bigger in ("kB", "MB", "GB", "TB", "PB"):
        if amount < 999.5:
            break
        amount, unit = amount / 1000, bigger
    digits = 0 if amount >= 99.95 or unit == "B" else 1 if amount >= 9.995 else 2
    text = f"{amount:.{digits}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) + unit
