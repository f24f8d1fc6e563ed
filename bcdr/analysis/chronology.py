"""Days and times that cannot be in the order in which they are written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import pairwise
from typing import NamedTuple

from bcdr.analysis.age import day_of
from bcdr.model.datastore import Copy
from bcdr.model.drill import Drill, Timeline
from bcdr.model.plan import Plan
from bcdr.model.record import Entry, Pointer, Record, fields_of

ORDER: dict[str, tuple[tuple[str, str], ...]] = {
    "Drill": (
        ("occurred", "recorded"),
        ("occurred", "signed_off.occurred"),
        ("recovery_point.occurred", "occurred"),
    ),
    "Evidence": (("occurred", "recorded"), ("occurred", "valid_until"), ("recorded", "valid_until")),
    "Certificate": (("occurred", "valid_until"),),
    "Waiver": (("occurred", "valid_until"),),
    "Risk": (("accepted.occurred", "accepted.valid_until"),),
    "Scenario": (("accepted.occurred", "accepted.valid_until"),),
    "Review": (("occurred", "next"),),
    "Incident": (
        ("occurred", "detected"),
        ("occurred", "ended"),
        ("detected", "aware"),
        ("aware", "notified.authority"),
        ("aware", "notified.people"),
        ("aware", "notified.controller"),
        ("occurred", "reviewed"),
    ),
    "Change": (
        ("backup_before.occurred", "backup_before.opened"),
        ("backup_before.occurred", "occurred"),
        ("occurred", "verified_complete"),
    ),
    "Copy": (("since", "last_success.occurred"), ("since", "changed")),
}
"""By class, pairs of fields of which the first cannot be later than the second."""

_CLOCK = tuple(fields_of(Timeline))


class Disorder(NamedTuple):
    """`later` is written as having been before `earlier`."""

    at: Pointer
    earlier: str
    first: str
    later: str
    second: str


def has_order(entry: Entry) -> bool:
    """Objects of its kind hold days that must be in order."""
    return type(entry).__name__ in ORDER


def disorder(entry: Entry, plan: Plan) -> Iterator[Disorder]:
    """Everything in `entry` that is out of order."""
    for earlier, later in ORDER.get(type(entry).__name__, ()):
        first, second = _value(entry, earlier), _value(entry, later)
        if first is not None and second is not None and _is_after(first, second):
            yield Disorder(entry.pointer(*later.split(".")), earlier, shown(first), later, shown(second))
    if isinstance(entry, Drill):
        yield from _clock(entry)
        yield from _before_it_existed(entry, plan)


def _value(entry: Entry, path: str) -> date | None:
    value: object = entry
    for name in path.split("."):
        if not isinstance(value, Record):
            return None
        value = value.__dict__[name]
    return value if isinstance(value, date) else None


def _is_after(first: date, second: date) -> bool:
    if isinstance(first, datetime) and isinstance(second, datetime):
        return first > second
    if isinstance(first, datetime) or isinstance(second, datetime):
        # the day of a moment depends on the time zone: only a whole day in between is sure
        return min(day_of(first), _local(first)) > max(day_of(second), _local(second))
    return first > second


def _local(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _clock(drill: Drill) -> Iterator[Disorder]:
    if drill.timeline is None:
        return
    known = [(n, v) for n in _CLOCK if (v := drill.timeline.__dict__[n]) is not None]
    for (earlier, first), (later, second) in pairwise(known):
        if type(first) is type(second) and first > second:
            at = drill.pointer("timeline", later)
            yield Disorder(at, earlier, shown(first), later, shown(second))


def _before_it_existed(drill: Drill, plan: Plan) -> Iterator[Disorder]:
    copy = restored_copy(drill, plan)
    if copy is not None and copy.since is not None and drill.occurred is not None and drill.occurred < copy.since:
        since = f"copy {copy.id} introduced"
        yield Disorder(drill.pointer("occurred"), since, copy.since.isoformat(), "occurred", drill.occurred.isoformat())


def restored_copy(drill: Drill, plan: Plan) -> Copy | None:
    """The copy that a drill restored from, if it names one: `orders-db/nightly`, or `nightly` of what it covers."""
    name = drill.recovery_point.copy if drill.recovery_point is not None else None
    if name is None:
        return None
    store, slash, copy = name.partition("/")
    stores = [store] if slash else [r.removeprefix("datastores/") for r in drill.covers if r.startswith("datastores/")]
    found = [plan.datastores[s].copies.get(copy if slash else name) for s in stores if s in plan.datastores]
    known = [c for c in found if c is not None]
    # the newest of several copies of one name is not the one meant for sure, so the oldest is taken
    return min(known, key=lambda c: c.since or date.min, default=None)


def shown(moment: date | time) -> str:
    """A day as `2026-11-20`, a moment as `2026-11-20 22:04+00:00`, a time of day as `22:04`."""
    if isinstance(moment, datetime):
        return moment.isoformat(sep=" ", timespec="minutes")
    return moment.strftime("%H:%M") if isinstance(moment, time) else moment.isoformat()
