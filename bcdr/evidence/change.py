"""What a report changes in a copy: the last success, only forward; the sizes before; whether it was verified."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from bcdr.evidence.fact import Fact, Result
from bcdr.evidence.matching import Match
from bcdr.evidence.series import SIZES, Series
from bcdr.model.datastore import Copy
from bcdr.source.edit import Add, Edit, Remove, Set


class Change(NamedTuple):
    """New values for a copy. `occurred` is None where the last success stays and only more is known of it.

    `drops_size` says that the size written there is of an older run and that of the new one is not known.
    """

    copy: Copy
    fact: Fact
    occurred: datetime | None
    size: int | None
    verified: bool
    earlier: tuple[int, ...]

    @property
    def drops_size(self) -> bool:
        """The written size is of another run, and that of this one is not known."""
        old = self.copy.last_success
        return self.occurred is not None and self.size is None and old is not None and old.is_declared("size")


def change(match: Match) -> Change | None:
    """What the reports change in this copy; None when nothing.

    A copy of several series is as new as its oldest one. Nothing moves while a series has no success or a name of the
    copy is absent. A live copy never has a last success: it is no backup.
    """
    copy, series = match.copy, match.series
    if copy.is_live or match.absent or not series:
        return None
    if len(series) == 1 and not series[0].successes():
        return _checked(copy, series[0])
    successes = [s.success for s in series]
    found = [f for f in successes if f is not None]
    if len(found) < len(series):
        return None
    oldest = min(found, key=moment)
    at = moment(oldest)
    verified = all(s.is_verified for s in series)
    size = series[0].size if len(series) == 1 else None
    old = copy.last_success
    before = None if old is None else start_of(old.occurred)
    if before is None or at > before:
        return Change(copy, oldest, at, size, verified, _earlier(copy, series) if len(series) == 1 else ())
    if at == before and old is not None:
        more = old.size is None and size is not None
        if more or (verified and not old.verified):
            return Change(copy, oldest, None, size if more else None, verified, ())
    return None


def _checked(copy: Copy, series: Series) -> Change | None:
    """A sound check after the last success verifies it."""
    old, check = copy.last_success, series.check
    if old is None or old.verified or check is None or check.result is not Result.SUCCESS or check.finished_at is None:
        return None
    return (
        Change(copy, check, None, None, verified=True, earlier=())
        if check.finished_at >= start_of(old.occurred)
        else None
    )


def _earlier(copy: Copy, series: tuple[Series, ...]) -> tuple[int, ...]:
    """Sizes of the runs before, newest first: those of the report since the last success, it, and those before it."""
    old = copy.last_success
    if old is None:
        return (*series[0].earlier_sizes(), *copy.earlier_sizes)[:SIZES]
    last = (old.size,) if old.size is not None else ()
    return (*series[0].earlier_sizes(after=start_of(old.occurred)), *last, *copy.earlier_sizes)[:SIZES]


def moment(fact: Fact) -> datetime:
    """When a run ended, in whole seconds, as a plan writes it."""
    if fact.finished_at is None:
        msg = "the run has no time"
        raise ValueError(msg)
    return fact.finished_at.replace(microsecond=0)


def start_of(occurred: date | datetime) -> datetime:
    """The instant, or the first of a day in UTC."""
    return occurred if isinstance(occurred, datetime) else datetime.combine(occurred, time(), UTC)


def edits(found: Change, evidence: str | None) -> tuple[Edit, ...]:
    """The edits that write the change; `evidence` is the id of the report."""
    copy, old = found.copy, found.copy.last_success
    values: dict[str, Any] = {}
    if found.occurred is not None:
        values["occurred"] = found.occurred.isoformat()
    if found.size is not None:
        values["size"] = size_words(found.size)
    if found.verified or (found.occurred is not None and old is not None and old.verified):
        values["verified"] = "yes" if found.verified else "no"
    if evidence is not None and (found.occurred is not None or old is None or old.evidence is None):
        values["evidence"] = evidence
    at = copy.pointer("last_success")
    made: list[Edit] = []
    if old is None:
        made.append(Add(at, values) if copy.is_declared("last_success") else Add(copy.path, {"last_success": values}))
    else:
        new = {k: v for k, v in values.items() if not old.is_declared(k)}
        made += [Add(at, new)] if new else []
        made += [Set((*at, k), v) for k, v in values.items() if k not in new]
        made += [Remove((*at, "size"))] if found.drops_size else []
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
