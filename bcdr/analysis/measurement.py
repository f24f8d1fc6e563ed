"""How long a service really needed to come back, and how old the state was, when somebody last measured it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from bcdr.analysis.proof import is_restore, measured_rto, service_rto
from bcdr.model.datastore import Datastore
from bcdr.model.drill import Drill
from bcdr.model.record import Entry, Pointer
from bcdr.model.service import Service


class Measurement(NamedTuple):
    """A measured time, the drill or rebuild that gave it, and where it is written.

    `undeclared` is the part of it before the plan was activated, zero where the drill's clock does not say.
    """

    time: timedelta
    of: Entry
    day: date | None
    at: Pointer
    undeclared: timedelta = timedelta()


def measurement(
    service: Service, stores: Iterable[Datastore], drills: Callable[[Entry], tuple[Drill, ...]]
) -> Measurement | None:
    """The slowest of the newest measurements: of the service as a whole, and of each store it cannot do without.

    A store's drill counts only if it is newer than one of the whole service. Any result counts: a drill that missed
    its objective did measure.
    """
    whole = _measurement(service_rto(drills(service)))
    soft = {d.on for d in service.depends_on if d.fallback}
    parts = [m for s in stores if s.ref not in soft for m in _of_store(s, drills(s))]
    since = whole.day if whole is not None else None
    counted = [m for m in parts if since is None or m.day is None or m.day >= since]
    return max([*counted, *([whole] if whole else [])], key=lambda m: m.time, default=None)


def _of_store(store: Datastore, drills: tuple[Drill, ...]) -> Iterator[Measurement]:
    restores = tuple(filter(is_restore, drills)) if store.class_ in {"truth", "derived"} else ()
    found = _measurement(measured_rto(restores))
    if found is not None:
        yield found
    elif store.class_ == "derived" and store.rebuild is not None and store.rebuild.measured is not None:
        yield Measurement(store.rebuild.measured, store, None, store.pointer("rebuild", "measured"))


def _measurement(found: tuple[timedelta, Drill] | None) -> Measurement | None:
    if found is None:
        return None
    length, drill = found
    return Measurement(length, drill, drill.occurred, drill.pointer("measured", "rto"), undeclared_in(drill))


def newest_rpo(restores: tuple[Drill, ...]) -> Measurement | None:
    """How old the restored state was (RPA) when a restore of an oldest-first series last measured it."""
    for drill in reversed(restores):
        if drill.measured is not None and drill.measured.rpo is not None:
            return Measurement(drill.measured.rpo, drill, drill.occurred, drill.pointer("measured", "rpo"))
    return None


def undeclared_in(drill: Drill) -> timedelta:
    """How long after the disruption the plan was activated; zero where the drill's clock does not say.

    Two times of day are less than a day apart, midnight between them or not.
    """
    clock = drill.timeline
    lost, declared = (clock.lost, clock.declared) if clock is not None else (None, None)
    if isinstance(lost, datetime) and isinstance(declared, datetime):
        is_known = (lost.tzinfo is None) == (declared.tzinfo is None)
        return max(timedelta(), declared - lost) if is_known else timedelta()
    if isinstance(lost, time) and isinstance(declared, time):
        return timedelta(seconds=(_seconds(declared) - _seconds(lost)) % 86400)
    return timedelta()


def _seconds(clock: time) -> int:
    return clock.hour * 3600 + clock.minute * 60 + clock.second
